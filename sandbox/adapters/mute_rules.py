"""CloudWatch's mute rules, and PutMetricData refuses the services' namespaces."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.adapters.provisioner import Made, Properties, add, some
from sandbox.adapters.services import extend
from sandbox.alarms.mutes import RULES, status
from sandbox.alarms.schedule import BadSchedule
from sandbox.inprocess import account, client, region
from sandbox.simulated.service import Parameters, Refused

SUMMARY = ("AlarmMuteRuleArn", "ExpireDate", "LastUpdatedTimestamp", "Status")
DATES = ("StartDate", "ExpireDate")


def refuse_services(given: Parameters) -> None:
    """As on AWS, nobody but a service publishes into `AWS/`."""
    if str(given.get("Namespace", "")).startswith("AWS/"):
        words = "The value AWS/ for parameter Namespace is invalid."
        raise Refused("InvalidParameterValueException", words)


def put(given: Parameters) -> Parameters:
    """PutAlarmMuteRule"""
    arn = f"arn:aws:cloudwatch:{region()}:{account()}:alarm-mute-rule:{given['Name']}"
    said = some(given, "Name", "Description", "Rule", "MuteTargets", *DATES)
    made = {**said, "AlarmMuteRuleArn": arn, "LastUpdatedTimestamp": datetime.now(UTC)}
    try:
        status(made)
    except BadSchedule as wrong:
        raise Refused("ValidationError", str(wrong)) from wrong
    RULES.records[given["Name"]] = made
    return {}


def described(name: str) -> Parameters:
    """GetAlarmMuteRule"""
    rule = RULES.get(name)
    return {**rule, "Status": status(rule)}


def listed(given: Parameters) -> Parameters:
    """ListAlarmMuteRules"""
    every = [described(rule["Name"]) for rule in RULES]
    wanted = given.get("Statuses") or ["SCHEDULED", "ACTIVE", "EXPIRED"]
    alarm = given.get("AlarmName")
    found = [
        rule for rule in every if rule["Status"] in wanted and (not alarm or _mutes(rule, alarm))
    ]
    return {"AlarmMuteRuleSummaries": [some(rule, *SUMMARY) for rule in found]}


def _mutes(rule: Parameters, alarm: str) -> bool:
    return alarm in rule.get("MuteTargets", {}).get("AlarmNames", ())


def mute(name: str, properties: Properties) -> Made:
    """AWS::CloudWatch::AlarmMuteRule"""
    named = properties.get("Name", name)
    wanted = some(properties, "Description", "Rule", "MuteTargets")
    wanted |= {name: _moment(properties, name) for name in DATES if name in properties}
    client("cloudwatch").put_alarm_mute_rule(Name=named, **wanted)
    made = described(named)
    arn = made["AlarmMuteRuleArn"]
    at = made["LastUpdatedTimestamp"].isoformat()
    return arn, {"Arn": arn, "Status": made["Status"], "LastUpdatedTimestamp": at}


def _moment(properties: Properties, name: str) -> Any:
    """A date of a template: one without an offset is of the schedule's time zone."""
    at = datetime.fromisoformat(properties[name])
    zone = properties["Rule"]["Schedule"].get("Timezone") or "UTC"
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def _name(arn: str) -> str:
    return arn.rsplit(":", 1)[-1]


extend(
    "cloudwatch",
    "monitoring",
    {
        "PutAlarmMuteRule": put,
        "GetAlarmMuteRule": lambda given: described(given["AlarmMuteRuleName"]),
        "ListAlarmMuteRules": listed,
        "DeleteAlarmMuteRule": lambda given: RULES.drop(given["AlarmMuteRuleName"]),
    },
    guards={"PutMetricData": refuse_services},
)
add(
    "AWS::CloudWatch::AlarmMuteRule",
    mute,
    lambda arn, _: client("cloudwatch").delete_alarm_mute_rule(AlarmMuteRuleName=_name(arn)),
    lambda arn, new, _: mute(_name(arn), {**new, "Name": _name(arn)}),
    create_only=("Name",),
)
