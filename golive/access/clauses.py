"""What statements say of one request (IAM User Guide, Policy evaluation logic)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from golive.access.answer import Answer, of
from golive.access.conditions import Conditions, Context, holds
from golive.access.patterns import covers, matches, touches
from golive.controls.statements import written
from golive.facts.storage import Statement

EVERYONE = ("*", "AWS:*")


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A statement as text, references written out."""

    sid: str
    allow: bool
    principals: tuple[str, ...]
    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: Conditions
    negated: tuple[str, ...]

    def turned(self) -> Clause:
        """The same as a deny: what it covers as a whole."""
        return replace(self, allow=False)


@dataclass(frozen=True, slots=True)
class Request:
    """Who does what: `resources` are the names of one thing, each a pattern of all of it."""

    principal: str
    action: str
    resources: tuple[str, ...]
    context: Context = field(default_factory=dict[str, tuple[str, ...]])


def clauses(statements: Iterable[Statement]) -> tuple[Clause, ...]:
    """Statements as text; Gap for one that can't be known."""
    return tuple(_clause(each) for each in statements)


def _clause(statement: Statement) -> Clause:
    return Clause(
        statement.sid,
        statement.allow,
        tuple(map(written, statement.principals)),
        tuple(action.lower() for action in statement.actions),
        tuple(map(written, statement.resources)),
        {
            operator: {key: tuple(map(written, values)) for key, values in keys.items()}
            for operator, keys in statement.conditions.items()
        },
        statement.negated,
    )


def allowed(said: Iterable[Clause], request: Request) -> Answer:
    """Whether an identity's policies allow it; a part of the resource is enough."""
    each = (_applies(c, request, whole=False) for c in said if c.allow)
    return max(each, default=Answer.NO)


def denied(said: Iterable[Clause], request: Request) -> Answer:
    """Whether they deny it: surely when they deny the whole of it."""
    each = (_applies(c, request, whole=True) for c in said if not c.allow)
    return max(each, default=Answer.NO)


def _applies(clause: Clause, request: Request, *, whole: bool) -> Answer:
    if not acts(clause, request.action):
        return Answer.NO
    where = _where(clause, request.resources, whole=whole)
    return min(where, holds(clause.conditions, request.context)) if where else where


def acts(clause: Clause, action: str) -> bool:
    """Whether its actions cover this one; they are the same in any case."""
    named = any(matches(action.lower(), pattern) for pattern in clause.actions)
    return named != ("Action" in clause.negated)


def _where(clause: Clause, names: tuple[str, ...], *, whole: bool) -> Answer:
    covered = any(covers(name, pattern) for name in names for pattern in clause.resources)
    touched = covered or any(touches(n, p) for n in names for p in clause.resources)
    if "Resource" in clause.negated:
        rest = Answer.POSSIBLY if whole else Answer.YES
        return Answer.NO if covered else rest if touched else Answer.YES
    if not clause.resources:
        return Answer.YES
    return of(covered) if covered or not touched else Answer.POSSIBLY if whole else Answer.YES


def speaks_of(clause: Clause, principal: str) -> bool:
    """Whether a resource's policy names this principal, or everybody."""
    named = any(p in EVERYONE or p == f"AWS:{principal}" for p in clause.principals)
    return named != ("Principal" in clause.negated)
