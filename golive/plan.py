"""The launch plan as data; the lines stand in `plan.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Priority = Literal["low", "medium", "high"]


class Mark(StrEnum):
    """What produces the proof of a line."""

    TEMPLATE = "T"
    LIVE = "L"
    CALL = "C"
    DRILL = "D"
    PERSON = "H"


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the launch, and when it begins and ends, counted from `environment.launch.at`.

    The rollback has neither: it begins when people decide it.
    """

    id: str
    title: str
    begins: timedelta | None
    ends: timedelta | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: it needs every proof in `marks`; `priority` is the plan's default.

    `phase` is the id of the one before whose end it is to hold.
    """

    id: str
    title: str
    section: str
    marks: tuple[Mark, ...]
    priority: Priority
    phase: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together, under a part of the plan such as `Launch`."""

    id: str
    title: str
    part: str
    lines: tuple[Line, ...]


@cache
def phases() -> tuple[Phase, ...]:
    """The phases in the order of time, the rollback last."""
    return tuple(_phase(raw) for raw in _plan()["phase"])


@cache
def sections() -> tuple[Section, ...]:
    """The sections, in the plan's order."""
    return tuple(_section(raw) for raw in _plan()["section"])


@cache
def lines() -> tuple[Line, ...]:
    """All lines, in the plan's order."""
    return tuple(line for section in sections() for line in section.lines)


@cache
def by_id() -> dict[str, Line]:
    """The lines by their id."""
    return {line.id: line for line in lines()}


def _plan() -> dict[str, Any]:
    return tomllib.loads(files("golive").joinpath("plan.toml").read_text(encoding="utf-8"))


def _phase(raw: dict[str, Any]) -> Phase:
    def hours(key: str) -> timedelta | None:
        return timedelta(hours=raw[key]) if key in raw else None

    return Phase(raw["id"], raw["title"], hours("begins_hours"), hours("ends_hours"))


def _section(raw: dict[str, Any]) -> Section:
    defaults = {"priority": raw.get("priority", "medium"), "phase": raw.get("phase", "prepare")}
    rows = tuple(_line(defaults | row, raw["id"]) for row in raw["lines"])
    return Section(raw["id"], raw["title"], raw["part"], rows)


def _line(row: dict[str, Any], section: str) -> Line:
    marks = tuple(Mark(letter) for letter in row["marks"])
    return Line(row["id"], row["title"], section, marks, row["priority"], row["phase"])
