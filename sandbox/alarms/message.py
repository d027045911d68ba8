"""The message that a topic gets, as CloudWatch sends it.

Source: CloudWatch User Guide, Notifying users on alarm changes: the schema when a metric alarm and
when a composite alarm changes state; real messages for the case of the statistic and the members
of a query.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import botocore.session

from sandbox.alarms.verdict import stamp
from sandbox.alarms.watched import Alarm, Said, period
from sandbox.inprocess import account, region

ACTIONS = ("OKActions", "AlarmActions", "InsufficientDataActions")


def message(alarm: Alarm, old: str, *, after_mute: bool) -> str:
    """The document, as JSON."""
    changed = alarm.get("StateTransitionedTimestamp") or alarm["StateUpdatedTimestamp"]
    said: dict[str, Any] = {
        "AlarmName": alarm["AlarmName"],
        "AlarmDescription": alarm.get("AlarmDescription") or None,
        "AWSAccountId": account(),
        "AlarmConfigurationUpdatedTimestamp": stamp(alarm["AlarmConfigurationUpdatedTimestamp"]),
        "NewStateValue": alarm["StateValue"],
        "NewStateReason": alarm["StateReason"],
        "StateChangeTime": stamp(changed),
        "Region": region_name(region()),
        "AlarmArn": alarm["AlarmArn"],
        "OldStateValue": old,
        "ActionExecutedAfterMuteWindow": after_mute,
        **{name: alarm.get(name) or [] for name in ACTIONS},
    }
    told = _rule(alarm) if "AlarmRule" in alarm else {"Trigger": _trigger(alarm)}
    return json.dumps(said | told)


def subject(alarm: Alarm) -> str:
    """100 characters at most."""
    head, tail = f'{alarm["StateValue"]}: "', f'" in {region_name(region())}'
    name, left = alarm["AlarmName"], 100 - len(head) - len(tail)
    return head + (name if len(name) <= left else f"{name[: left - 3]}...") + tail


def _rule(alarm: Alarm) -> dict[str, Any]:
    """What a composite tells, with the children that changed it."""
    reason = json.loads(alarm.get("StateReasonData") or "{}")
    children = [
        {"Arn": one["arn"], "State": {name.title(): v for name, v in one["state"].items()}}
        for one in reason.get("triggeringAlarms", ())
    ]
    return {"AlarmRule": alarm["AlarmRule"], "TriggeringChildren": children}


def _trigger(alarm: Alarm) -> dict[str, Any]:
    queries: list[Said] = alarm.get("Metrics") or []
    how: dict[str, Any] = {
        "Period": alarm.get("Period") or period(queries),
        "EvaluationPeriods": alarm["EvaluationPeriods"],
        "DatapointsToAlarm": alarm.get("DatapointsToAlarm") or alarm["EvaluationPeriods"],
        "ComparisonOperator": alarm["ComparisonOperator"],
        "Threshold": alarm["Threshold"],
        "TreatMissingData": alarm["TreatMissingData"],
        "EvaluateLowSampleCountPercentile": "",
    }
    if queries:
        return how | {"Metrics": [_query(query) for query in queries]}
    extended = alarm.get("ExtendedStatistic")
    named = {
        "MetricName": alarm["MetricName"],
        "Namespace": alarm["Namespace"],
        "StatisticType": "ExtendedStatistic" if extended else "Statistic",
        "Statistic": extended or alarm["Statistic"].upper(),
        "Unit": alarm.get("Unit"),
        "Dimensions": _dimensions(alarm),
    }
    return named | how


def _query(query: Said) -> dict[str, Any]:
    if "MetricStat" not in query:
        return dict(query)
    metric = query["MetricStat"]["Metric"]
    named = {**metric, "Dimensions": _dimensions(metric)}
    return {**query, "MetricStat": {**query["MetricStat"], "Metric": named}}


def _dimensions(said: Said) -> list[dict[str, str]]:
    return [{"value": d["Value"], "name": d["Name"]} for d in said.get("Dimensions") or ()]


@cache
def region_name(code: str) -> str:
    """The Region as a person calls it: US East (N. Virginia)."""
    data: Any = botocore.session.get_session().get_component("data_loader").load_data("partitions")
    found = (each["regions"].get(code) for each in data["partitions"])
    return next((one["description"] for one in found if one), code)
