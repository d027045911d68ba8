"""Amazon Connect: the instance, where it stores what, and the keys of what callers enter."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.connect import Instance, SecurityKey, StorageConfig
from golive.facts.storage import SecretParameter
from golive.facts.words import AWS_OWNED
from golive.model import Unknown
from golive.template.keys import key
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

INSTANCE = "AWS::Connect::Instance"
TARGETS = {
    "S3": ("S3Config.BucketName", "AWS::S3::Bucket"),
    "KINESIS_STREAM": ("KinesisStreamConfig.StreamArn", "AWS::Kinesis::Stream"),
    "KINESIS_FIREHOSE": (
        "KinesisFirehoseConfig.FirehoseArn",
        "AWS::KinesisFirehose::DeliveryStream",
    ),
    "KINESIS_VIDEO_STREAM": ("KinesisVideoStreamConfig.Prefix", ""),
}
KEYS = {
    "S3": "S3Config.EncryptionConfig.KeyId",
    "KINESIS_VIDEO_STREAM": "KinesisVideoStreamConfig.EncryptionConfig.KeyId",
}


@reads(Instance, INSTANCE)
def instance(resource: Resource) -> Mapping[str, Field]:
    return {
        "alias": resource.name("InstanceAlias"),
        "identity": resource.word("IdentityManagementType"),
        "flow_logs": resource.flag("Attributes.ContactflowLogs"),
        "contact_lens": resource.flag("Attributes.ContactLens"),
    }


@reads(StorageConfig, "AWS::Connect::InstanceStorageConfig")
def storage_config(resource: Resource) -> Mapping[str, Field]:
    """A stream is encrypted by its own settings; an association has no key for it."""
    kind = resource.word("StorageType")
    return {
        "instance": resource.where("InstanceArn", INSTANCE),
        "resource_type": resource.word("ResourceType"),
        "storage_type": kind,
        "target": _target(resource, kind),
        "key": _key(resource, kind),
    }


def _target(resource: Resource, kind: Field) -> Field:
    if kind.value not in TARGETS:
        unknown = isinstance(kind.value, Unknown)
        return kind if unknown else kind._replace(value=Unknown(f"StorageType is {kind.value}"))
    path, type_ = TARGETS[str(kind.value)]
    return resource.where(path, type_)


def _key(resource: Resource, kind: Field) -> Field:
    if isinstance(kind.value, Unknown):
        return kind
    path = KEYS.get(str(kind.value))
    return key(resource, path, AWS_OWNED) if path else Field("", AWS_OWNED)


@reads(SecretParameter, "Custom::InputKeyPair")
def secret_parameter(resource: Resource) -> Mapping[str, Field]:
    return {
        "name": resource.name("ParameterName"),
        "type": resource.word("ParameterType"),
        "key": key(resource, "KeyArn", AWS_OWNED),
        "maker": resource.where("ServiceToken", "AWS::Lambda::Function"),
    }


@reads(SecurityKey, "AWS::Connect::SecurityKey")
def security_key(resource: Resource) -> Mapping[str, Field]:
    return {"instance": resource.where("InstanceId", INSTANCE), "pair": resource.where("Key")}
