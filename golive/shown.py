"""What the tests show of each control: the calls it makes, and one change that breaks it.

`controls/shown.toml` is generated: the calls are those that a control makes on an account of
canned answers, and the change is a mutant that the tests see killed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shown:
    """`reads` are calls as `service:Operation`; none for what nothing feeds yet.

    `breaks` says one change that the control finds, `where` it is made: on a running account,
    in a template, or in the facts. `mutants` counts all that tests see killed.
    """

    reads: tuple[str, ...] = ()
    breaks: str = ""
    where: str = ""
    mutants: int = 0


NOTHING = Shown()


@cache
def shown() -> Mapping[str, Shown]:
    """Every control that the tests have shown, by its id."""
    text = files("golive.controls").joinpath("shown.toml").read_text(encoding="utf-8")
    return {name: _row(**row) for name, row in tomllib.loads(text).items()}


def of(control: str) -> Shown:
    """What is shown of a control; nothing of one that is newer than the file."""
    return shown().get(control, NOTHING)


def _row(reads: list[str], breaks: str, where: str, mutants: int) -> Shown:
    return Shown(tuple(reads), breaks, where, mutants)
