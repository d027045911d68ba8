"""The time series that an alarm watches: one, or one for each contributor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.alarms import expression, insights
from sandbox.alarms.judgement import MORE
from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Store, Values, Window

Alarm = dict[str, Any]
"""As the emulator keeps it and DescribeAlarms gives it."""
Said = Mapping[str, Any]


@dataclass(frozen=True)
class Watched:
    """The series by contributor; an alarm that is not grouped has one, under an empty name."""

    window: Window
    statistic: str
    grouped: bool
    series: Mapping[str, Values]


def watched(alarm: Alarm, store: Store, now: float) -> Watched:
    """What the alarm looks at; CannotEvaluate where the sandbox doesn't know how."""
    count = alarm["EvaluationPeriods"] + MORE
    if not alarm.get("Metrics"):
        statistic = alarm.get("ExtendedStatistic") or alarm["Statistic"]
        window = Window(alarm["Period"], count, now)
        series = _metric(alarm, statistic, alarm.get("Unit"), store, window)
        return Watched(window, statistic, False, {"": series})
    queries: list[Said] = alarm["Metrics"]
    told = [query for query in queries if query.get("ReturnData", True)]
    if len(told) != 1:
        raise CannotEvaluate("the sandbox evaluates alarms that return one of their Metrics")
    window = Window(period(queries), count, now)
    text = told[0].get("Expression", "")
    if text.lstrip().upper().startswith("SELECT"):
        return Watched(window, "", True, insights.contributors(text, store, window))
    inputs = {q["Id"]: _stat(q["MetricStat"], store, window) for q in queries if "MetricStat" in q}
    series = expression.evaluated(text, inputs) if text else inputs[told[0]["Id"]]
    return Watched(window, "", False, {"": series})


def period(queries: list[Said]) -> int:
    """The one that all of them have, in seconds; CannotEvaluate when they differ."""
    given = {q.get("Period") or q.get("MetricStat", {}).get("Period") for q in queries} - {None}
    if len(given) != 1:
        raise CannotEvaluate("the sandbox evaluates alarms whose Metrics have one period")
    return int(given.pop())


def _stat(said: Said, store: Store, window: Window) -> Values:
    return _metric(said["Metric"], said["Stat"], said.get("Unit"), store, window)


def _metric(said: Said, statistic: str, unit: str | None, store: Store, window: Window) -> Values:
    named = {each["Name"]: each["Value"] for each in said.get("Dimensions") or ()}
    points = store.exact(said["Namespace"], said["MetricName"], named)
    return window.values([p for p in points if not unit or p["Unit"] == unit], statistic)
