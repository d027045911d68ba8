"""One mistake in a file that people write, told so that it can be mended."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from golive.project import ROOT

Place = tuple[str | int, ...]
"""Where a value stands: keys and positions, as in `("numbers", 0, "purpose")`."""

HIDDEN = "(not shown)"
WIDEST = 80


@dataclass(frozen=True, slots=True)
class Mistake:
    """`problem` follows the key; `value` is as JSON, empty when there is none to show."""

    file: Path
    row: int
    key: str
    problem: str
    allowed: str
    value: str = ""

    def __str__(self) -> str:
        place = f"{shown(self.file)}:{self.row}"
        value = self.value if len(self.value) <= WIDEST else f"{self.value[: WIDEST - 3]}..."
        value = f" {value}" if value else ""
        return f"{place}: {self.key}:{value} {self.problem}; allowed: {self.allowed}"


class BadFile(Exception):
    """A file with mistakes; each line of the message is one."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = sorted(mistakes, key=lambda m: (str(m.file), m.row, m.key))
        super().__init__("\n".join(map(str, self.mistakes)))


class BadEnvironment(BadFile):
    """An environment file with mistakes."""


def dotted(place: Place) -> str:
    """A place as people write it: `numbers[0].purpose`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".") or "the file"


def quoted(value: object) -> str:
    """A value in one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def nearest(word: str, known: Collection[str]) -> str:
    """`; did you mean X?`, or nothing when no known word is near."""
    lower = {name.lower(): name for name in known}
    match = get_close_matches(word.lower(), lower, n=1)
    return f"; did you mean {lower[match[0]]}?" if match else ""


def shown(file: Path) -> Path:
    """The file from the project's root, where it stands under it."""
    return file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
