"""Kinesis streams and SNS topics: the keys that encrypt them."""

from __future__ import annotations

from sandbox.adapters.provisioner import Properties, keep
from sandbox.inprocess import client


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


keep("AWS::Kinesis::Stream", stream)
keep("AWS::SNS::Topic", topic)
