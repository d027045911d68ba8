"""Buckets: what a template says of encryption, ownership, logging, lifecycle, lock and tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.adapters.provisioner import NOTHING, Properties, keep, some, true
from sandbox.emulator import needs
from sandbox.inprocess import account, client, region

S3 = needs("services.s3", "_resolve_sse_write_headers", "_bucket_default_sse_headers")
LOCKS = needs("services.s3", "_bucket_object_lock")._bucket_object_lock
KEY = "x-amz-server-side-encryption-aws-kms-key-id"


def replay(bucket: str, new: Properties, old: Properties) -> None:
    """Put each configuration through the S3 API; what a template dropped is deleted."""
    api = client("s3")
    for name, (put, member, translate, delete) in CONFIGURATIONS.items():
        if name in new:
            getattr(api, put)(Bucket=bucket, **{member: translate(new[name])})
        elif name in old and delete:
            getattr(api, delete)(Bucket=bucket)
        elif name in old:
            getattr(api, put)(Bucket=bucket, **{member: {}})
    if true(new.get("ObjectLockEnabled")):
        LOCKS.setdefault(bucket, {"enabled": True, "default_retention": None})
        if rule := new.get("ObjectLockConfiguration", NOTHING).get("Rule"):
            lock = {"ObjectLockEnabled": "Enabled", "Rule": _numbers(rule)}
            api.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=lock)


def encryption(value: Properties) -> Properties:
    """BucketEncryption as the API has it."""
    rules = [
        {
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
            "BucketKeyEnabled": true(rule.get("BucketKeyEnabled")),
        }
        for rule in value["ServerSideEncryptionConfiguration"]
    ]
    return {"Rules": rules}


def logging(value: Properties) -> Properties:
    """LoggingConfiguration as the API has it."""
    target = {"TargetBucket": value["DestinationBucketName"]}
    return {"LoggingEnabled": target | {"TargetPrefix": value.get("LogFilePrefix", "")}}


def lifecycle(value: Properties) -> Properties:
    """LifecycleConfiguration as the API has it."""
    return {"Rules": [_rule(number, rule) for number, rule in enumerate(value["Rules"])]}


def _rule(number: int, rule: Properties) -> Properties:
    same = ("Status", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload")
    made = _numbers(some(rule, *same))
    made |= {"ID": rule.get("Id", f"rule-{number}"), "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if moves := rule.get("Transitions"):
        made["Transitions"] = [
            {"Days": int(m["TransitionInDays"]), "StorageClass": m["StorageClass"]} for m in moves
        ]
    return made


def _numbers(value: Any) -> Any:
    """CloudFormation hands numbers over as words."""
    if isinstance(value, dict):
        return {k: _numbers(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return int(value) if isinstance(value, str) and value.isdigit() else value


CONFIGURATIONS: dict[str, tuple[str, str, Callable[[Any], Any], str]] = {
    "BucketEncryption": (
        "put_bucket_encryption",
        "ServerSideEncryptionConfiguration",
        encryption,
        "delete_bucket_encryption",
    ),
    "LoggingConfiguration": ("put_bucket_logging", "BucketLoggingStatus", logging, ""),
    "LifecycleConfiguration": (
        "put_bucket_lifecycle_configuration",
        "LifecycleConfiguration",
        lifecycle,
        "delete_bucket_lifecycle",
    ),
    "OwnershipControls": (
        "put_bucket_ownership_controls",
        "OwnershipControls",
        dict,
        "delete_bucket_ownership_controls",
    ),
    "Tags": (
        "put_bucket_tagging",
        "Tagging",
        lambda tags: {"TagSet": tags},
        "delete_bucket_tagging",
    ),
}

_resolve = S3._resolve_sse_write_headers


def encrypted(headers: dict[str, str], bucket: str) -> Any:
    """As on AWS: `aws:kms` without a key means the bucket's default, else aws/s3."""
    if headers.get("x-amz-server-side-encryption") == "aws:kms" and not headers.get(KEY):
        own = f"arn:aws:kms:{region()}:{account()}:alias/aws/s3"
        headers = {**headers, KEY: S3._bucket_default_sse_headers(bucket).get(KEY) or own}
    return _resolve(headers, bucket)


S3._resolve_sse_write_headers = encrypted
keep("AWS::S3::Bucket", replay)
