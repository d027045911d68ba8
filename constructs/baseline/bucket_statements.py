"""What the policy of a bucket says; each function names the AWS document that asks for it."""

from __future__ import annotations

from collections.abc import Mapping

from baseline.documents import Statement, allow, deny
from golive.environment import Environment

HEADER = "s3:x-amz-server-side-encryption"
KEY_HEADER = f"{HEADER}-aws-kms-key-id"


def tls_only(bucket: str) -> list[Statement]:
    """TLS 1.2 or newer (S3 User Guide, Security best practices; Policy examples, s3:TlsVersion)."""
    whole = [bucket, f"{bucket}/*"]
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    old = {"NumericLessThan": {"s3:TlsVersion": "1.2"}}
    return [
        deny("DenyPlainHttp", ["s3:*"], whole, conditions=plain),
        deny("DenyOldTls", ["s3:*"], whole, conditions=old),
    ]


def our_key_only(bucket: str, key: str) -> list[Statement]:
    """No put that names another algorithm or key (S3 User Guide, Using SSE-KMS).

    A put that names none passes: the bucket's default seals it, and writers rely on that.
    """
    return [
        _deny_put("DenyWrongAlgorithm", bucket, HEADER, "StringNotEquals", "aws:kms"),
        _deny_put("DenyWrongKey", bucket, KEY_HEADER, "ArnNotEquals", key),
    ]


def access_logs(bucket: str, environment: Environment) -> Statement:
    """S3 delivers access logs of this account's buckets (S3 User Guide, Enabling Amazon S3
    server access logging)."""
    mine: Mapping[str, str] = {"aws:SourceAccount": environment.account}
    return allow(
        "AccessLogDelivery",
        ["s3:PutObject"],
        [f"{bucket}/*"],
        service="logging.s3.amazonaws.com",
        conditions={"StringEquals": mine},
    )


def _deny_put(sid: str, bucket: str, header: str, differs: str, value: str) -> Statement:
    conditions = {"Null": {header: "false"}, differs: {header: value}}
    return deny(sid, ["s3:PutObject"], [f"{bucket}/*"], conditions=conditions)
