"""What alarms of the sandbox tell, whom, and when they don't."""

from __future__ import annotations

import json
from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import pytest

from tests.sandbox.account import Account
from tests.sandbox.alarms.acting import Stage, stage

ALWAYS = {"Expression": "cron(* * * * *)", "Duration": "PT1H"}


@pytest.fixture
def on_stage(account: Account) -> Generator[Stage]:
    """One alarm with its topic."""
    with stage(account) as made:
        yield made


def test_the_message_is_cloudwatch_s(on_stage: Stage) -> None:
    """With the members of the published schema, for a metric alarm and for a composite."""
    on_stage.holds(2)
    on_stage.put()
    composite = on_stage.compose()
    on_stage.evaluate()
    arn = on_stage.described()["AlarmArn"]
    by_name = {
        one["AlarmName"]: one for one in on_stage.box.heard() if one["NewStateValue"] == "ALARM"
    }
    one, all_ = by_name[on_stage.name], by_name[composite]
    assert (one["OldStateValue"], one["Region"]) == ("INSUFFICIENT_DATA", "US East (N. Virginia)")
    assert one["NewStateReason"].startswith(
        "Threshold Crossed: 1 out of the last 1 datapoints [2.0 ("
    )
    trigger = one["Trigger"]
    assert (trigger["Statistic"], trigger["StatisticType"]) == ("SUM", "Statistic")
    assert trigger["Dimensions"] == [{"name": "Mark", "value": on_stage.name}]
    assert "Trigger" not in all_
    assert all_["AlarmRule"] == f'ALARM("{on_stage.name}")'
    [child] = all_["TriggeringChildren"]
    assert (child["Arn"], child["State"]["Value"]) == (arn, "ALARM")


def test_the_history_tells_all_of_it(on_stage: Stage) -> None:
    """What was put, how the state changed and why, and each action with its message."""
    on_stage.holds(2)
    on_stage.put()
    on_stage.evaluate()
    [(created, configuration)] = on_stage.history("ConfigurationUpdate")
    assert created == f'Alarm "{on_stage.name}" created'
    assert configuration["createdAlarm"]["Threshold"] == 1
    [(updated, data)] = on_stage.history("StateUpdate")
    assert updated == "Alarm updated from INSUFFICIENT_DATA to ALARM"
    assert data["oldState"]["stateValue"] == "INSUFFICIENT_DATA"
    assert data["newState"]["stateReasonData"]["recentDatapoints"] == [2]
    [(done, action)] = on_stage.history("Action")
    assert done == f"Successfully executed action {on_stage.box.topic}"
    assert (action["actionState"], action["error"]) == ("Succeeded", None)
    assert json.loads(json.loads(action["publishedMessage"])["default"])["NewStateValue"] == "ALARM"


def test_a_topic_that_doesn_t_let_alarms_in(account: Account) -> None:
    """The alarm's state changes, nobody hears, and its history says why."""
    alarms = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": "*",
        "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:other-*"}},
    }
    with stage(account, Policy=json.dumps({"Version": "2012-10-17", "Statement": [alarms]})) as one:
        one.put()
        one.holds(2)
        assert (one.state, one.heard()) == ("ALARM", [])
        refused(one, "sns:Publish")


def test_a_topic_under_a_key_that_alarms_may_not_use(account: Account) -> None:
    """A key of ours that lets only the account in, and AWS's own key of SNS, which isn't here."""
    key = account.client("kms").create_key()["KeyMetadata"]["KeyId"]
    for named, words in ((key, "kms:Decrypt"), ("alias/aws/sns", "")):
        with stage(account, KmsMasterKeyId=named) as one:
            one.put()
            one.holds(2)
            assert one.heard() == []
            refused(one, words)


def refused(one: Stage, words: str) -> None:
    """The newest action failed, for a reason with these words."""
    (done, action), *_ = one.history("Action")
    assert done.startswith(f"Failed to execute action {one.box.topic}. Received error: ")
    assert action["actionState"] == "Failed"
    assert words in action["error"]


def test_disabled_actions_are_not_taken(on_stage: Stage) -> None:
    """The state changes all the same."""
    on_stage.put(ActionsEnabled=False)
    on_stage.holds(2)
    assert (on_stage.state, on_stage.heard()) == ("ALARM", [])


def test_a_mute_holds_actions_back_until_it_ends(on_stage: Stage) -> None:
    """An alarm that is on then acts; meanwhile it was evaluated as ever."""
    on_stage.put()
    on_stage.holds(0)
    assert on_stage.heard() == [(on_stage.name, "OK")]
    with_mute(on_stage, on_stage.name)
    on_stage.holds(2)
    assert (on_stage.state, on_stage.heard()) == ("ALARM", [])
    on_stage.cloudwatch.delete_alarm_mute_rule(AlarmMuteRuleName=on_stage.name)
    on_stage.evaluate()
    [told] = on_stage.box.heard()
    assert (told["NewStateValue"], told["ActionExecutedAfterMuteWindow"]) == ("ALARM", True)
    on_stage.evaluate()
    assert on_stage.heard() == []


