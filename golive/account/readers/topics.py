"""SNS topics and subscriptions. Endpoints, which can be a person's address, are dropped."""

from __future__ import annotations

from golive.account.arns import SUBSCRIPTION, TOPIC
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.monitoring import Subscription, Topic


@reader(Topic, TOPIC, key="Attributes.KmsMasterKeyId", policy="Attributes.Policy")
def topic(read: Reading, subject: Resource) -> Topic:
    attributes = read.ask("sns:GetTopicAttributes", TopicArn=subject.physical)["Attributes"]
    return Topic(
        key=read.part(lambda: read.key(attributes.get("KmsMasterKeyId"))),
        policy=read.policy(attributes.get("Policy")),
    )


@reader(Subscription, SUBSCRIPTION, confirmed="Attributes.PendingConfirmation")
def subscription(read: Reading, subject: Resource) -> Subscription:
    answer = read.ask("sns:GetSubscriptionAttributes", SubscriptionArn=subject.physical)
    attributes = answer["Attributes"]
    return Subscription(
        topic=read.where(TOPIC, attributes["TopicArn"]),
        protocol=attributes["Protocol"],
        confirmed=attributes.get("PendingConfirmation") == "false",
    )
