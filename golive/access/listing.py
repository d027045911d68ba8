"""Every principal of a data class, with what it reaches and whether that was approved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from golive.access.answer import Answer
from golive.access.named import is_service, outside
from golive.access.reach import Judge, Way
from golive.access.targets import KeyUse, Target
from golive.facts.access import Reader

APPROVED, OURS, SERVICE = "approved", "ours", "service"
ADMINISTRATOR, UNAPPROVED = "administrator", "unapproved"
ORDER = (UNAPPROVED, APPROVED, OURS, SERVICE, ADMINISTRATOR)
Decide = Callable[[Target], Iterable[Way]]
"""Who reaches a target: our reading, or an analyzer's."""
NOTHING = "reaches nothing: it holds no policy that reads this class"


class Known(NamedTuple):
    """Whom the file approves, what roles of ours may reach, and who is an administrator.

    `ours` maps a role's ARN to the names of what it reaches with a reason.
    """

    approved: Collection[str]
    ours: Mapping[str, Collection[str]]
    administrators: Mapping[str, str]


@dataclass
class _Row:
    what: dict[str, None] = field(default_factory=dict[str, None])
    how: dict[str, None] = field(default_factory=dict[str, None])
    sure: bool = False


def readers(ways: Iterable[tuple[str, Way]], judge: Judge, known: Known) -> tuple[Reader, ...]:
    """One row for each principal; `ways` are pairs of what is reached and how.

    Administrators stand there once, whatever their policies say of the data: they can change
    them. Whoever beyond the account may assume a role of the list is a row of its own.
    """
    rows: dict[str, _Row] = {
        arn: _Row(how={why: None}, sure=True) for arn, why in known.administrators.items()
    }
    for what, way in ways:
        if way.principal not in known.administrators:
            _add(rows, what, way)
    for what, way in list(_assumed(rows, judge)):
        _add(rows, what, way)
    for arn in known.approved:
        rows.setdefault(arn, _Row(how={NOTHING: None}, sure=True))
    found = [_reader(principal, row, known) for principal, row in rows.items()]
    return tuple(sorted(found, key=lambda r: (ORDER.index(r.standing), r.principal)))


def _add(rows: dict[str, _Row], what: str, way: Way) -> None:
    row = rows.setdefault(way.principal, _Row())
    row.what[what] = row.how[way.how] = None
    row.sure = row.sure or way.answer is Answer.YES


def _assumed(rows: Mapping[str, _Row], judge: Judge) -> Iterator[tuple[str, Way]]:
    """Who of another account may become one of these."""
    for identity in judge.identities:
        if identity.arn in rows and not identity.linked:
            for principal in outside(identity, judge.place.account):
                name = identity.arn.rpartition("/")[2]
                yield f"all that {name} reaches", Way(principal, f"assumes {name}", Answer.YES)


def _reader(principal: str, row: _Row, known: Known) -> Reader:
    return Reader(
        principal=principal,
        standing=_standing(principal, row, known),
        what=tuple(row.what),
        how=tuple(row.how),
        sure=row.sure,
    )


def _standing(principal: str, row: _Row, known: Known) -> str:
    if principal in known.approved:
        return APPROVED
    if principal in known.administrators:
        return ADMINISTRATOR
    if is_service(principal):
        return SERVICE
    explained = row.what.keys() <= set(known.ours.get(principal, ()))
    return OURS if principal in known.ours and explained else UNAPPROVED


def ways(judge: Judge, targets: Iterable[Target], decide: Decide) -> Iterator[tuple[str, Way]]:
    """Everybody that reaches these targets, or is let in by their keys."""
    keys: dict[str, KeyUse] = {}
    for target in targets:
        for way in decide(target):
            yield target.name, way
        if target.key is not None:
            keys[target.key.arn] = target.key
    for key in keys.values():
        for way in judge.holders(key):
            yield key.name, way
