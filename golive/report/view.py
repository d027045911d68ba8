"""What a board shows of a run, ready to be laid out: page, Markdown and terminal share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from golive.judge import APART, Verdict
from golive.plan import Section
from golive.report.line import Line, Reading, Subject, oldest
from golive.report.links import opened
from golive.report.people import People
from golive.report.place import Place
from golive.report.ruling import Reason, Ruling
from golive.report.words import Call, Word

MOST_READINGS = 3000
"""Each takes five elements of the page: a browser scrolls through that many without a halt."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a run that stand in one section of the plan."""

    section: Section
    lines: tuple[Line, ...]

    @property
    def built(self) -> tuple[Line, ...]:
        return tuple(n for n in self.lines if n.verdict not in APART)

    @property
    def not_built(self) -> tuple[Line, ...]:
        return tuple(n for n in self.lines if n.verdict is Verdict.NOT_BUILT)

    @property
    def on_account(self) -> tuple[Line, ...]:
        """The lines that only the account can answer, where it wasn't asked."""
        return tuple(n for n in self.lines if n.verdict is Verdict.ON_ACCOUNT)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that is shown; `only` are the lines asked for, where it weren't all.

    `zone` is UTC when no environment is given. `people` is the register, `unread` why it could
    not be read; neither where nobody asked. `proof` is what the run says by itself.
    """

    name: str
    side: str
    proof: Call
    words: Mapping[Verdict, Word]
    groups: tuple[Group, ...]
    only: tuple[str, ...]
    warnings: tuple[str, ...]
    place: Place | None
    made: datetime
    zone: ZoneInfo
    people: People | None = None
    unread: str = ""
    ruling: Ruling | None = None

    @property
    def call(self) -> Call:
        """The verdict at the top: the decision's, where there is one."""
        return self.ruling.call if self.ruling else self.proof

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many lines have each verdict, the worst first; only what occurs."""
        counted = Counter(line.verdict for line in self.lines)
        return {v: counted[v] for v in reversed(Verdict) if counted[v]}

    @property
    def counted(self) -> str:
        """The counts in words: `1 failed, 13 proven`."""
        return ", ".join(f"{n} {verdict}" for verdict, n in self.counts.items()) or "no line"

    @property
    def deciding(self) -> tuple[Line, ...]:
        """The lines that a control judged here."""
        return tuple(line for group in self.groups for line in group.built)

    @property
    def blocking(self) -> tuple[Line, ...]:
        """The lines that keep the run from a go, no-go before can't tell; first those of the
        decision's reasons, in its order."""
        order = [reason.line for reason in self.reasons]
        last = len(order)
        found = [line for line in self.lines if line.blocks]
        ranks = {line.id: order.index(line.id) if line.id in order else last for line in found}
        return tuple(sorted(found, key=lambda line: (ranks[line.id], line.word.tone)))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the decision says stands between us and GO."""
        return self.ruling.reasons if self.ruling else ()

    @property
    def elsewhere(self) -> tuple[Reason, ...]:
        """The reasons that are not about a line that blocks: nothing else says them."""
        told = {line.id for line in self.lines if line.blocks}
        return tuple(reason for reason in self.reasons if reason.line not in told)

    @property
    def holding(self) -> tuple[Line, ...]:
        """The lines that hold, or whose failures somebody answers for."""
        return tuple(
            line for line in self.lines if line.word.tone == "go" or line.verdict is Verdict.WAIVED
        )

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Everything that people open on the day, as title and address, in one list."""
        if self.place is None:
            return ()
        named = [(f"{n.id} {n.title}", n.said.link) for n in self.lines if n.said.link]
        return (*opened(self.place), *named)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(s for line in self.lines for s in line.subjects)

    @property
    def waived(self) -> tuple[Subject, ...]:
        """The failures that somebody answers for."""
        return tuple(s for s in self.subjects if s.waived)

    @property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(reading for s in self.subjects for reading in s.readings)

    @property
    def brief(self) -> bool:
        """Whether the readings are so many that those of what holds are only counted."""
        return len(self.readings) > MOST_READINGS

    @property
    def oldest(self) -> datetime | None:
        """When the oldest evidence of the account was read."""
        return oldest(self.subjects)

    @property
    def simulated(self) -> tuple[str, ...]:
        """What the simulated subjects say of themselves, each once."""
        said = {phrase for s in self.subjects for phrase in s.simulated.split("; ") if phrase}
        return tuple(sorted(said))
