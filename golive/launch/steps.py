"""The steps of the rollback as data; `rollback.toml` says who does what, and how to check it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

LINE = "3.3.2-4"
MAIN_NUMBER = "main number"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way back; `who` is a role of the roster. `each` multiplies it."""

    id: str
    title: str
    who: str
    what: str
    check: str
    each: str = ""


@cache
def written() -> tuple[Step, ...]:
    """The steps as the file has them."""
    text = files("golive.launch").joinpath("rollback.toml").read_text(encoding="utf-8")
    return tuple(Step(**row) for row in tomllib.loads(text)["step"])


def steps(main_numbers: Sequence[str]) -> tuple[Step, ...]:
    """The steps of an environment, in their order: one for each main number where it is so."""
    return tuple(_expanded(main_numbers))


def _expanded(numbers: Sequence[str]) -> Iterator[Step]:
    for step in written():
        if step.each != MAIN_NUMBER:
            yield step
        else:
            for number in numbers:
                title = f"{step.title} of {number}"
                yield replace(step, id=f"{step.id}-{number.removeprefix('+')}", title=title)
