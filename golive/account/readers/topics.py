"""SNS topics and subscriptions. Endpoints, which can be a person's address, are dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from golive.account.arns import SUBSCRIPTION, TOPIC
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.monitoring import MACHINES, Subscription, Topic
from golive.facts.operations import Listeners


@reader(Topic, TOPIC, key="Attributes.KmsMasterKeyId", policy="Attributes.Policy")
def topic(read: Reading, subject: Resource) -> Topic:
    attributes = read.ask("sns:GetTopicAttributes", TopicArn=subject.physical)["Attributes"]
    return Topic(
        key=read.part(lambda: read.key(attributes.get("KmsMasterKeyId"))),
        policy=read.policy(attributes.get("Policy")),
    )


@reader(
    Subscription,
    SUBSCRIPTION,
    confirmed="Attributes.PendingConfirmation",
    filtered="Attributes.FilterPolicy",
)
def subscription(read: Reading, subject: Resource) -> Subscription:
    attributes = _attributes(read, subject.physical)
    return Subscription(
        topic=read.where(TOPIC, attributes["TopicArn"]),
        protocol=attributes["Protocol"],
        confirmed=_confirmed(attributes),
        filtered=_filtered(attributes),
    )


@reader(
    Listeners,
    TOPIC,
    hearing="Subscriptions[].SubscriptionArn",
    machines="Attributes.Protocol",
    filtered="Attributes.FilterPolicy",
    pending="Subscriptions[].SubscriptionArn",
)
def listeners(read: Reading, subject: Resource) -> Listeners:
    """Every subscription of a topic, whoever made it."""
    listed = read.ask("sns:ListSubscriptionsByTopic", TopicArn=subject.physical)
    kinds = Counter(_kind(read, each["SubscriptionArn"]) for each in listed["Subscriptions"])
    named = ("hearing", "machines", "filtered", "pending")
    return Listeners(**{name: kinds[name] for name in named})


def _kind(read: Reading, arn: str) -> str:
    """What is not confirmed has words in place of an ARN (SNS API, ListSubscriptionsByTopic)."""
    if not arn.startswith("arn:"):
        return "pending"
    try:
        attributes = _attributes(read, arn)
    except Gone:
        return "gone"
    if not _confirmed(attributes):
        return "pending"
    if _filtered(attributes):
        return "filtered"
    return "machines" if attributes["Protocol"] in MACHINES else "hearing"


def _attributes(read: Reading, arn: str) -> Mapping[str, str]:
    return read.ask("sns:GetSubscriptionAttributes", SubscriptionArn=arn)["Attributes"]


def _confirmed(attributes: Mapping[str, str]) -> bool:
    return attributes.get("PendingConfirmation") == "false"


def _filtered(attributes: Mapping[str, str]) -> bool:
    return attributes.get("FilterPolicy", "") not in ("", "{}")
