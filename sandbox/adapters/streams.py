"""Kinesis streams and SNS topics: the keys that encrypt them; who is subscribed to what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.adapters.provisioner import Properties, keep
from sandbox.emulator import needs
from sandbox.inprocess import client

SNS = needs("services.sns", "_find_subscription")


def stream(name: str, new: Properties, old: Properties) -> None:
    """StreamEncryption of AWS::Kinesis::Stream."""
    if wanted := new.get("StreamEncryption"):
        client("kinesis").start_stream_encryption(
            StreamName=name, EncryptionType=wanted["EncryptionType"], KeyId=wanted["KeyId"]
        )
    elif before := old.get("StreamEncryption"):
        client("kinesis").stop_stream_encryption(
            StreamName=name, EncryptionType=before["EncryptionType"], KeyId=before["KeyId"]
        )


def topic(arn: str, new: Properties, old: Properties) -> None:
    """KmsMasterKeyId of AWS::SNS::Topic."""
    if "KmsMasterKeyId" in new or "KmsMasterKeyId" in old:
        client("sns").set_topic_attributes(
            TopicArn=arn,
            AttributeName="KmsMasterKeyId",
            AttributeValue=new.get("KmsMasterKeyId", ""),
        )


def subscription(arn: str, new: Properties, old: Properties) -> None:
    """What GetSubscriptionAttributes says of one that a stack made, as of any other."""
    found = SNS._find_subscription(new["TopicArn"], arn)
    said = {name: new[name] for name in ("TopicArn", "Protocol", "Endpoint")}
    pending = "false" if found["confirmed"] else "true"
    owner = {"SubscriptionArn": arn, "Owner": found["owner"]}
    found["attributes"] |= said | owner | {"PendingConfirmation": pending}


def confirm(said: Mapping[str, Any]) -> None:
    """The door by which the owner of an endpoint confirms a `subscription`, or never did."""
    arn, confirmed = said["subscription"], said["confirmed"]
    found = SNS._find_subscription(arn.rpartition(":")[0], arn)
    found["confirmed"] = confirmed
    found["attributes"]["PendingConfirmation"] = "false" if confirmed else "true"


keep("AWS::Kinesis::Stream", stream)
keep("AWS::SNS::Topic", topic)
keep("AWS::SNS::Subscription", subscription)
