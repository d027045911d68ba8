"""A row of the alarm table: what one alarm watches, and what the caller feels."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["critical", "warning"]
Expects = Literal["always", "traffic", "failure"]
Unit = Literal["Count", "Milliseconds", "Seconds", "Hours", "Percent", "Fraction"]
Comparison = Literal["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold"]
PLACE = re.compile(r"\{(\w+)\}")
TRAIL_LOG = "trail_log"
FUNCTIONS = {"Average": "AVG", "Maximum": "MAX", "Minimum": "MIN", "Sum": "SUM"}
"""What Metrics Insights calls the statistics that it has."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the declared peak, in whole contacts or agents, rounded up."""

    peak: str
    times: float
    least: int

    def of(self, declared: Mapping[str, float]) -> int:
        """The number for this peak, and never less than `least`."""
        return max(self.least, math.ceil(round(declared[self.peak] * self.times, 9)))

    def likely(self, found: float) -> float:
        """What is found, where it can be right for some peak; else the least."""
        return found if found >= self.least and found == int(found) else self.least


@dataclass(frozen=True, slots=True)
class Declared:
    """What the environment declares under a name of its measures, from `least` to `most`."""

    declared: str
    least: float
    most: float

    def of(self, declared: Mapping[str, float]) -> float:
        """The number of this environment."""
        return declared[self.declared]

    def likely(self, found: float) -> float:
        """What is found, where some environment may declare it; else the most."""
        return found if self.least <= found <= self.most else self.most


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One alarm; the head of the table says what each field means. Compared by identity."""

    id: str
    panel: str
    namespace: str
    metric: str
    dimensions: Mapping[str, str]
    each: str
    per: str
    inputs: Mapping[str, str]
    expression: str
    pattern: str
    drill: str
    statistic: str
    period: int
    unit: Unit
    comparison: Comparison
    threshold: float | Share | Declared
    evaluation_periods: int
    datapoints: int
    missing: Literal["breaching", "notBreaching", "ignore"]
    unless: str
    late: str
    aborts: bool
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
        """The places that a stack fills: in its dimensions, and the log that a pattern reads."""
        found = {name for value in self.dimensions.values() for name in PLACE.findall(value)}
        return found | ({TRAIL_LOG} if self.pattern else set())

    def built(self, declared: Mapping[str, float], places: Mapping[str, str]) -> bool:
        """Whether this environment has what the row watches."""
        return self.places <= places.keys() and (not self.needs or declared[self.needs] > 0)

    @property
    def limits(self) -> tuple[float, ...]:
        """The ends of what the threshold may be, in the row's unit."""
        match self.threshold:
            case Share(least=least):
                return (least,)
            case Declared(least=least, most=most):
                return (least, most)
            case number:
                return (number,)

    def limit(self, declared: Mapping[str, float]) -> float:
        """The threshold for the environment's `measures`, in the row's unit."""
        if isinstance(self.threshold, Share | Declared):
            return self.threshold.of(declared)
        return self.threshold

    def named(self, places: Mapping[str, str]) -> dict[str, str]:
        """Its dimensions, with the places filled."""
        filled = {name: value.format_map(places) for name, value in self.dimensions.items()}
        return dict(sorted(filled.items()))

    def query(self, places: Mapping[str, str]) -> str:
        """The Metrics Insights query of a row with `each`: one series a value, the worst first.

        Both clauses are what an alarm on several series must have (CloudWatch User Guide,
        Create a CloudWatch alarm based on a Metrics Insights query).
        """
        function = FUNCTIONS[self.statistic]
        where = " AND ".join(f"{name} = '{value}'" for name, value in self.named(places).items())
        return (
            f'SELECT {function}({self.metric}) FROM "{self.namespace}" WHERE {where}'
            f" GROUP BY {self.each} ORDER BY {function}() DESC"
        )
