"""A queue that hears what people are told, so that a drill sees it arrive."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from baseline.documents import Statement, allow, deny, document
from baseline.key import Key
from baseline.topic import Topic
from golive.environment import Environment

KEPT = Duration.hours(1)
"""How long a message waits for a drill: no drill reads what was told before it began."""
ASIDE = Duration.days(4)
RECEIVED = 20
"""Times that a message is received, and not deleted, before it is put aside."""


class Arrivals(Construct):
    """Subscribed to these topics, and to no others; under our key, over TLS only.

    It is a machine: nobody is told by it. The policy of the key must let SNS in
    (`key_statements.topics`).
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        topics: Sequence[Topic],
    ) -> None:
        super().__init__(scope, id)
        self._environment = environment
        aside = _queue(self, "Aside", key, retention_period=ASIDE)
        left = sqs.DeadLetterQueue(max_receive_count=RECEIVED, queue=aside)  # pyright: ignore[reportArgumentType]
        self.queue = _queue(self, "Queue", key, retention_period=KEPT, dead_letter_queue=left)
        _closed(aside)
        self._hears(topics)

    @property
    def name(self) -> str:
        """As its metrics name it."""
        return self.queue.queue_name

    def _hears(self, topics: Sequence[Topic]) -> None:
        """Whole messages, as a person gets them, from these topics only."""
        from_topics = {
            "ArnEquals": {"aws:SourceArn": [topic.topic_arn for topic in topics]},
            "StringEquals": {"aws:SourceAccount": self._environment.account},
        }
        rules = _closed(
            self.queue,
            allow(
                "TopicsSend",
                ["sqs:SendMessage"],
                [self.queue.queue_arn],
                service="sns.amazonaws.com",
                conditions=from_topics,
            ),
        )
        for topic in topics:
            subscription = sns.CfnSubscription(
                self,
                topic.node.id,
                topic_arn=topic.topic_arn,
                protocol="sqs",
                endpoint=self.queue.queue_arn,
            )
            subscription.node.add_dependency(rules)


def _queue(
    scope: Construct,
    id: str,
    key: Key,
    *,
    retention_period: Duration,
    dead_letter_queue: sqs.DeadLetterQueue | None = None,
) -> sqs.Queue:
    return sqs.Queue(
        scope,
        id,
        encryption=sqs.QueueEncryption.KMS,
        encryption_master_key=key,  # pyright: ignore[reportArgumentType]
        retention_period=retention_period,
        dead_letter_queue=dead_letter_queue,
    )


def _closed(queue: sqs.Queue, *allowed: Statement) -> sqs.CfnQueuePolicy:
    """Nobody over plain HTTP; others as is `allowed`."""
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    refused = deny("DenyPlainHttp", ["sqs:*"], [queue.queue_arn], conditions=plain)
    return sqs.CfnQueuePolicy(
        queue,
        "Policy",
        queues=[queue.queue_url],
        policy_document=document(refused, *allowed),
    )
