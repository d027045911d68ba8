"""The rows of `table.toml`, typed."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Severity = Literal["critical", "warning"]
Expects = Literal["always", "traffic", "failure"]
Unit = Literal["Count", "Seconds", "Percent", "Fraction"]
Comparison = Literal["GreaterThanOrEqualToThreshold", "LessThanThreshold"]
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the declared peak, in whole contacts or agents, rounded up."""

    peak: str
    times: float
    least: int

    def of(self, peak: Mapping[str, int]) -> int:
        """The number for this peak, and never less than `least`."""
        return max(self.least, math.ceil(round(peak[self.peak] * self.times, 9)))


@dataclass(frozen=True, slots=True)
class Row:
    """One alarm; the head of the table says what each field means."""

    id: str
    panel: str
    namespace: str
    metric: str
    dimensions: Mapping[str, str]
    each: str
    statistic: Literal["Average", "Maximum", "Sum"]
    period: int
    unit: Unit
    comparison: Comparison
    threshold: float | Share
    evaluation_periods: int
    datapoints: int
    missing: Literal["breaching", "notBreaching"]
    unless: str
    needs: str
    expects: Expects
    severity: Severity
    feels: str
    source: str

    @property
    def silence(self) -> bool:
        """Whether it waits for data that stays away."""
        return self.missing == "breaching"

    @property
    def runbook(self) -> str:
        """The page that says what to do, from the project's root."""
        return f"docs/runbooks/{self.id}.md"

    @property
    def places(self) -> set[str]:
        """The places in its dimensions that a stack fills."""
        return {name for value in self.dimensions.values() for name in PLACE.findall(value)}

    def built(self, peak: Mapping[str, int], places: Mapping[str, str]) -> bool:
        """Whether this environment has what the row watches."""
        return self.places <= places.keys() and (not self.needs or peak[self.needs] > 0)

    def limit(self, peak: Mapping[str, int]) -> float:
        """The threshold for this peak, in the row's unit."""
        return self.threshold.of(peak) if isinstance(self.threshold, Share) else self.threshold

    def named(self, places: Mapping[str, str]) -> dict[str, str]:
        """Its dimensions, with the places filled."""
        filled = {name: value.format_map(places) for name, value in self.dimensions.items()}
        return dict(sorted(filled.items()))

    def query(self, places: Mapping[str, str]) -> str:
        """The Metrics Insights query of a row with `each`: one series a value, the worst first.

        Both clauses are what an alarm on several series must have (CloudWatch User Guide,
        Create a CloudWatch alarm based on a Metrics Insights query).
        """
        function = {"Average": "AVG", "Maximum": "MAX", "Sum": "SUM"}[self.statistic]
        where = " AND ".join(f"{name} = '{value}'" for name, value in self.named(places).items())
        return (
            f'SELECT {function}({self.metric}) FROM "{self.namespace}" WHERE {where}'
            f" GROUP BY {self.each} ORDER BY {function}() DESC"
        )


@cache
def rows() -> tuple[Row, ...]:
    """Every row, in the table's order."""
    text = files("golive.alarms").joinpath("table.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return tuple(_row(table["defaults"] | raw, table["sources"]) for raw in table["row"])


@cache
def by_id() -> dict[str, Row]:
    """The rows by their id."""
    return {row.id: row for row in rows()}


def expects(namespace: str, metric: str) -> Expects | None:
    """When a metric has data; None for one that the table doesn't watch."""
    watched = [row for row in rows() if (row.namespace, row.metric) == (namespace, metric)]
    return watched[0].expects if watched else None


def _row(raw: dict[str, Any], sources: Mapping[str, str]) -> Row:
    read: dict[str, Any] = {
        "threshold": _threshold(raw["threshold"]),
        "source": sources[raw["source"]],
    }
    return Row(**(raw | read))


def _threshold(value: float | dict[str, Any]) -> float | Share:
    return Share(**value) if isinstance(value, dict) else value
