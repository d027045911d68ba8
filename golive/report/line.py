"""One line of a board: its controls, their subjects, and the evidence that they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from golive.judge import Verdict
from golive.report.people import NOTHING, Said
from golive.report.words import Word

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
    """One line of the plan with its controls, the worst first, and what people say of it."""

    id: str
    title: str
    verdict: Verdict
    word: Word
    checks: tuple[Check, ...]
    said: Said = NOTHING

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(s for check in self.checks for s in check.subjects)

    @property
    def blocks(self) -> bool:
        """Whether the line keeps the run from a go."""
        return self.word.tone in TROUBLE

    @property
    def oldest(self) -> datetime | None:
        """When the oldest evidence of the account was read."""
        return oldest(self.subjects)

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


def oldest(subjects: Iterable[Subject]) -> datetime | None:
    """When the oldest evidence of the account was read."""
    return min((r.read_at for s in subjects for r in s.readings if r.read_at), default=None)
