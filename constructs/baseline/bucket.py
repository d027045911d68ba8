"""S3 buckets: of data, of an audit service, and of access logs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aws_cdk import Duration
from aws_cdk import aws_s3 as s3
from constructs import Construct

from baseline.bucket_statements import access_logs, our_key_only, tls_only
from baseline.documents import Statement, document
from baseline.keeping import keep
from baseline.key import Key
from golive.environment import Environment

Writer = Callable[[str], Sequence[Statement]]
"""What a service may do with the bucket of this ARN."""

RECOVERABLE = Duration.days(7)
"""How long a deleted object can be restored, and an unfinished upload resumed."""


class AccessLogBucket(s3.Bucket):
    """Takes the access logs of the other buckets: SSE-S3, for the service writes no other."""

    def __init__(self, scope: Construct, id: str, *, environment: Environment) -> None:
        days = environment.retention.audit_days
        encryption = s3.BucketEncryption.S3_MANAGED
        super().__init__(scope, id, encryption=encryption, **_closed(environment, days))
        arn = self.bucket_arn
        self.rules = _rules(self, environment, [*tls_only(arn), access_logs(arn, environment)])


class Bucket(s3.Bucket):
    """Under our key, private, versioned, access-logged; each object is kept for `days`.

    Refuses puts that name another algorithm or key, and allows what `writer` says of its ARN.
    An `audit` bucket, which CloudTrail or Config writes to, refuses no put: their documented
    policies have no such deny. `locked` holds what was written for as long as
    `retention.evidence_lock` says.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        logs: AccessLogBucket,
        days: int,
        name: str | None = None,
        writer: Writer = lambda arn: [],
        audit: bool = False,
        locked: bool = False,
    ) -> None:
        super().__init__(
            scope,
            id,
            bucket_name=name,
            encryption=s3.BucketEncryption.KMS,
            encryption_key=key,  # pyright: ignore[reportArgumentType]
            bucket_key_enabled=True,
            **_closed(environment, days),
            **(_lock(environment) if locked and not environment.destroy else {}),
        )
        _log_access(self, logs, f"{id.lower()}/")
        arn = self.bucket_arn
        refused = [] if audit else our_key_only(arn, key.key_arn)
        self.rules = _rules(self, environment, [*tls_only(arn), *refused, *writer(arn)])


def _closed(environment: Environment, days: int) -> dict[str, Any]:
    """What every bucket has, whatever encrypts it."""
    return {
        "block_public_access": s3.BlockPublicAccess.BLOCK_ALL,
        "object_ownership": s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        "versioned": True,
        "removal_policy": keep(environment),
        "lifecycle_rules": [
            s3.LifecycleRule(
                id="end",
                expiration=Duration.days(days),
                noncurrent_version_expiration=RECOVERABLE,
                abort_incomplete_multipart_upload_after=RECOVERABLE,
            ),
            s3.LifecycleRule(id="markers", expired_object_delete_marker=True),
        ],
    }


def _lock(environment: Environment) -> dict[str, Any]:
    lock = environment.retention.evidence_lock
    modes = {
        "governance": s3.ObjectLockRetention.governance,
        "compliance": s3.ObjectLockRetention.compliance,
    }
    return {
        "object_lock_enabled": True,
        "object_lock_default_retention": modes[lock.mode](Duration.days(lock.days)),
    }


def _log_access(bucket: s3.Bucket, logs: AccessLogBucket, prefix: str) -> None:
    """By the plain property: the construct's own way would add a statement for each bucket.

    S3 may refuse a target that doesn't let the logging service in yet (S3 API Reference, Error
    responses, InvalidTargetBucketForLogging), so the bucket waits for the target's policy.
    """
    plain, rules = bucket.node.default_child, logs.rules.node.default_child
    assert isinstance(plain, s3.CfnBucket)
    assert isinstance(rules, s3.CfnBucketPolicy)
    plain.add_resource_dependency(rules)
    plain.logging_configuration = s3.CfnBucket.LoggingConfigurationProperty(
        destination_bucket_name=logs.bucket_name, log_file_prefix=prefix
    )


def _rules(
    bucket: s3.Bucket, environment: Environment, statements: Sequence[Statement]
) -> s3.BucketPolicy:
    """Kept as long as the bucket: without it, what is retained would be open to plain HTTP."""
    return s3.BucketPolicy(
        bucket,
        "Policy",
        bucket=bucket,
        document=document(*statements),
        removal_policy=keep(environment),
    )
