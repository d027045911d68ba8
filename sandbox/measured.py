"""A metric's datapoints as they would be had something happened, and as they were.

On AWS nobody can put or take back what a service publishes, nor hurry the time in which an alarm
looks; tests of what finds it must.
"""

from __future__ import annotations

import time
from typing import Any

from sandbox.emulator import needs

METRICS = needs("services.cloudwatch", "_metric_bucket", "_metrics", "_dims_key")
Series = list[dict[str, Any]]
ASIDE: list[tuple[Any, Series]] = []
"""Where every series is that was changed, and what it held before."""
AGO = 300
"""Seconds before now."""


def change(said: dict[str, Any]) -> dict[str, int]:
    """Have a series hold this `value` alone, or nothing; without a `metric` all are as before.

    Of several `values` the last is of now, and those before it a `period` (seconds) apart.
    """
    if "metric" not in said:
        return {"restored": restore()}
    dimensions = said["dimensions"]
    where = (said["namespace"], said["metric"], METRICS._dims_key(dimensions))
    series: Series = METRICS._metric_bucket(where)
    ASIDE.append((where, list(series)))
    series.clear()
    about = {"Unit": said.get("unit", "None"), "Dimensions": dimensions}
    for ago, value in _points(said):
        series.append({"Timestamp": time.time() - ago, **about, "Value": float(value)})
    return {"datapoints": len(series)}


def _points(said: dict[str, Any]) -> list[tuple[float, float]]:
    """Seconds before now, and the value there; nothing where none is said."""
    if "values" in said:
        period, values = said["period"], [*reversed(said["values"])]
        return [(back * period, value) for back, value in enumerate(values)]
    return [] if said.get("value") is None else [(AGO, said["value"])]


def happened(namespace: str, metric: str, dimensions: dict[str, str], count: float) -> None:
    """Have a service count something that happened now."""
    series: Series = METRICS._metric_bucket((namespace, metric, METRICS._dims_key(dimensions)))
    about = {"Unit": "Count", "Dimensions": dimensions, "Value": count}
    series.append({"Timestamp": time.time(), **about})


def age(said: dict[str, Any]) -> dict[str, int]:
    """Let so many `seconds` pass for what a `metric` of a `namespace` has got until now."""
    where, seconds = [said["namespace"], said["metric"]], int(said["seconds"])
    found = [points for key, points in METRICS._metrics.items() if [*key[:2]] == where]
    for point in (one for points in found for one in points):
        point["Timestamp"] -= seconds
    return {"datapoints": sum(map(len, found))}


def restore() -> int:
    """Give every series its datapoints back, the last change first."""
    changed = len(ASIDE)
    while ASIDE:
        where, before = ASIDE.pop()
        METRICS._metric_bucket(where)[:] = before
    return changed
