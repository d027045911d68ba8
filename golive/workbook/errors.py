"""What is wrong with a workbook, in words that the person who sent it can act on."""

from __future__ import annotations

from collections.abc import Iterable


class BadWorkbook(Exception):
    """A file from which nothing is taken; each row of the message is one mistake."""

    def __init__(self, name: str, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(f"{name}: {mistake}" for mistake in self.mistakes))


class Refused(ValueError):
    """One thing that can't be taken; the message doesn't say where it stands."""
