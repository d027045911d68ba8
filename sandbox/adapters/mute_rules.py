"""CloudWatch's mute rules, kept as put; and PutMetricData refuses the services' namespaces."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox.adapters.provisioner import Made, Properties, add, some
from sandbox.adapters.services import extend
from sandbox.inprocess import account, client, region
from sandbox.simulated.service import Parameters, Refused
from sandbox.simulated.shelf import Shelf

RULES = Shelf("ResourceNotFoundException")
SUMMARY = ("AlarmMuteRuleArn", "ExpireDate", "LastUpdatedTimestamp", "Status")


def refuse_services(given: Parameters) -> None:
    """As on AWS, nobody but a service publishes into `AWS/`."""
    if str(given.get("Namespace", "")).startswith("AWS/"):
        words = "The value AWS/ for parameter Namespace is invalid."
        raise Refused("InvalidParameterValueException", words)


def put(given: Parameters) -> Parameters:
    """PutAlarmMuteRule"""
    arn = f"arn:aws:cloudwatch:{region()}:{account()}:alarm-mute-rule:{given['Name']}"
    about = {"AlarmMuteRuleArn": arn, "Status": "SCHEDULED"}
    said = some(given, "Name", "Description", "Rule", "MuteTargets", "StartDate", "ExpireDate")
    RULES.records[given["Name"]] = {**said, **about, "LastUpdatedTimestamp": datetime.now(UTC)}
    return {}


def mute(name: str, properties: Properties) -> Made:
    """AWS::CloudWatch::AlarmMuteRule"""
    named = properties.get("Name", name)
    wanted = some(properties, "Description", "Rule", "MuteTargets", "StartDate", "ExpireDate")
    client("cloudwatch").put_alarm_mute_rule(Name=named, **wanted)
    made = RULES.get(named)
    arn = made["AlarmMuteRuleArn"]
    at = made["LastUpdatedTimestamp"].isoformat()
    return arn, {"Arn": arn, "Status": made["Status"], "LastUpdatedTimestamp": at}


def _name(arn: str) -> str:
    return arn.rsplit(":", 1)[-1]


extend(
    "cloudwatch",
    "monitoring",
    {
        "PutAlarmMuteRule": put,
        "GetAlarmMuteRule": lambda given: RULES.get(given["AlarmMuteRuleName"]),
        "ListAlarmMuteRules": lambda _: {
            "AlarmMuteRuleSummaries": [some(rule, *SUMMARY) for rule in RULES]
        },
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
