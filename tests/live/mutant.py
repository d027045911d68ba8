"""A live mutant: public calls that break one property of a deployed line, and undo it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from golive.controls import catalogue
from tests.live.acts import Acts, Call

FOLDER = Path(__file__).parent / "mutants"


@dataclass(frozen=True)
class Mutant:
    """`subjects` are the construct paths that must be blamed, empty where no stack owns it;
    `finding` is a part of the sentence.

    `keep` names answers asked for before, which `mends` may need. `also` are the other controls
    that the same break fails by its nature. `whole` judges every line, not these alone.
    """

    name: str
    control: str
    subjects: frozenset[str]
    finding: str
    breaks: tuple[Call, ...]
    mends: tuple[Call, ...]
    keep: Mapping[str, Call] = field(default_factory=dict[str, Call])
    verdict: str = "drifted"
    also: frozenset[str] = frozenset()
    whole: bool = False

    @property
    def line(self) -> str:
        return line_of(self.control)

    @property
    def lines(self) -> tuple[str, ...] | None:
        """The lines to judge; None for all of them."""
        if self.whole:
            return None
        return tuple({line_of(control) for control in (self.control, *self.also)})

    def __str__(self) -> str:
        return f"{self.control}: {self.name}"


def line_of(control: str) -> str:
    """The line that a control is of."""
    return catalogue()[control].line


@contextmanager
def broken(mutant: Mutant, acts: Acts) -> Generator[None]:
    """The account with the mutant in it; undone in the end, whatever happens."""
    for name, call in mutant.keep.items():
        acts.kept[name] = acts.act([call])
    try:
        acts.act(mutant.breaks)
        yield
    finally:
        acts.restore()
        acts.act(mutant.mends)


@cache
def mutants() -> tuple[Mutant, ...]:
    """The mutants of every table."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(_made(row) for file in files for row in yaml.safe_load(file.read_text()))


def _made(row: Mapping[str, Any]) -> Mutant:
    taken = ("break", "mend", "also", "subject")
    blamed = row["subject"]
    return Mutant(
        **{k: v for k, v in row.items() if k not in taken},
        subjects=frozenset([blamed] if isinstance(blamed, str) else blamed),
        breaks=tuple(row.get("break", ())),
        mends=tuple(row.get("mend", ())),
        also=frozenset(row.get("also", ())),
    )
