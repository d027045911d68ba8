"""Which alarms are told together: the composites of an environment, and what each is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from golive.alarms.row import TRAIL_LOG, Row, Severity
from golive.alarms.watch import Watch

MOST_ALARMS = 100
MOST_LETTERS = 10_240
"""Of a composite's rule (CloudWatch API Reference, PutCompositeAlarm; User Guide, quotas)."""
COUNTED = re.compile(r"-\d+$")
TOLD = "Runbooks: docs/runbooks/README.md"


@dataclass(frozen=True, slots=True)
class Group:
    """Alarms that are told as one message, to a severity's topic.

    `before_launch`: told before the launch too. `while_closed`: told outside opening hours too.
    `in_maintenance`: told in a maintenance window too.
    """

    name: str
    severity: Severity
    description: str
    before_launch: bool = True
    while_closed: bool = True
    in_maintenance: bool = False


CRITICAL = Group("critical", "critical", f"Any critical alarm is on. {TOLD}")
WARNING = Group("warning", "warning", f"Any warning alarm is on. {TOLD}")
SILENCE = Group(
    "silence",
    "critical",
    f"A feed is silent that should not be. {TOLD}",
    before_launch=False,
    while_closed=False,
)
STOPPED = Group("stopped", "critical", f"What never rests has stopped. {TOLD}", before_launch=False)
AUDIT = Group("audit", "critical", f"Somebody did what must be seen. {TOLD}", in_maintenance=True)
AUDIT_WARNING = Group(
    "audit-warning", "warning", f"Somebody did what should be seen. {TOLD}", in_maintenance=True
)
ABORT = Group(
    "abort",
    "critical",
    "The rollback criterion is met: decide to go back. docs/rollback.md",
    in_maintenance=True,
)
GROUPS = (CRITICAL, WARNING, SILENCE, STOPPED, AUDIT, AUDIT_WARNING, ABORT)


@dataclass(frozen=True, slots=True)
class Composite:
    """One composite: its group, the alarms that turn it on, and the rule that says so.

    A group that is too large for one rule has several, which are counted from 2.
    """

    name: str
    group: Group
    watches: tuple[Watch, ...]
    rule: str


def group_of(row: Row) -> Group:
    """The group of a row that doesn't tell a topic by itself."""
    if row.aborts:
        return ABORT
    critical = row.severity == "critical"
    if row.panel == "Security" or TRAIL_LOG in row.places:
        return AUDIT if critical else AUDIT_WARNING
    if row.silence:
        return STOPPED if row.expects == "always" else SILENCE
    return CRITICAL if critical else WARNING


def tells_of(composite: str, row: Row) -> bool:
    """Whether a composite of this name is one of the row's group."""
    return COUNTED.sub("", composite).endswith(f"-{group_of(row).name}")


def excuses(watches: Iterable[Watch]) -> list[Watch]:
    """The alarms that explain the silence of others: each tells its severity's topic itself."""
    every = list(watches)
    named = {watch.row.unless for watch in every}
    return [watch for watch in every if watch.row.id in named]


def composites(watches: Sequence[Watch], prefix: str) -> list[Composite]:
    """The composites of an environment, by groups; none for a group without alarms."""
    apart = excuses(watches)
    left = [watch for watch in watches if watch not in apart]
    return [
        Composite(group.name + (f"-{n}" if n > 1 else ""), group, *part)
        for group in GROUPS
        for n, part in enumerate(_parts(_terms(left, group, prefix)), 1)
    ]


def _terms(watches: Iterable[Watch], group: Group, prefix: str) -> list[tuple[Watch, str]]:
    mine = [watch for watch in watches if group_of(watch.row) is group]
    return [(watch, _term(watch, prefix)) for watch in mine]


def _term(watch: Watch, prefix: str) -> str:
    on = f'ALARM("{prefix}-{watch.id}")'
    unless = watch.row.unless
    return f'({on} AND NOT ALARM("{prefix}-{unless}"))' if unless else on


def _parts(terms: list[tuple[Watch, str]]) -> Iterator[tuple[tuple[Watch, ...], str]]:
    """As few rules as hold all terms within the limits; an excuse counts as an alarm too."""
    while terms:
        size = next(n for n in range(len(terms), 0, -1) if _fits(terms[:n]))
        now, terms = terms[:size], terms[size:]
        yield tuple(watch for watch, _ in now), _rule(now)


def _rule(terms: Iterable[tuple[Watch, str]]) -> str:
    return " OR ".join(term for _, term in terms)


def _fits(terms: list[tuple[Watch, str]]) -> bool:
    excused = {watch.row.unless for watch, _ in terms if watch.row.unless}
    return len(terms) + len(excused) <= MOST_ALARMS and len(_rule(terms)) <= MOST_LETTERS