def test_what_ended_under_a_mute_is_not_told(on_stage: Stage) -> None:
    """It went on and off again while nobody was to hear."""
    on_stage.put()
    on_stage.holds(0)
    with_mute(on_stage, on_stage.name)
    on_stage.holds(2)
    on_stage.holds(0)
    on_stage.cloudwatch.delete_alarm_mute_rule(AlarmMuteRuleName=on_stage.name)
    on_stage.evaluate()
    assert on_stage.heard() == [(on_stage.name, "OK")]


def test_a_mute_of_a_member_leaves_its_composite_loud(on_stage: Stage) -> None:
    """Mutes act on actions, not on states."""
    on_stage.put(OKActions=[])
    composite = on_stage.compose()
    with_mute(on_stage, on_stage.name)
    on_stage.holds(2)
    assert on_stage.heard() == [(composite, "ALARM")]
    on_stage.cloudwatch.delete_alarm_mute_rule(AlarmMuteRuleName=on_stage.name)


def with_mute(one: Stage, alarm: str) -> None:
    """Mute an alarm from now on."""
    one.cloudwatch.put_alarm_mute_rule(
        Name=one.name, Rule={"Schedule": ALWAYS}, MuteTargets={"AlarmNames": [alarm]}
    )
    found = one.cloudwatch.get_alarm_mute_rule(AlarmMuteRuleName=one.name)
    assert found["Status"] == "ACTIVE"


def test_a_suppressor_holds_a_composite_back(on_stage: Stage) -> None:
    """While it is on, and for as long after it as the extension lasts; then what is on acts."""
    on_stage.put(AlarmActions=[], OKActions=[])
    suppressor = f"{on_stage.name}-closed"
    on_stage.cloudwatch.put_composite_alarm(AlarmName=suppressor, AlarmRule="TRUE")
    composite = on_stage.compose(
        ActionsSuppressor=suppressor,
        ActionsSuppressorWaitPeriod=0,
        ActionsSuppressorExtensionPeriod=0,
    )
    on_stage.holds(2)
    found = on_stage.described(composite)
    assert (found["StateValue"], found["ActionsSuppressedBy"]) == ("ALARM", "Alarm")
    assert found["ActionsSuppressor"] == suppressor
    assert on_stage.heard() == []
    on_stage.cloudwatch.put_composite_alarm(AlarmName=suppressor, AlarmRule="FALSE")
    on_stage.evaluate()
    assert on_stage.heard() == [(composite, "ALARM")]
    assert "ActionsSuppressedBy" not in on_stage.described(composite)


def test_a_composite_waits_for_its_suppressor(on_stage: Stage) -> None:
    """As long as it is told to."""
    on_stage.put(AlarmActions=[], OKActions=[])
    suppressor = f"{on_stage.name}-closed"
    on_stage.cloudwatch.put_composite_alarm(AlarmName=suppressor, AlarmRule="FALSE")
    composite = on_stage.compose(
        ActionsSuppressor=suppressor,
        ActionsSuppressorWaitPeriod=60,
        ActionsSuppressorExtensionPeriod=60,
    )
    on_stage.holds(2)
    assert on_stage.described(composite)["ActionsSuppressedBy"] == "WaitPeriod"
    assert on_stage.heard() == []


def test_a_queue_whose_key_keeps_topics_out_gets_nothing(on_stage: Stage) -> None:
    """As SNS tells by its metric; what arrived the queue tells by its own."""
    where = [{"Name": "TopicName", "Value": on_stage.name}]
    on_stage.put()
    on_stage.holds(0)
    assert on_stage.heard() == [(on_stage.name, "OK")]
    assert counted(on_stage, "NumberOfNotificationsDelivered", where) == 1
    key = on_stage.account.client("kms").create_key()["KeyMetadata"]["KeyId"]
    closed = {"QueueUrl": on_stage.box.queue, "Attributes": {"KmsMasterKeyId": key}}
    on_stage.box.sqs.set_queue_attributes(**closed)
    on_stage.holds(2)
    assert on_stage.heard() == []
    assert counted(on_stage, "NumberOfNotificationsFailed", where) == 1


def counted(one: Stage, metric: str, where: list[dict[str, str]]) -> float:
    """How often SNS has counted."""
    now = datetime.now(UTC)
    found = one.cloudwatch.get_metric_statistics(
        Namespace="AWS/SNS",
        MetricName=metric,
        Dimensions=where,
        StartTime=now - timedelta(hours=1),
        EndTime=now + timedelta(minutes=1),
        Period=3600,
        Statistics=["Sum"],
    )["Datapoints"]
    return sum(point["Sum"] for point in found)
