"""The CloudWatch metrics that an alarm of a Connect centre may watch: `metrics.toml`, typed.

It knows what makes an alarm dead or wrong without an account: a metric that nobody publishes,
dimensions that it isn't published with, a statistic that means nothing, a threshold that it can't
reach. Its sources are AWS's documents; where these disagree, a metric has a `doubt`.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

ANY = "*"
MOST = {"Percent": 100.0, "Fraction": 1.0}
"""The largest value of a unit that has one."""
MEASURED = ("Average", "Maximum", "Minimum", "SampleCount")
PERCENTILE = re.compile(r"p(\d{1,2}(\.\d{1,10})?|100)|(tm|wm)\d+(\.\d+)?|IQM")
"""Extended statistics that are values of the metric's own (CloudWatch User Guide, Statistics)."""
Reach = Literal["never", "always", "sometimes"]


@dataclass(frozen=True, slots=True)
class Metric:
    """What one metric counts in, and what it is published with."""

    namespace: str
    name: str
    unit: str
    published: str
    most: float
    sets: tuple[Mapping[str, str], ...]
    """Dimensions that go together: each has a series; `*` is any value."""
    statistics: tuple[str, ...]
    """Useful ones; `p` stands for every percentile."""
    lag: int
    """Seconds from what happens until its datapoint can be read."""
    source: str
    grouped: str
    """The document that lists its dimensions."""
    spelled: tuple[str, ...]
    doubt: str

    def fits(self, dimensions: Mapping[str, object]) -> bool:
        """Whether it is published with exactly these, as far as their values are known."""
        return any(_exact(each, dimensions) for each in self.sets)

    def has(self, dimensions: Mapping[str, object]) -> bool:
        """Whether some series has these among others: what a query may ask for."""
        return any(_among(each, dimensions) for each in self.sets)

    def takes(self, statistic: str) -> bool:
        """Whether the statistic says something about it."""
        if PERCENTILE.fullmatch(statistic):
            return "p" in self.statistics
        return statistic in self.statistics


@dataclass(frozen=True, slots=True)
class Namespace:
    """The metrics of one service; `complete` when AWS documents no other."""

    name: str
    source: str
    complete: bool
    metrics: Mapping[str, Metric]


def reach(comparison: str, threshold: float, most: float = math.inf) -> Reach:
    """Whether a value from 0 to `most` can be beyond a threshold, and whether each one is.

    For the four comparisons with a number; any other is `sometimes`.
    """
    can, must = {
        "GreaterThanOrEqualToThreshold": (threshold <= most, threshold <= 0),
        "GreaterThanThreshold": (threshold < most, threshold < 0),
        "LessThanThreshold": (threshold > 0, threshold > most),
        "LessThanOrEqualToThreshold": (threshold >= 0, threshold >= most),
    }.get(comparison, (True, False))
    return "always" if must else "sometimes" if can else "never"


def find(namespace: str, name: str) -> Metric | None:
    """The metric of this name, or which AWS spells so somewhere; None where there is none."""
    known = namespaces().get(namespace)
    if known is None:
        return None
    also = (metric for metric in known.metrics.values() if name in metric.spelled)
    return known.metrics.get(name) or next(also, None)


@cache
def namespaces() -> Mapping[str, Namespace]:
    """Every namespace of the vocabulary, by its name."""
    text = files("golive.alarms").joinpath("metrics.toml").read_text(encoding="utf-8")
    return {name: _namespace(name, raw) for name, raw in tomllib.loads(text).items()}


def _namespace(name: str, raw: Mapping[str, Any]) -> Namespace:
    found = {metric.name: metric for group in raw["metrics"] for metric in _group(name, raw, group)}
    return Namespace(name, raw["source"], raw.get("complete", False), found)


def _group(name: str, raw: Mapping[str, Any], group: Mapping[str, Any]) -> Iterator[Metric]:
    unit = group.get("unit", "Count")
    useful = ("Sum",) if group.get("counts") else (*MEASURED, "p")
    for metric in group["names"]:
        yield Metric(
            namespace=name,
            name=metric,
            unit=unit,
            published=group.get("published", unit),
            most=group.get("most", MOST.get(unit, math.inf)),
            sets=tuple(raw["sets"][group["sets"]]),
            statistics=(*useful, *group.get("also", ())),
            lag=group.get("lag", raw["lag"]),
            source=raw["source"],
            grouped=raw.get("grouped", raw["source"]),
            spelled=tuple(group.get("spelled", ())),
            doubt=group.get("doubt", ""),
        )


def _exact(wanted: Mapping[str, str], found: Mapping[str, object]) -> bool:
    return wanted.keys() == found.keys() and _among(wanted, found)


def _among(wanted: Mapping[str, str], found: Mapping[str, object]) -> bool:
    return found.keys() <= wanted.keys() and all(
        wanted[name] == ANY or not isinstance(value, str) or value == wanted[name]
        for name, value in found.items()
    )
