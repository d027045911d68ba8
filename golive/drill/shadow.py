"""An alarm like another, on our own namespace: what makes it fire harms nobody.

It has the statistic, threshold, comparison, M of N and missing-data rule of the alarm that it
stands for. Its period is a minute at most, so that it needn't wait; and where the alarm watches a
query or an expression, it watches one series in place of the result.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from golive.drill.targets import Target

NAMESPACE = "GoLive/Drill"
METRIC, DIMENSION = "Watched", "Alarm"
PREFIX = "drill-"
LONGEST_PERIOD = 60
KEPT = (
    "ComparisonOperator",
    "DatapointsToAlarm",
    "EvaluateLowSampleCountPercentile",
    "EvaluationPeriods",
    "Threshold",
    "TreatMissingData",
)
MINUTE = timedelta(minutes=1)


def name_of(target: Target) -> str:
    """What the shadow is called."""
    return f"{PREFIX}{target.name}"[:255]


def alarm_of(target: Target, by: str) -> dict[str, Any]:
    """The parameters of PutMetricAlarm."""
    kept = {name: target.alarm[name] for name in KEPT if target.alarm.get(name) is not None}
    statistic = target.watch.row.statistic
    field = "ExtendedStatistic" if statistic.startswith("p") else "Statistic"
    told = list(target.topics)
    return {
        **kept,
        "AlarmName": name_of(target),
        "AlarmDescription": f"DRILL of {target.name} by {by}. Nothing is wrong: do nothing.",
        "Namespace": NAMESPACE,
        "MetricName": METRIC,
        "Dimensions": _dimensions(target),
        field: statistic,
        "Period": min(LONGEST_PERIOD, target.watch.row.period),
        "AlarmActions": told,
        "OKActions": told,
    }


def stands_for(target: Target) -> str:
    """What the shadow leaves out; empty for nothing."""
    row = target.watch.row
    if row.each:
        return "on one series, not by its query"
    if row.expression:
        return "on the result of its expression, not by it"
    return ""


def good(target: Target) -> float:
    """A value at which the alarm doesn't fire, also where several are added."""
    threshold, comparison = float(target.alarm["Threshold"]), target.alarm["ComparisonOperator"]
    if comparison.startswith("Less"):
        return threshold + (1 if comparison == "LessThanOrEqualToThreshold" else 0)
    return min(threshold - 1, 0.0)


def minutes(target: Target, now: datetime) -> list[datetime]:
    """The periods that the alarm looks at, the newest last: the running minute and those before."""
    running = now.replace(second=0, microsecond=0)
    return [running - MINUTE * back for back in reversed(range(target.alarm["EvaluationPeriods"]))]


def datum(target: Target, value: float, at: datetime) -> dict[str, Any]:
    """One value, as PutMetricData takes it."""
    return {
        "MetricName": METRIC,
        "Dimensions": _dimensions(target),
        "Timestamp": at,
        "Value": value,
    }


def _dimensions(target: Target) -> list[dict[str, str]]:
    return [{"Name": DIMENSION, "Value": target.name}]
