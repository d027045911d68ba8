"""Line 4.9: bucket policies let in TLS, encrypted puts, and this account's services only."""

from __future__ import annotations

from golive.controls.bucket_roles import is_audit_target, is_log_target
from golive.controls.control import Finding, control, first, subject_of
from golive.controls.keys import customer_key, other_key, own_account
from golive.controls.statements import arn_of, bound_to, covers, everyone, refuses_other
from golive.facts.connect import StorageConfig
from golive.facts.storage import Bucket, Statement
from golive.facts.words import Named
from golive.model import Side

HEADER = "s3:x-amz-server-side-encryption"


@control("4.9", Bucket, fix="Deny s3:* where aws:SecureTransport is false, on bucket and objects.")
def bucket_tls_only(bucket: Bucket, side: Side) -> Finding | None:
    """Requests without TLS are refused, for the bucket and for its objects."""
    arn = arn_of(subject_of(bucket, side))
    if any(refuses_plain_http(s) and covers(s, arn, f"{arn}/*") for s in bucket.policy):
        return None
    return Finding("policy", "does not refuse requests without TLS")


@control("4.9", Bucket, fix="Demand this account in aws:SourceAccount or aws:SourceArn.")
def bucket_services_bound(bucket: Bucket, side: Side) -> Finding | None:
    """A service may act on the bucket only for this account (confused deputy)."""
    account = own_account(side)
    for statement in filter(lambda s: s.allow, bucket.policy):
        service = any(str(p).startswith("Service:") for p in statement.principals)
        if service and not bound_to(statement, account):
            return Finding(
                "policy", f"allows {', '.join(statement.actions)} to a service for any account"
            )
    return None


@control(
    "4.9", Bucket, fix="Encrypt under our key, and deny puts that name another algorithm or key."
)
def bucket_encrypted_puts(bucket: Bucket, side: Side) -> Finding | None:
    """What is put is encrypted under our key; another algorithm or key is refused.

    The access-log bucket is SSE-S3 by the service's rule (S3 User Guide, server access
    logging), and CloudTrail's and Config's writers get no deny (their documented policies).
    """
    if bucket.encryption != "aws:kms":
        return None if is_log_target(bucket, side) else _not_kms(bucket)
    wrong = customer_key("key", bucket.key, side)
    if wrong or is_audit_target(bucket, side):
        return wrong
    given = {HEADER: "aws:kms", f"{HEADER}-aws-kms-key-id": bucket.key}
    objects = f"{arn_of(subject_of(bucket, side))}/*"
    return first(_refuses(bucket, objects, header, value) for header, value in given.items())


@control("4.9", StorageConfig, fix="Give the association an EncryptionConfig with the contact key.")
def stored_under_our_key(config: StorageConfig, side: Side) -> Finding | None:
    """What Connect stores in S3 is encrypted under our key, the one of its bucket, which is judged
    too."""
    if config.storage_type != "S3":
        return None
    bucket = side.one(Bucket, config.target)
    return first([customer_key("key", config.key, side), other_key("key", config.key, bucket)])


def refuses_plain_http(statement: Statement) -> bool:
    """The statement of the S3 security best practices, with no further condition."""
    false = {"bool": {"aws:securetransport": ("false",)}}
    found = {op.lower(): dict(keys) for op, keys in statement.conditions.items()}
    whole = any(action in ("s3:*", "*") for action in statement.actions)
    return not statement.allow and found == false and whole and everyone(statement)


def _refuses(bucket: Bucket, objects: str, header: str, value: Named) -> Finding | None:
    if any(refuses_other(s, header, value) and covers(s, objects) for s in bucket.policy):
        return None
    return Finding("policy", f"does not refuse puts with another {header}")


def _not_kms(bucket: Bucket) -> Finding:
    return Finding("encryption", f"is encrypted with {bucket.encryption}, not under a key of ours")
