"""The Connect instance, and all that is tied to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from golive.account.arns import INSTANCE, STORAGE_CONFIG
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.connect import Instance, StorageConfig
from golive.facts.words import AWS_OWNED, Where

TARGETS = {
    "S3": ("S3Config", "BucketName"),
    "KINESIS_STREAM": ("KinesisStreamConfig", "StreamArn"),
    "KINESIS_FIREHOSE": ("KinesisFirehoseConfig", "FirehoseArn"),
    "KINESIS_VIDEO_STREAM": ("KinesisVideoStreamConfig", "Prefix"),
}
TYPES = {
    "S3": "AWS::S3::Bucket",
    "KINESIS_STREAM": "AWS::Kinesis::Stream",
    "KINESIS_FIREHOSE": "AWS::KinesisFirehose::DeliveryStream",
    "KINESIS_VIDEO_STREAM": "AWS::KinesisVideo::Stream",
}


def instances(read: Reading) -> list[Resource]:
    """The stack's instance, else the one that the environment names by ARN or alias."""
    return read.estate.of(INSTANCE) or list(_unmanaged(read))


def _unmanaged(read: Reading) -> Iterable[Resource]:
    declared = read.environment.instance
    if declared.arn:
        yield read.estate.outside(INSTANCE, declared.arn)
        return
    for summary in read.ask("connect:ListInstances").get("InstanceSummaryList", []):
        if summary.get("InstanceAlias") == declared.alias:
            yield read.estate.outside(INSTANCE, summary["Arn"])


@reader(
    Instance,
    INSTANCE,
    find=instances,
    alias="Instance.InstanceAlias",
    identity="Instance.IdentityManagementType",
    flow_logs="Attributes[CONTACTFLOW_LOGS].Value",
    contact_lens="Attributes[CONTACT_LENS].Value",
)
def instance(read: Reading, subject: Resource) -> Instance:
    identifier = id_of(subject.physical)
    described = read.ask("connect:DescribeInstance", InstanceId=identifier)["Instance"]

    def attribute(name: str) -> bool:
        answer = read.ask("connect:ListInstanceAttributes", InstanceId=identifier)
        values = {a["AttributeType"]: a["Value"] for a in answer["Attributes"]}
        return str(values[name]).lower() == "true"

    return Instance(
        alias=described.get("InstanceAlias", ""),
        identity=described["IdentityManagementType"],
        flow_logs=read.part(lambda: attribute("CONTACTFLOW_LOGS")),
        contact_lens=read.part(lambda: attribute("CONTACT_LENS")),
    )


def id_of(instance_arn: str) -> str:
    """What the API calls the instance: the last part of its ARN."""
    return instance_arn.rsplit("/", 1)[-1]


def associations(read: Reading, instance_arn: str, resource_type: str) -> list[dict[str, Any]]:
    """The storage configs of one resource type."""
    answer = read.ask(
        "connect:ListInstanceStorageConfigs",
        InstanceId=id_of(instance_arn),
        ResourceType=resource_type,
    )
    return answer.get("StorageConfigs", [])


def resource_types(read: Reading) -> list[str]:
    """Every type that the API knows: what was associated by hand is found too."""
    model = read.session.client("connect").meta.service_model
    return list(model.shape_for("InstanceStorageResourceType").enum)


def associated(read: Reading) -> Iterable[Resource]:
    """Every storage config of the instance; of a stack or not."""
    ours = {resource.physical: resource for resource in read.estate.of(STORAGE_CONFIG)}
    for one in instances(read):
        for kind in resource_types(read):
            for config in associations(read, one.physical, kind):
                physical = f"{one.physical}|{config['AssociationId']}|{kind}"
                yield ours.get(physical) or read.estate.outside(STORAGE_CONFIG, physical)


@reader(
    StorageConfig,
    STORAGE_CONFIG,
    find=associated,
    storage_type="StorageConfigs[].StorageType",
    target="StorageConfigs[].*Config",
    key="StorageConfigs[].*Config.EncryptionConfig.KeyId",
)
def storage_config(read: Reading, subject: Resource) -> StorageConfig:
    instance_arn, identifier, resource_type = subject.physical.split("|")
    found = associations(read, instance_arn, resource_type)
    config = next((c for c in found if c["AssociationId"] == identifier), None)
    if config is None:
        raise Gone
    member, name = TARGETS[config["StorageType"]]
    held = config[member]
    return StorageConfig(
        instance=read.where(INSTANCE, instance_arn),
        resource_type=resource_type,
        storage_type=config["StorageType"],
        target=read.where(TYPES[config["StorageType"]], held[name]),
        key=read.part(lambda: _key(read, held)),
    )


def _key(read: Reading, held: Mapping[str, Any]) -> Where:
    """A stream has its own key: the association names none."""
    return read.key(held.get("EncryptionConfig", {}).get("KeyId"), AWS_OWNED)


def targets(read: Reading, storage_type: str, type_: str) -> Iterable[Resource]:
    """Where the instance stores, when no stack owns it."""
    member, name = TARGETS[storage_type]
    for one in instances(read):
        for kind in resource_types(read):
            for config in associations(read, one.physical, kind):
                if config["StorageType"] == storage_type:
                    where = read.where(type_, config[member][name])
                    if isinstance(where, str):
                        yield read.estate.outside(type_, where)
