"""A queue that hears a topic, as somebody who subscribed does."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from tests.sandbox.account import Account

UNSEEN = 900
"""Seconds for which a message that was read isn't given again."""


class Mailbox:
    """What came since it was asked the last time."""

    def __init__(self, account: Account, topic: str) -> None:
        self.sqs, self.sns, self.topic = account.client("sqs"), account.client("sns"), topic
        timeout = {"VisibilityTimeout": str(UNSEEN)}
        name = f"pager-{uuid4().hex[:6]}"
        self.queue = self.sqs.create_queue(QueueName=name, Attributes=timeout)["QueueUrl"]
        [arn] = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["QueueArn"])[
            "Attributes"
        ].values()
        policy = {"Policy": json.dumps(lets_in(arn))}
        self.sqs.set_queue_attributes(QueueUrl=self.queue, Attributes=policy)
        self.subscription = self.sns.subscribe(
            TopicArn=topic, Protocol="sqs", Endpoint=arn, ReturnSubscriptionArn=True
        )["SubscriptionArn"]

    def heard(self) -> list[dict[str, Any]]:
        """The messages' documents, in order."""
        found: list[dict[str, Any]] = []
        asked = {"QueueUrl": self.queue, "MaxNumberOfMessages": 10}
        while got := self.sqs.receive_message(**asked).get("Messages", []):
            found += [json.loads(json.loads(each["Body"])["Message"]) for each in got]
        return found

    def close(self) -> None:
        """Unsubscribe, and delete the queue."""
        self.sns.unsubscribe(SubscriptionArn=self.subscription)
        self.sqs.delete_queue(QueueUrl=self.queue)


@contextmanager
def mailbox(account: Account, topic: str) -> Generator[Mailbox]:
    """One for as long as it is needed."""
    made = Mailbox(account, topic)
    try:
        yield made
    finally:
        made.close()


def lets_in(queue: str) -> dict[str, Any]:
    """SNS Developer Guide, Subscribing an Amazon SQS queue: the queue's policy lets topics in."""
    sns = {"Service": "sns.amazonaws.com"}
    send = {"Effect": "Allow", "Principal": sns, "Action": "sqs:SendMessage", "Resource": queue}
    return {"Version": "2012-10-17", "Statement": [send]}
