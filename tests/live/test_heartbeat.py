"""The heartbeat, deployed: a function of ours runs, and a message takes the way of alarms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from golive.alarms.heartbeat import MINUTES, NAME
from golive.environments import load
from golive.launch.criterion import HEARTBEAT, NAMESPACE
from sandbox import control
from sandbox.readiness import evaluate
from tests.sandbox.account import Account

TARGET = load("sandbox")
ALARM = f"{TARGET.prefix}-{NAME}"
HOUR = timedelta(hours=1)


def test_a_beat_arrives_where_messages_to_people_do(deployed: Account) -> None:
    """On by the metric that the rollback function puts, told to the queue that hears every
    topic, counted there as `path-silent` counts; and off again when the minutes are over."""
    rest(deployed)
    list(arrived(deployed))
    before = counted(deployed)
    evaluate(TARGET, deployed.connection)
    assert "ALARM" in states(deployed)
    assert [each["NewStateValue"] for each in arrived(deployed)] == ["ALARM"]
    assert counted(deployed) == before + 1
    rest(deployed)
    assert states(deployed)[-1] == "OK"
    assert list(arrived(deployed)) == []


def rest(deployed: Account) -> None:
    """Let the minutes pass that the alarm looks back over, without an evaluation."""
    said = {"namespace": NAMESPACE, "metric": HEARTBEAT, "seconds": 60 * (MINUTES + 2)}
    control.fetch(deployed.connection, "/_golive/age", said)
    control.fetch(deployed.connection, "/_golive/evaluate", {})


def states(deployed: Account) -> list[str]:
    """What the alarm is now, after one round."""
    control.fetch(deployed.connection, "/_golive/evaluate", {})
    described = deployed.client("cloudwatch").describe_alarms(AlarmNames=[ALARM])
    return [alarm["StateValue"] for alarm in described["MetricAlarms"]]


def arrived(deployed: Account) -> Iterator[dict[str, Any]]:
    """The heartbeat's messages in the environment's own queue, taken out of it."""
    sqs = deployed.client("sqs")
    queue = deployed.physical("operations", "ArrivalsQueue", "Queue")
    while got := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", []):
        for each in got:
            message = json.loads(each["Body"])["Message"]
            if f'"AlarmName": "{ALARM}"' in message:
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=each["ReceiptHandle"])
                yield json.loads(message)


def counted(deployed: Account) -> float:
    """What the metric of `path-silent` says of the last hour."""
    queue = deployed.physical("operations", "ArrivalsQueue", "Queue").rpartition("/")[2]
    now = datetime.now(UTC)
    found = deployed.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/SQS",
        MetricName="NumberOfMessagesSent",
        Dimensions=[{"Name": "QueueName", "Value": queue}],
        StartTime=now - HOUR,
        EndTime=now + HOUR,
        Period=60,
        Statistics=["Sum"],
    )
    return sum(point["Sum"] for point in found["Datapoints"])
