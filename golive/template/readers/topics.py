"""SNS topics and who listens to them."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.monitoring import Subscription, Topic
from golive.facts.words import AWS_OWNED
from golive.model import Unknown
from golive.template.keys import key
from golive.template.policies import attached
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

TOPIC = "AWS::SNS::Topic"
POLICIES = {"AWS::SNS::TopicPolicy": "Topics", "AWS::SNS::TopicInlinePolicy": "TopicArn"}
ACTIONS = (
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
)
BY_ITS_OWNER = ("email", "email-json", "http", "https", "sms")
"""SNS Developer Guide: these subscriptions wait until the endpoint's owner confirms them."""


@reads(Topic, TOPIC)
def topic(resource: Resource) -> Mapping[str, Field]:
    return {
        "key": key(resource, "KmsMasterKeyId", AWS_OWNED),
        "policy": attached(resource, POLICIES, _default(resource), most=1),
    }


def _default(resource: Resource) -> object:
    """What SNS writes itself until a policy replaces it (GetTopicAttributes shows it)."""
    statement = {
        "Sid": "__default_statement_ID",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": [f"SNS:{action}" for action in ACTIONS],
        "Resource": resource.ref,
        "Condition": {"StringEquals": {"AWS:SourceOwner": resource.stack.account}},
    }
    return {"Statement": statement}


@reads(Subscription, "AWS::SNS::Subscription")
def subscription(resource: Resource) -> Mapping[str, Field]:
    return {
        "topic": resource.where("TopicArn", TOPIC),
        "protocol": resource.word("Protocol"),
        "confirmed": resource.field("Protocol", _confirmed),
        "filtered": resource.field("FilterPolicy", _filtered),
    }


def _filtered(policy: object) -> bool | Unknown:
    """An empty policy lets every message through, as none does."""
    return policy if isinstance(policy, Unknown) else policy not in (None, "", {}, "{}")


def _confirmed(protocol: object) -> bool | Unknown:
    if protocol in BY_ITS_OWNER:
        return Unknown(f"only its owner can confirm a subscription by {protocol}")
    return True
