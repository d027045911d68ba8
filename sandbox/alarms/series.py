"""The datapoints of a metric by period, from what the emulator keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sandbox.alarms.refusal import CannotEvaluate
from sandbox.emulator import needs

METRICS = needs(
    "services.cloudwatch",
    "_calc_stats",
    "_dims_key",
    "_is_percentile_stat",
    "_metrics",
    "_stat_value",
)
STATISTICS = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")
Point = Mapping[str, Any]
Values = list[float | None]
"""One for each period of a window, oldest first; None where there was no data."""


@dataclass(frozen=True)
class Window:
    """So many periods (seconds each), the last of which is not over: it holds `now`.

    They begin on multiples of the period, as GetMetricData gives them; CloudWatch's window slides
    with each evaluation.
    """

    period: int
    count: int
    now: float

    @cached_property
    def starts(self) -> list[float]:
        """When each period begins."""
        last = self.now // self.period * self.period
        return [last - self.period * back for back in reversed(range(self.count))]

    def values(self, points: Iterable[Point], statistic: str) -> Values:
        """What the statistic was in each period; CannotEvaluate for one that there isn't."""
        known(statistic)
        first, found = self.starts[0], defaultdict[int, list[Point]](list)
        for point in (point for point in points if point["Timestamp"] >= first):
            at = int((point["Timestamp"] - first) // self.period)
            if at < self.count:
                found[at].append(point)
        return [_value(found.get(at, ()), statistic) for at in range(self.count)]


def known(statistic: str) -> None:
    """CannotEvaluate unless there is such a statistic."""
    if statistic not in STATISTICS and not METRICS._is_percentile_stat(statistic):
        raise CannotEvaluate(f"the sandbox knows no statistic {statistic}")


def _value(points: Sequence[Point], statistic: str) -> float | None:
    return METRICS._stat_value(METRICS._calc_stats(points), statistic, points) if points else None


@dataclass(frozen=True)
class Store:
    """Every metric of the account, as it is in one round of evaluations."""

    of_name: dict[tuple[str, str], list[Sequence[Point]]] = field(default_factory=dict[Any, Any])

    @classmethod
    def now(cls) -> Store:
        """The metrics by namespace and name: queries look for any dimensions."""
        made = cls()
        for (namespace, name, _), points in [*METRICS._metrics.items()]:
            if points:
                made.of_name.setdefault((namespace, name), []).append(points)
        return made

    def exact(self, namespace: str, name: str, dimensions: Mapping[str, str]) -> Sequence[Point]:
        """The datapoints of one metric: other dimensions are another metric."""
        return METRICS._metrics.get((namespace, name, METRICS._dims_key(dimensions))) or ()
