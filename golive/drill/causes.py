"""The causes of `causes.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from golive.alarms.check import TableError
from golive.alarms.row import Row


@dataclass(frozen=True, slots=True)
class Cause:
    """A safe cause; the head of the file says what each field means."""

    id: str
    act: str
    metric: str
    each: str
    periods: int
    most: int
    says: Mapping[str, str]
    why_safe: str

    def suits(self, row: Row) -> bool:
        """Whether it raises what the row watches, often enough for the row's alarm."""
        named = f"{row.namespace} {row.metric}"
        raised = (named, row.each, row.statistic) == (self.metric, self.each, "Sum")
        return raised and row.datapoints <= self.periods and not row.comparison.startswith("Less")


@cache
def causes() -> dict[str, Cause]:
    """By their id."""
    text = files("golive.drill").joinpath("causes.toml").read_text(encoding="utf-8")
    return {id: Cause(id, **raw) for id, raw in tomllib.loads(text).items()}


def cause_of(row: Row) -> Cause | None:
    """The cause that a row names; None for a row that names none, TableError for a wrong one."""
    if not row.drill:
        return None
    fitting = {cause.id: cause for cause in causes().values() if cause.suits(row)}
    if row.drill not in fitting:
        allowed = ", ".join(fitting) or "none: no cause raises what the row watches"
        raise TableError(f"{row.id}: drill is {row.drill!r}, allowed: {allowed}")
    return fitting[row.drill]
