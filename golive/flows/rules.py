"""The rules as data: `rules.toml`, and what breaking one looks like."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `line` is of the launch plan."""

    id: str
    line: str
    severity: Literal["error", "warning"]
    claim: str
    fix: str
    source: str


@cache
def rules() -> dict[str, Rule]:
    """The table by id."""
    text = files("golive.flows").joinpath("rules.toml").read_text(encoding="utf-8")
    return {name: Rule(name, **row) for name, row in tomllib.loads(text).items()}


class Step(NamedTuple):
    """An action on a path, and the branch that led to it; empty for the first."""

    flow: str
    action: str
    by: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule, where, and the shortest way there."""

    rule: str
    flow: str
    action: str
    text: str
    path: tuple[Step, ...] = ()

    @property
    def about(self) -> Rule:
        return rules()[self.rule]

    def __str__(self) -> str:
        at = f"{self.flow}, {self.action}" if self.action else self.flow
        return f"{at}: {self.text} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What a line depends on, and the lint can't see."""

    line: str
    flow: str
    text: str

    def __str__(self) -> str:
        return f"{self.flow}: {self.text}"
