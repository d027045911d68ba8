"""What topics deliver to queues: under the key of the queue, and counted.

Sources: SNS Developer Guide, Configuring SNS topic encryption with an encrypted SQS queue
subscription, and Monitoring SNS topics; SQS Developer Guide, Available CloudWatch metrics.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.emulator import needs
from sandbox.inprocess import account
from sandbox.judge import Denied, Writer, key_in_use

TOPICS = needs("services.sns", "_deliver_to_sqs")
QUEUES = needs("services.sqs", "_queue_by_arn")
METRICS = needs("services.cloudwatch", "record_metric")
PRINCIPAL = "sns.amazonaws.com"
_deliver = TOPICS._deliver_to_sqs


def deliver(queue: str, *message: Any, topic_arn: str = "", **more: Any) -> None:
    """Deliver, if the queue's policy and its key let SNS; the emulator asks the policy."""
    topic, before = topic_arn.rsplit(":", 1)[-1], _waiting(queue)
    try:
        _open(queue, topic_arn)
        _deliver(queue, *message, topic_arn=topic_arn, **more)
    except Denied:
        before = _waiting(queue)
    arrived = _waiting(queue) > before
    if arrived:
        _count("AWS/SQS", "NumberOfMessagesSent", QueueName=queue.rsplit(":", 1)[-1])
    outcome = "NumberOfNotificationsDelivered" if arrived else "NumberOfNotificationsFailed"
    _count("AWS/SNS", outcome, TopicName=topic)


def _open(queue: str, topic: str) -> None:
    """Denied when SNS may not use the key of the queue for the topic."""
    found: Mapping[str, Any] = QUEUES._queue_by_arn(queue) or {"attributes": {}}
    who = Writer(PRINCIPAL, keys={"aws:SourceArn": topic, "aws:SourceAccount": account()})
    if named := found["attributes"].get("KmsMasterKeyId"):
        key_in_use(who, named)


def _waiting(queue: str) -> int:
    """Messages in the queue."""
    found = QUEUES._queue_by_arn(queue)
    return len(found["messages"]) if found else 0


def _count(namespace: str, metric: str, **dimensions: str) -> None:
    METRICS.record_metric(namespace, metric, 1, "Count", dimensions)


TOPICS._deliver_to_sqs = deliver
