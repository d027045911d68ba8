"""Kinesis streams and what carries them on."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.storage import DeliveryStream, Stream
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Unknown
from golive.template.keys import key
from golive.template.policies import attached
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

POLICY = {"AWS::Kinesis::ResourcePolicy": "ResourceArn"}
EXTENDED, PLAIN = "ExtendedS3DestinationConfiguration", "S3DestinationConfiguration"


@reads(Stream, "AWS::Kinesis::Stream")
def stream(resource: Resource) -> Mapping[str, Field]:
    encryption = resource.word("StreamEncryption.EncryptionType")
    return {
        "name": resource.name("Name"),
        "encryption": encryption,
        "key": _key(resource, encryption),
        "retention_hours": resource.number("RetentionPeriodHours"),
        "policy": attached(resource, POLICY, says="ResourcePolicy"),
    }


def _key(resource: Resource, encryption: Field) -> Field:
    if isinstance(encryption.value, Unknown):
        return encryption
    if encryption.value == "NONE":
        return Field(encryption.property, AWS_OWNED)
    return key(resource, "StreamEncryption.KeyId", AWS_MANAGED)


@reads(DeliveryStream, "AWS::KinesisFirehose::DeliveryStream")
def delivery_stream(resource: Resource) -> Mapping[str, Field]:
    """Without a key of its own it writes under the bucket's default."""
    destination = PLAIN if resource.given(EXTENDED) is None else EXTENDED
    encryption = f"{destination}.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN"
    return {
        "source": resource.where(
            "KinesisStreamSourceConfiguration.KinesisStreamARN", "AWS::Kinesis::Stream"
        ),
        "bucket": resource.where(f"{destination}.BucketARN", "AWS::S3::Bucket"),
        "key": key(resource, encryption, AWS_OWNED),
        "compression": resource.word(f"{destination}.CompressionFormat"),
    }
