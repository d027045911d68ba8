"""What turns a deployed alarm on, and off again: datapoints of the series that it watches."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.alarms import expression, insights

Alarm = Mapping[str, Any]
TRIED = (0.0, 1.0, 5.0, 10.0, 100.0, 1_000.0, 100_000.0)
"""Inputs that metric math is tried with."""
GROUP = "driven"
SURE = {
    "GreaterThanOrEqualToThreshold": (0.0, 0.0),
    "GreaterThanThreshold": (1.0, 0.0),
    "LessThanThreshold": (-1.0, 0.0),
    "LessThanOrEqualToThreshold": (0.0, 1.0),
}
"""How far from the threshold, in parts of it, a datapoint breaches, and how far it doesn't."""


@dataclass(frozen=True)
class Series:
    """One metric, as the sandbox's door names it."""

    namespace: str
    metric: str
    dimensions: tuple[tuple[str, str], ...]

    def holding(self, values: Sequence[float], period: int) -> dict[str, Any]:
        """What to tell the door for it to hold these alone, the last of them now."""
        named = {"namespace": self.namespace, "metric": self.metric}
        return {**named, "dimensions": dict(self.dimensions), "values": values, "period": period}


@dataclass(frozen=True)
class Drive:
    """An alarm with its series by their ids, and the value of each that breaches, or doesn't."""

    alarm: Alarm
    period: int
    series: Mapping[str, Series]
    bad: Mapping[str, float]
    good: Mapping[str, float]

    @property
    def silence(self) -> bool:
        """Whether it is turned on by what doesn't come."""
        return self.alarm["TreatMissingData"] == "breaching"

    def breach(self) -> list[dict[str, Any]]:
        """Datapoints that breach in each of its periods; of a silence none at all."""
        times = 0 if self.silence else self.alarm["EvaluationPeriods"]
        return [
            series.holding([self.bad[id_]] * times, self.period)
            for id_, series in self.series.items()
        ]

    def calm(self) -> list[dict[str, Any]]:
        """Datapoints within the threshold in each of its periods."""
        times = self.alarm["EvaluationPeriods"]
        return [
            series.holding([self.good[id_]] * times, self.period)
            for id_, series in self.series.items()
        ]


def drive(alarm: Alarm) -> Drive:
    """How to drive an alarm, whatever its row says; AssertionError when nothing is found."""
    bad, good = beside(alarm)
    metrics: list[dict[str, Any]] = alarm.get("Metrics") or []
    if not metrics:
        one = series(alarm, alarm["Namespace"], alarm["MetricName"])
        return Drive(alarm, alarm["Period"], {"": one}, {"": bad}, {"": good})
    [told] = [metric for metric in metrics if metric.get("ReturnData", True)]
    if told["Expression"].startswith("SELECT"):
        one = group(told["Expression"])
        return Drive(alarm, told["Period"], {"": one}, {"": bad}, {"": good})
    stats = {metric["Id"]: metric["MetricStat"] for metric in metrics if "MetricStat" in metric}
    watched = {
        id_: series(stat["Metric"], stat["Metric"]["Namespace"], stat["Metric"]["MetricName"])
        for id_, stat in stats.items()
    }
    [period] = {stat["Period"] for stat in stats.values()}
    tried = tries(told["Expression"], [*stats])
    found = {bool(breaches(alarm, value)): inputs for value, inputs in reversed([*tried])}
    assert found.keys() == {True, False}, f"no inputs of {told['Expression']} make it fire and end"
    return Drive(alarm, period, watched, found[True], found[False])


def beside(alarm: Alarm) -> tuple[float, float]:
    """A value that breaches, and one that doesn't; nothing is counted below 0."""
    limit, (over, under) = alarm["Threshold"], SURE[alarm["ComparisonOperator"]]
    greater = alarm["ComparisonOperator"].startswith("Greater")
    bad = limit + over * (limit or 1)
    return bad, (0.0 if greater and limit > 0 else limit + under * (limit or 1))


def breaches(alarm: Alarm, value: float) -> bool:
    """Whether a value is beyond the threshold."""
    limit, how = alarm["Threshold"], alarm["ComparisonOperator"]
    beyond = value > limit if how.startswith("Greater") else value < limit
    return beyond or ("OrEqual" in how and value == limit)


def tries(text: str, ids: Sequence[str]) -> Iterator[tuple[float, dict[str, float]]]:
    """What metric math gives for some inputs, the smallest first."""
    for values in itertools.product(TRIED, repeat=len(ids)):
        inputs = dict(zip(ids, values, strict=True))
        [given] = expression.evaluated(text, {id_: [value] for id_, value in inputs.items()})
        if given is not None:
            yield given, inputs


def series(said: Mapping[str, Any], namespace: str, metric: str) -> Series:
    """One metric with its dimensions."""
    named = {each["Name"]: each["Value"] for each in said.get("Dimensions", [])}
    return Series(namespace, metric, tuple(sorted(named.items())))


def group(query: str) -> Series:
    """One of those that a query groups."""
    read = insights.parsed(query)
    named = {read.group: GROUP} | dict(read.where)
    return Series(read.namespace, read.metric, tuple(sorted(named.items())))


def strangers(query: str, listed: Sequence[Mapping[str, Any]]) -> list[Series]:
    """The metrics that are there already, of those that a query groups."""
    read = insights.parsed(query)
    found = [series(metric, read.namespace, read.metric) for metric in listed]
    return [one for one in found if read.takes(dict(one.dimensions))]


def composites(name: str, described: Sequence[Alarm]) -> list[Alarm]:
    """The composites whose rule has the alarm turn them on: those that it holds back are none."""
    on = re.compile(rf'(?<!NOT )ALARM\("{re.escape(name)}"\)')
    return [composite for composite in described if on.search(composite["AlarmRule"])]
