"""What a board shows of a run, ready to be laid out: page, Markdown and terminal share it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from golive.environment import Environment
from golive.judge import APART, Verdict
from golive.plan import Section
from golive.report.words import Call, Word

TROUBLE = ("no-go", "unsure")


@dataclass(frozen=True, slots=True)
class Reading:
    """One piece of evidence; `link` is empty when no console page is known."""

    operation: str
    parameters: str
    digest: str
    read_at: datetime | None
    link: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One control on one subject; texts are empty where there is nothing to say.

    `place` is the property of the template or of the API's answer that the finding is about.
    """

    name: str
    verdict: Verdict
    word: Word
    control: str
    path: str
    finding: str
    place: str
    fix: str
    simulated: str
    waived: str
    readings: tuple[Reading, ...]

    @property
    def troubled(self) -> bool:
        return self.word.tone in TROUBLE


@dataclass(frozen=True, slots=True)
class Check:
    """What one control says in a line; `claim` is empty for a control that isn't ours."""

    control: str
    claim: str
    subjects: tuple[Subject, ...]

    @property
    def troubled(self) -> tuple[Subject, ...]:
        """The subjects that keep the line from being a go."""
        return tuple(s for s in self.subjects if s.troubled)

    @property
    def calm(self) -> tuple[Subject, ...]:
        return tuple(s for s in self.subjects if not s.troubled)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan with its controls, the worst first."""

    id: str
    title: str
    verdict: Verdict
    word: Word
    checks: tuple[Check, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(s for check in self.checks for s in check.subjects)

    @property
    def simulated(self) -> int:
        """How many subjects rest on a simulated service."""
        return sum(bool(s.simulated) for s in self.subjects)

    @property
    def troubled(self) -> tuple[Subject, ...]:
        """The subjects that keep the line from being a go."""
        return tuple(s for s in self.subjects if s.troubled)

    @property
    def told(self) -> tuple[Subject, ...]:
        """The subjects that need words: those troubled, and those waived."""
        return tuple(s for s in self.subjects if s.troubled or s.waived)


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

    `zone` is UTC when no environment is given.
    """

    name: str
    side: str
    call: Call
    words: Mapping[Verdict, Word]
    groups: tuple[Group, ...]
    only: tuple[str, ...]
    warnings: tuple[str, ...]
    environment: Environment | None
    made: datetime
    zone: ZoneInfo

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
        """The lines that keep the run from a go, no-go before can't tell."""
        found = [line for line in self.lines if line.word.tone in TROUBLE]
        return tuple(sorted(found, key=lambda line: line.word.tone))

    @property
    def holding(self) -> tuple[Line, ...]:
        """The lines that hold, or whose failures somebody answers for."""
        return tuple(
            line for line in self.lines if line.word.tone == "go" or line.verdict is Verdict.WAIVED
        )

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
    def oldest(self) -> datetime | None:
        """When the oldest evidence of the account was read."""
        return min((r.read_at for r in self.readings if r.read_at), default=None)

    @property
    def simulated(self) -> tuple[str, ...]:
        """What the simulated subjects say of themselves, each once."""
        said = {phrase for s in self.subjects for phrase in s.simulated.split("; ") if phrase}
        return tuple(sorted(said))
