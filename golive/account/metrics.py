"""Datapoints of CloudWatch metrics: all series of one window in one call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from golive.account.reading import Reading
from golive.model import Gap

MOST_QUERIES = 500
"""CloudWatch API Reference, GetMetricData: queries in one request."""
HOUR = 3600
UNANSWERED = ("InternalError", "Forbidden")
"""Status codes of a series that was not read (MetricDataResult); the others come with data."""


class Query(NamedTuple):
    """One series and its statistic: `Sum`, `Maximum`, `Average`, `SampleCount`."""

    namespace: str
    metric: str
    dimensions: Mapping[str, str]
    stat: str


class Point(NamedTuple):
    """A period's value; `at` is when the period begins, UTC."""

    at: datetime
    value: float


class Window(NamedTuple):
    """Half-open, UTC."""

    start: datetime
    end: datetime


def tested(read: Reading) -> Window:
    """The declared test window as far as it has passed; Gap before it begins."""
    start, end = read.environment.launch.test_window.start, read.environment.launch.test_window.end
    if read.now <= start:
        raise Gap(f"the test window begins at {start:%F %R} UTC")
    return Window(start, min(end, read.now))


def last(read: Reading, span: timedelta) -> Window:
    """What lies behind, to the minute."""
    end = read.now.replace(second=0, microsecond=0)
    return Window(end - span, end)


def points(
    read: Reading, queries: Mapping[str, Query], window: Window, period_seconds: int = HOUR
) -> dict[str, list[Point]]:
    """The datapoints of each query by its name, oldest first; a name is a valid query id.

    Gap when CloudWatch could not read one of them. Hourly values are kept for 455 days, those
    of five minutes for 63 (CloudWatch User Guide, metrics retention).
    """
    found: dict[str, list[Point]] = {name: [] for name in queries}
    names = list(queries)
    for first in range(0, len(names), MOST_QUERIES):
        batch = {name: queries[name] for name in names[first : first + MOST_QUERIES]}
        for result in _results(read, batch, window, period_seconds):
            if result["Id"] in found:
                found[result["Id"]] += _points(result)
    return {name: sorted(series) for name, series in found.items()}


def _results(
    read: Reading, queries: Mapping[str, Query], window: Window, period: int
) -> list[Mapping[str, Any]]:
    answer = read.ask(
        "cloudwatch:GetMetricData",
        MetricDataQueries=[_asked(name, query, period) for name, query in queries.items()],
        StartTime=window.start,
        EndTime=window.end,
    )
    return answer["MetricDataResults"]


def _asked(name: str, query: Query, period: int) -> dict[str, Any]:
    dimensions = [{"Name": n, "Value": v} for n, v in query.dimensions.items()]
    metric = {"Namespace": query.namespace, "MetricName": query.metric, "Dimensions": dimensions}
    return {"Id": name, "MetricStat": {"Metric": metric, "Period": period, "Stat": query.stat}}


def _points(result: Mapping[str, Any]) -> list[Point]:
    if (status := result.get("StatusCode", "")) in UNANSWERED:
        raise Gap(f"cloudwatch:GetMetricData answered {status} for one of its metrics")
    pairs = zip(result["Timestamps"], result["Values"], strict=False)
    return [Point(at.astimezone(UTC), value) for at, value in pairs]


def total(series: list[Point]) -> int:
    """The sum of a count."""
    return round(sum(point.value for point in series))
