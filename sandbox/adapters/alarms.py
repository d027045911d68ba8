"""CloudWatch: alarms over expressions, composite alarms."""

from __future__ import annotations

from typing import Any

from sandbox.adapters.provisioner import CLOUDFORMATION, Made, Properties, add, some, true
from sandbox.adapters.services import extend
from sandbox.emulator import needs
from sandbox.inprocess import account, client, region
from sandbox.simulated.service import Parameters

ALARMS = needs("services.cloudwatch", "cloudformation_put_metric_alarm")
needs("services.cloudformation.provisioners", "_cw_metric_alarm_record")
SINGLE = {
    "MetricName",
    "Namespace",
    "Statistic",
    "ExtendedStatistic",
    "Period",
    "Dimensions",
    "Unit",
}
PERIODS = ("ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")
_record = CLOUDFORMATION._cw_metric_alarm_record


def recorded(name: str, properties: Properties) -> dict[str, Any]:
    """An alarm as it is described: by one statistic, or over several metrics or an expression,
    which the provisioner refuses."""
    if not properties.get("Metrics"):
        return _of_one_statistic(_record(name, properties))
    stand_in = {**properties, "Metrics": None, "MetricName": "-", "Namespace": "-"}
    alarm: dict[str, Any] = _record(name, stand_in)
    kept = {k: v for k, v in alarm.items() if k not in SINGLE}
    return kept | {"Metrics": [_query(query) for query in properties["Metrics"]]}


def _of_one_statistic(alarm: dict[str, Any]) -> dict[str, Any]:
    """The emulator adds the Average to a percentile."""
    other = "Statistic" if alarm["ExtendedStatistic"] else "ExtendedStatistic"
    return {name: value for name, value in alarm.items() if name != other}


def put(given: Parameters) -> Parameters:
    """PutMetricAlarm, which forgets the expression of an alarm that has one."""
    ALARMS.cloudformation_put_metric_alarm(recorded(given["AlarmName"], given))
    return {}


def _query(query: Properties) -> dict[str, Any]:
    made = {**query, "ReturnData": true(query.get("ReturnData", True))}
    if "Period" in query:
        made["Period"] = int(query["Period"])
    if stat := query.get("MetricStat"):
        made["MetricStat"] = {**stat, "Period": int(stat["Period"])}
    return made


def composite(name: str, properties: Properties) -> Made:
    """AWS::CloudWatch::CompositeAlarm"""
    named = properties.get("AlarmName", name)
    actions = ("AlarmActions", "OKActions", "InsufficientDataActions")
    wanted = some(
        properties, "AlarmRule", "AlarmDescription", "Tags", "ActionsSuppressor", *actions
    )
    wanted |= {name: int(properties[name]) for name in PERIODS if name in properties}
    enabled = true(properties.get("ActionsEnabled", True))
    client("cloudwatch").put_composite_alarm(AlarmName=named, ActionsEnabled=enabled, **wanted)
    return named, {"Arn": f"arn:aws:cloudwatch:{region()}:{account()}:alarm:{named}"}


CLOUDFORMATION._cw_metric_alarm_record = recorded
extend("cloudwatch", "monitoring", {"PutMetricAlarm": put})
add(
    "AWS::CloudWatch::CompositeAlarm",
    composite,
    lambda name, _: client("cloudwatch").delete_alarms(AlarmNames=[name]),
    lambda name, new, _: composite(name, {**new, "AlarmName": name}),
    create_only=("AlarmName",),
)
