"""What arrives at the queue that hears what people are told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from golive.drill.errors import Nothing, asking
from golive.register.opening import physical_of

LOGICAL = re.compile(r"ArrivalsQueue[0-9A-F]{8}")
"""As the CDK names the queue: construct ids and a digest of their path."""
AT_ONCE = 10
"""Messages of one ReceiveMessage (SQS API Reference)."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message of a topic; without an alarm it is not CloudWatch's.

    `about` are the alarms that turned a composite on, or the alarm itself.
    """

    topic: str
    subject: str
    at: datetime
    alarm: str
    state: str
    about: frozenset[str]


class Arrivals:
    """The queue: what is received is taken away, for it is a copy of what people got."""

    def __init__(self, session: Any, stack: str) -> None:
        self._queue = physical_of(session, stack, "AWS::SQS::Queue", LOGICAL)
        if self._queue is None:
            raise Nothing(f"{stack} has no queue that hears its topics: deploy it")
        self._client = session.client("sqs")

    def take(self) -> list[Arrival]:
        """What is there now, or most of it: SQS may keep some for the next time."""
        found: list[Arrival] = []
        more = True
        while more:
            messages = self._received()
            found += map(_arrival, messages)
            more = len(messages) == AT_ONCE
        return found

    def _received(self) -> list[Mapping[str, Any]]:
        with asking("sqs:ReceiveMessage"):
            messages = self._client.receive_message(
                QueueUrl=self._queue, MaxNumberOfMessages=AT_ONCE
            ).get("Messages", [])
        if messages:
            entries = [
                {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
                for number, message in enumerate(messages)
            ]
            with asking("sqs:DeleteMessage"):
                self._client.delete_message_batch(QueueUrl=self._queue, Entries=entries)
        return messages


def _arrival(message: Mapping[str, Any]) -> Arrival:
    """A message of SNS (SNS Developer Guide, parsing message formats: HTTP/S)."""
    envelope = json.loads(message["Body"])
    told = _told(envelope["Message"])
    name = str(told.get("AlarmName", ""))
    return Arrival(
        topic=envelope["TopicArn"],
        subject=envelope.get("Subject") or "",
        at=datetime.fromisoformat(envelope["Timestamp"]).astimezone(UTC),
        alarm=name,
        state=str(told.get("NewStateValue", "")),
        about=frozenset(_children(told)) or frozenset({name}),
    )


def _told(text: str) -> Mapping[str, Any]:
    """What CloudWatch tells is JSON (CloudWatch User Guide, Notifying users on alarm changes)."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _children(told: Mapping[str, Any]) -> Iterator[str]:
    for child in told.get("TriggeringChildren", ()):
        yield str(child["Arn"]).rpartition(":alarm:")[2]
