"""The AWS Config recorder with its channel, its bucket and its rules."""

from __future__ import annotations

from aws_cdk import aws_config as config
from aws_cdk import aws_iam as iam
from constructs import Construct

from baseline.bucket import AccessLogBucket, Bucket
from baseline.documents import Statement, allow
from baseline.keeping import keep
from baseline.key import Key
from baseline.role import ServiceRole
from golive.environment import Environment

SERVICE = "config.amazonaws.com"
NAME = "default"
"""There is one recorder and one channel, and neither can be renamed."""
MANAGED = "service-role/AWS_ConfigRole"


class Recorder(Construct):
    """Records every type from its creation on, and delivers under our key, a snapshot each day.

    Recorder and channel wait for each other inside CloudFormation, so neither may depend on the
    other; rules depend on the recorder (CloudFormation User Guide,
    AWS::Config::ConfigurationRecorder). The key's policy must let Config in
    (`key_statements.config`).
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        logs: AccessLogBucket,
    ) -> None:
        super().__init__(scope, id)
        days = environment.retention.audit_days
        bucket = Bucket(
            self,
            f"{id}Bucket",
            environment=environment,
            key=key,
            logs=logs,
            days=days,
            audit=True,
            writer=lambda arn: delivery(arn, environment),
        )
        role = ServiceRole(
            self,
            "Role",
            service=SERVICE,
            account=environment.account,
            managed=[iam.ManagedPolicy.from_aws_managed_policy_name(MANAGED)],
            statements=role_delivery(bucket.bucket_arn, key.key_arn, environment),
        )
        self.recorder = config.CfnConfigurationRecorder(
            self,
            "Recorder",
            name=NAME,
            role_arn=role.role_arn,
            recording_group=config.CfnConfigurationRecorder.RecordingGroupProperty(
                all_supported=True, include_global_resource_types=True
            ),
        )
        channel = config.CfnDeliveryChannel(
            self,
            "Channel",
            name=NAME,
            s3_bucket_name=bucket.bucket_name,
            s3_kms_key_arn=key.key_arn,
            config_snapshot_delivery_properties=config.CfnDeliveryChannel.ConfigSnapshotDeliveryPropertiesProperty(
                delivery_frequency="TwentyFour_Hours"
            ),
        )
        channel.node.add_dependency(bucket.rules)
        for resource in (self.recorder, channel, role):
            resource.apply_removal_policy(keep(environment))

    def rule(self, identifier: str) -> None:
        """A managed rule; periodic ones run once a day."""
        name = identifier.replace("_", " ").title().replace(" ", "")
        source = config.CfnConfigRule.SourceProperty(owner="AWS", source_identifier=identifier)
        rule = config.CfnConfigRule(self, name, source=source)
        rule.add_resource_dependency(self.recorder)


def delivery(bucket: str, environment: Environment) -> list[Statement]:
    """Config delivers this account's files (Config Developer Guide, Permissions for the Amazon
    S3 bucket for the AWS Config delivery channel)."""
    mine = {"aws:SourceAccount": environment.account}
    files = f"{bucket}/AWSLogs/{environment.account}/Config/*"
    owned = {"s3:x-amz-acl": "bucket-owner-full-control", **mine}
    return [
        allow(
            "ConfigChecksBucket",
            ["s3:GetBucketAcl", "s3:ListBucket"],
            [bucket],
            service=SERVICE,
            conditions={"StringEquals": mine},
        ),
        allow(
            "ConfigWrites",
            ["s3:PutObject"],
            [files],
            service=SERVICE,
            conditions={"StringEquals": owned},
        ),
    ]


def role_delivery(bucket: str, key: str, environment: Environment) -> list[Statement]:
    """What the managed policy lacks (Config Developer Guide, Permissions for the IAM role
    assigned to AWS Config). Each object is put with its ACL."""
    puts = ["s3:PutObject", "s3:PutObjectAcl"]
    files = f"{bucket}/AWSLogs/{environment.account}/Config/*"
    owned = {"s3:x-amz-acl": "bucket-owner-full-control"}
    return [
        allow("CheckBucket", ["s3:GetBucketAcl", "s3:ListBucket"], [bucket]),
        allow("Write", puts, [files], conditions={"StringLike": owned}),
        allow("Seal", ["kms:Decrypt", "kms:GenerateDataKey"], [key]),
    ]
