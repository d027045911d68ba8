"""A CloudTrail trail with its bucket and its log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import aws_cloudtrail as cloudtrail
from constructs import Construct

from baseline.bucket import AccessLogBucket, Bucket
from baseline.documents import Statement, allow
from baseline.keeping import keep
from baseline.key import Key
from baseline.log_group import LogGroup
from baseline.role import ServiceRole
from baseline.trail_filters import TrailFilters
from golive.environment import Environment

SERVICE = "cloudtrail.amazonaws.com"
Selector = cloudtrail.CfnTrail.AdvancedEventSelectorProperty
Field = cloudtrail.CfnTrail.AdvancedFieldSelectorProperty


class Trail(Construct):
    """Every Region, digests, our key, a log group that is searched; management events, and data
    events by prefix.

    `data_events` maps a CloudTrail resource type to the beginnings of ARNs that it records. The
    trail's own bucket must not begin with one of them. The key's policy must let CloudTrail in
    (`key_statements.trail`).
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        logs: AccessLogBucket,
        data_events: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(scope, id)
        self.key = key
        days = environment.retention.audit_days
        self.bucket = Bucket(
            self,
            f"{id}Bucket",
            environment=environment,
            key=key,
            logs=logs,
            days=days,
            audit=True,
            writer=lambda arn: delivery(arn, environment),
        )
        self.log_group = LogGroup(self, "Log", environment=environment, key=key)
        TrailFilters(self, "Searched", environment=environment, log_group=self.log_group)
        role = ServiceRole(
            self, "Role", service=SERVICE, statements=[log_delivery(self.log_group.log_group_arn)]
        )
        trail = cloudtrail.CfnTrail(
            self,
            "Trail",
            trail_name=environment.trail_name,
            is_logging=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            s3_bucket_name=self.bucket.bucket_name,
            kms_key_id=key.key_arn,
            cloud_watch_logs_log_group_arn=self.log_group.log_group_arn,
            cloud_watch_logs_role_arn=role.role_arn,
            advanced_event_selectors=[
                _management(),
                *(_data(*item) for item in data_events.items()),
            ],
        )
        trail.node.add_dependency(self.bucket.rules)
        for resource in (trail, role):
            resource.apply_removal_policy(keep(environment))


def delivery(bucket: str, environment: Environment) -> list[Statement]:
    """CloudTrail delivers the environment's trail (CloudTrail User Guide, Amazon S3 bucket
    policy for CloudTrail). The trail's ARN is built from its fixed name: a reference to the
    trail, which waits for this policy, would be a cycle."""
    trail = environment.arn("cloudtrail", f"trail/{environment.trail_name}")
    files = f"{bucket}/AWSLogs/{environment.account}/*"
    this = {"aws:SourceArn": trail}
    owned = {"s3:x-amz-acl": "bucket-owner-full-control", **this}
    return [
        allow(
            "TrailChecksAcl",
            ["s3:GetBucketAcl"],
            [bucket],
            service=SERVICE,
            conditions={"StringEquals": this},
        ),
        allow(
            "TrailWrites",
            ["s3:PutObject"],
            [files],
            service=SERVICE,
            conditions={"StringEquals": owned},
        ),
    ]


def log_delivery(group: str) -> Statement:
    """CloudTrail writes its own streams (CloudTrail User Guide, Role policy document for
    CloudTrail to use CloudWatch Logs for monitoring)."""
    return allow("WriteLog", ["logs:CreateLogStream", "logs:PutLogEvents"], [group])


def _management() -> Selector:
    """All management events: KMS, SSM and Connect calls are among them (PutEventSelectors)."""
    return Selector(
        name="management",
        field_selectors=[Field(field="eventCategory", equal_to=["Management"])],
    )


def _data(kind: str, prefixes: Sequence[str]) -> Selector:
    return Selector(
        name=kind,
        field_selectors=[
            Field(field="eventCategory", equal_to=["Data"]),
            Field(field="resources.type", equal_to=[kind]),
            Field(field="resources.ARN", starts_with=list(prefixes)),
        ],
    )
