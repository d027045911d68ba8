"""How a physical id becomes an ARN and back, by CloudFormation type.

Source: Service Authorization Reference, resource types; the CloudFormation resource
reference says what Ref, the physical id, is.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where an account's resources are."""

    partition: str
    region: str
    account: str


KEY = "AWS::KMS::Key"
TABLE = "AWS::DynamoDB::Table"
GLOBAL_TABLE = "AWS::DynamoDB::GlobalTable"
BUCKET = "AWS::S3::Bucket"
STREAM = "AWS::Kinesis::Stream"
DELIVERY_STREAM = "AWS::KinesisFirehose::DeliveryStream"
LOG_GROUP = "AWS::Logs::LogGroup"
METRIC_FILTER = "AWS::Logs::MetricFilter"
FUNCTION = "AWS::Lambda::Function"
TRAIL = "AWS::CloudTrail::Trail"
RECORDER = "AWS::Config::ConfigurationRecorder"
CHANNEL = "AWS::Config::DeliveryChannel"
CONFIG_RULE = "AWS::Config::ConfigRule"
ALARM = "AWS::CloudWatch::Alarm"
COMPOSITE_ALARM = "AWS::CloudWatch::CompositeAlarm"
MUTE_RULE = "AWS::CloudWatch::AlarmMuteRule"
DASHBOARD = "AWS::CloudWatch::Dashboard"
TOPIC = "AWS::SNS::Topic"
SUBSCRIPTION = "AWS::SNS::Subscription"
ROLE = "AWS::IAM::Role"
MANAGED_POLICY = "AWS::IAM::ManagedPolicy"
INSTANCE = "AWS::Connect::Instance"
STORAGE_CONFIG = "AWS::Connect::InstanceStorageConfig"
SECURITY_KEY = "AWS::Connect::SecurityKey"
INPUT_KEY_PAIR = "Custom::InputKeyPair"
ACCOUNT_BLOCK = "Custom::AccountPublicAccessBlock"

ARNS = {
    KEY: "arn:{0.partition}:kms:{0.region}:{0.account}:key/",
    TABLE: "arn:{0.partition}:dynamodb:{0.region}:{0.account}:table/",
    GLOBAL_TABLE: "arn:{0.partition}:dynamodb:{0.region}:{0.account}:table/",
    BUCKET: "arn:{0.partition}:s3:::",
    STREAM: "arn:{0.partition}:kinesis:{0.region}:{0.account}:stream/",
    DELIVERY_STREAM: "arn:{0.partition}:firehose:{0.region}:{0.account}:deliverystream/",
    LOG_GROUP: "arn:{0.partition}:logs:{0.region}:{0.account}:log-group:",
    FUNCTION: "arn:{0.partition}:lambda:{0.region}:{0.account}:function:",
    TRAIL: "arn:{0.partition}:cloudtrail:{0.region}:{0.account}:trail/",
    ALARM: "arn:{0.partition}:cloudwatch:{0.region}:{0.account}:alarm:",
    COMPOSITE_ALARM: "arn:{0.partition}:cloudwatch:{0.region}:{0.account}:alarm:",
    MUTE_RULE: "arn:{0.partition}:cloudwatch:{0.region}:{0.account}:alarm-mute-rule:",
    ROLE: "arn:{0.partition}:iam::{0.account}:role/",
}
WHOLE = frozenset({INSTANCE, MANAGED_POLICY, TOPIC, SUBSCRIPTION})
"""The physical id is the ARN already."""


def arn_of(type_: str, physical: str, place: Place) -> str:
    """The ARN of a physical id; empty where the type has none that can be told."""
    if physical.startswith("arn:"):
        return plain_arn(physical)
    prefix = ARNS.get(type_)
    return prefix.format(place) + physical if prefix else ""


def name_of(type_: str, arn: str, place: Place) -> str:
    """What the service calls it: the ARN without what every one of the type begins with."""
    prefix = ARNS.get(type_, "").format(place)
    return plain_arn(arn).removeprefix(prefix) if prefix else arn


def plain_arn(arn: str) -> str:
    """A log group's ARN without `:*`, which some answers append."""
    return arn.removesuffix(":*") if ":log-group:" in arn else arn


def function_name(arn: str) -> str:
    """A function's own name in its ARN, without version or alias; a name as it is."""
    return arn.split(":")[6] if arn.startswith("arn:") else arn


def unqualified(arn: str) -> str:
    """A function's ARN without version or alias."""
    return ":".join(arn.split(":")[:7])
