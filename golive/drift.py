"""How what runs differs from its template: our own facts of both sides, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

from golive.facts.access import GivenPolicy, Role
from golive.model import Fact, Gap, Ref, Seen, Side, Text, Unknown
from golive.plain import raw

INCOMPLETE: Mapping[type[Fact], tuple[str, frozenset[str]]] = {
    Role: ("unread", frozenset({"policies", "unread"})),
    GivenPolicy: ("name", frozenset({"name"})),
}
"""A field that, where a template fills it, leaves others incomplete there: AWS's own policies are
attached by their ARN, and the account has their text; a policy that AWS names is its ARN in a
template, and its name in the account."""
Naming = Callable[[Ref | str], str]
"""What a reference, a name or an ARN is called in the account: the same for all of one thing."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of one subject: whether both sides say the same, or why that can't be told."""

    path: str
    field: str
    same: bool | Unknown

    def __str__(self) -> str:
        return f"{self.path} {self.field}"


def compare(
    design: Side, live: Side, kinds: Iterable[type[Fact]], named: Naming
) -> Iterator[Compared]:
    """Each field that a template knows, of each subject of these kinds.

    What only the account tells is left out, and so is what only a deployment can know. A subject
    that is not in the account is one field that differs.
    """
    for kind in kinds:
        planned = design.facts(kind) if kind.of is None else ()
        if isinstance(planned, Unknown):
            yield Compared("any", kind.__name__, planned)
            continue
        actual = live.facts(kind) if planned else ()
        if isinstance(actual, Unknown):
            yield Compared("any", kind.__name__, actual)
            continue
        found = {seen.subject: seen for seen in actual}
        for seen in planned:
            yield from _subject(kind, seen, found.get(seen.subject), named)


def _subject(
    kind: type[Fact], planned: Seen, actual: Seen | None, named: Naming
) -> Iterator[Compared]:
    if planned.fact is None or isinstance(planned.fact, Unknown):
        return
    if actual is None or actual.fact is None:
        yield Compared(planned.path, f"{kind.__name__} is not there", False)
        return
    for field in _whole(kind, planned.fact):
        try:
            wanted = plainly(raw(planned.fact, field), named)
        except Gap:
            continue
        same = _same(wanted, actual.fact, field, named)
        yield Compared(planned.path, f"{kind.__name__}.{field}", same)


def _whole(kind: type[Fact], planned: Fact) -> list[str]:
    """The fields of which a template says all."""
    marker, lacking = INCOMPLETE.get(kind, ("", frozenset[str]()))
    partial = lacking if marker and raw(planned, marker) else frozenset[str]()
    return [field.name for field in fields(cast(Any, kind)) if field.name not in partial]


def _same(wanted: object, fact: Fact | Unknown, field: str, named: Naming) -> bool | Unknown:
    if isinstance(fact, Unknown):
        return fact
    try:
        return plainly(raw(fact, field), named) == wanted
    except Gap as gap:
        return Unknown(str(gap))


def plainly(value: object, named: Naming) -> Any:
    """A value as data that both sides write alike, lists in one order; Gap for an Unknown in it."""
    match value:
        case Unknown():
            raise Gap(value.why)
        case Fact():
            inner = fields(cast(Any, value))
            return {f.name: plainly(raw(value, f.name), named) for f in inner}
        case Text():
            return "".join(plainly(part, named) for part in value.parts)
        case Ref() | str():
            return named(value)
        case tuple() | list() | frozenset():
            listed = cast("Iterable[object]", value)
            return sorted((plainly(v, named) for v in listed), key=str)
        case Mapping():
            mapped = cast("Mapping[str, object]", value)
            return {str(k): plainly(v, named) for k, v in mapped.items()}
        case _:
            return value
