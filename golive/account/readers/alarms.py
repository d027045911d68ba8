"""CloudWatch alarms, composite alarms, dashboards and their data; topics and subscriptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from golive.account.arns import ALARM, COMPOSITE_ALARM, TOPIC
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading, known
from golive.account.stacks import Resource
from golive.alarm_rule import members
from golive.facts.monitoring import Alarm, CompositeAlarm, Input
from golive.facts.words import Where

NONE: Mapping[str, Any] = {}


def _described(read: Reading, kind: str, name: str) -> Mapping[str, Any]:
    """One alarm; all alarms of the environment are asked for at once, by their prefix."""
    prefix = read.environment.prefix
    where = {"AlarmNamePrefix": prefix} if name.startswith(prefix) else {"AlarmNames": [name]}
    answer = read.ask(
        "cloudwatch:DescribeAlarms", AlarmTypes=["MetricAlarm", "CompositeAlarm"], **where
    )
    found = next((a for a in answer.get(kind, []) if a["AlarmName"] == name), None)
    if found is None:
        raise Gone
    return found


def _actions(read: Reading, arns: Iterable[str]) -> tuple[Where, ...]:
    return tuple(read.where(TOPIC, arn) for arn in arns)


@reader(
    Alarm,
    ALARM,
    metric="MetricAlarms[].MetricName",
    query="MetricAlarms[].Metrics[].Expression",
    inputs="MetricAlarms[].Metrics[].MetricStat",
    statistic="MetricAlarms[].Statistic",
    unit="MetricAlarms[].Unit",
    threshold="MetricAlarms[].Threshold",
    datapoints="MetricAlarms[].DatapointsToAlarm",
    missing="MetricAlarms[].TreatMissingData",
    actions="MetricAlarms[].AlarmActions",
    actions_enabled="MetricAlarms[].ActionsEnabled",
)
def alarm(read: Reading, subject: Resource) -> Alarm:
    described = _described(read, "MetricAlarms", subject.physical)
    periods = described["EvaluationPeriods"]
    metrics = described.get("Metrics", [])
    told: Mapping[str, Any] = next((m for m in metrics if m.get("ReturnData", True)), NONE)
    inputs = tuple(_input(m) for m in metrics if "MetricStat" in m)
    shared = {each.period_seconds for each in inputs}
    return Alarm(
        name=described["AlarmName"],
        namespace=described.get("Namespace", ""),
        metric=described.get("MetricName", ""),
        dimensions=_dimensions(described),
        statistic=described.get("Statistic", "") or described.get("ExtendedStatistic", ""),
        period_seconds=described.get("Period")
        or told.get("Period")
        or (shared.pop() if len(shared) == 1 else 0),
        unit=described.get("Unit", ""),
        query=told.get("Expression", ""),
        inputs=inputs,
        threshold=described.get("Threshold", 0.0),
        comparison=described["ComparisonOperator"],
        evaluation_periods=periods,
        datapoints=described.get("DatapointsToAlarm") or periods,
        missing=described.get("TreatMissingData") or "missing",
        actions=_actions(read, described.get("AlarmActions", [])),
        actions_enabled=described["ActionsEnabled"],
    )


def _input(query: Mapping[str, Any]) -> Input:
    stat = query["MetricStat"]
    return Input(
        id=query["Id"],
        namespace=stat["Metric"]["Namespace"],
        metric=stat["Metric"]["MetricName"],
        dimensions=_dimensions(stat["Metric"]),
        statistic=stat["Stat"],
        period_seconds=stat["Period"],
        unit=stat.get("Unit", ""),
    )


def _dimensions(metric: Mapping[str, Any]) -> dict[str, str]:
    return {d["Name"]: d["Value"] for d in metric.get("Dimensions", [])}


@reader(
    CompositeAlarm,
    COMPOSITE_ALARM,
    members="CompositeAlarms[].AlarmRule",
    suppressor="CompositeAlarms[].ActionsSuppressor",
    actions="CompositeAlarms[].AlarmActions",
    actions_enabled="CompositeAlarms[].ActionsEnabled",
)
def composite_alarm(read: Reading, subject: Resource) -> CompositeAlarm:
    described = _described(read, "CompositeAlarms", subject.physical)
    return CompositeAlarm(
        name=described["AlarmName"],
        members=read.part(lambda: _names(described["AlarmRule"])),
        suppressor=_name(described.get("ActionsSuppressor", "")),
        actions=_actions(read, described.get("AlarmActions", [])),
        actions_enabled=described["ActionsEnabled"],
    )


def _names(rule: str) -> tuple[str, ...]:
    return tuple(map(_name, known(members(rule))))


def _name(alarm: str) -> str:
    """A rule or a suppressor may name an alarm by its ARN."""
    return alarm.rpartition(":alarm:")[2]
