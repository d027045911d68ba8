"""Alarms and composites are described whole, and a state that is set travels."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.sandbox.account import Account


def test_a_composite_follows_its_members(account: Account) -> None:
    """A member that is set to ALARM brings the composite there, with its actions described."""
    cloudwatch, mark = account.client("cloudwatch"), uuid4().hex[:6]
    topic = account.client("sns").create_topic(Name=f"pages-{mark}")["TopicArn"]
    member = {
        "AlarmName": f"member-{mark}",
        "Namespace": "GoLive",
        "MetricName": "Lines",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "Statistic": "Sum",
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
    composite = {
        "AlarmName": f"any-{mark}",
        "AlarmRule": f'ALARM("member-{mark}")',
        "AlarmActions": [topic],
    }
    account.stack(
        {
            "Member": {"Type": "AWS::CloudWatch::Alarm", "Properties": member},
            "Any": {
                "Type": "AWS::CloudWatch::CompositeAlarm",
                "Properties": composite,
                "DependsOn": ["Member"],
            },
        }
    )
    cloudwatch.set_alarm_state(AlarmName=f"member-{mark}", StateValue="ALARM", StateReason="drill")
    described = cloudwatch.describe_alarms(
        AlarmNames=[f"member-{mark}", f"any-{mark}"], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    one, all_ = described["MetricAlarms"][0], described["CompositeAlarms"][0]
    assert (one["StateValue"], all_["StateValue"]) == ("ALARM", "ALARM")
    assert one["TreatMissingData"] == "notBreaching"
    assert (all_["AlarmRule"], all_["AlarmActions"]) == (composite["AlarmRule"], [topic])
    assert all_["ActionsEnabled"]


def test_a_mute_rule_is_kept(account: Account) -> None:
    """By CloudFormation and by API, until it is deleted."""
    schedule = {"Expression": "cron(0 3 * * SUN)", "Duration": "PT2H", "Timezone": "UTC"}
    rule = {"Name": "maintenance", "Rule": {"Schedule": schedule}}
    account.stack({"Rule": {"Type": "AWS::CloudWatch::AlarmMuteRule", "Properties": rule}})
    cloudwatch = account.client("cloudwatch")
    found = cloudwatch.get_alarm_mute_rule(AlarmMuteRuleName="maintenance")
    assert found["Rule"]["Schedule"] == schedule
    assert len(cloudwatch.list_alarm_mute_rules()["AlarmMuteRuleSummaries"]) >= 1
    assert found["Status"] in ("SCHEDULED", "ACTIVE")
    cloudwatch.delete_alarm_mute_rule(AlarmMuteRuleName="maintenance")
    with pytest.raises(cloudwatch.exceptions.ResourceNotFoundException):
        cloudwatch.get_alarm_mute_rule(AlarmMuteRuleName="maintenance")


def test_a_saved_query_is_kept(account: Account) -> None:
    """By CloudFormation, changed in place, and by API, until its stack is deleted."""
    logs, cloudformation = account.client("logs"), account.client("cloudformation")
    asked = [{"Name": "contact", "Description": "which one"}]
    query = {"Name": "room/one", "QueryString": "limit 1", "Parameters": asked}
    resources = {"Query": {"Type": "AWS::Logs::QueryDefinition", "Properties": query}}
    id_ = account.stack(resources, name="room")["Query"]
    resources["Query"]["Properties"] = {**query, "QueryString": "limit 2"}
    account.change("room", resources)
    [kept] = logs.describe_query_definitions(queryDefinitionNamePrefix="room/")["queryDefinitions"]
    assert (kept["queryDefinitionId"], kept["queryString"]) == (id_, "limit 2")
    assert kept["parameters"] == [{"name": "contact", "description": "which one"}]
    cloudformation.delete_stack(StackName="room")
    assert (
        logs.describe_query_definitions(queryDefinitionNamePrefix="room/")["queryDefinitions"] == []
    )
    with pytest.raises(logs.exceptions.ResourceNotFoundException):
        logs.delete_query_definition(queryDefinitionId=id_)
