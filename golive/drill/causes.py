"""The causes of `causes.toml`, typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from golive.alarms.row import Row


@dataclass(frozen=True, slots=True)
class Cause:
    """A safe cause; the head of the file says what each field means."""

    id: str
    metric: str
    payload: str
    why_safe: str
    periods: int

    def suits(self, row: Row) -> bool:
        """Whether once is enough for the row's alarm, and the metric is the row's."""
        named = f"{row.namespace} {row.metric}"
        return named == self.metric and row.datapoints <= self.periods


@cache
def causes() -> dict[str, Cause]:
    """By their id."""
    text = files("golive.drill").joinpath("causes.toml").read_text(encoding="utf-8")
    return {id: Cause(id, **raw) for id, raw in tomllib.loads(text).items()}
