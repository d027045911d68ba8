"""Which buckets take logs: other rules hold for them."""

from __future__ import annotations

from collections.abc import Iterable

from golive.controls.control import listing
from golive.controls.keys import own_account
from golive.controls.references import resource_of
from golive.controls.services import serves
from golive.facts.audit import Channel, Trail
from golive.facts.storage import Bucket
from golive.facts.words import Where
from golive.model import Gap, Side

LOGGING = "Service:logging.s3.amazonaws.com"


def is_log_target(bucket: Bucket, side: Side) -> bool:
    """Whether another bucket's server access logs are delivered to it."""
    others = [b.logs_to for _, b in listing(side, Bucket) if b is not bucket]
    return _target_of(bucket, others, side)


def is_audit_target(bucket: Bucket, side: Side) -> bool:
    """Whether CloudTrail or Config delivers to it."""
    trails = [t.bucket for _, t in listing(side, Trail)]
    return _target_of(bucket, trails + [c.bucket for _, c in listing(side, Channel)], side)


def no_logs_taken(target: Bucket, side: Side) -> str:
    """Why server access logs can't be delivered to a bucket; empty when they can.

    S3 User Guide, enabling server access logging: default encryption is SSE-S3, and the
    logging service is let in by the policy, or by an ACL where ACLs are on.
    """
    if target.encryption != "AES256":
        return f"is encrypted with {target.encryption}: access logs can't be delivered there"
    if serves(target.policy, LOGGING, "s3:PutObject", own_account(side)):
        return ""
    if target.ownership != "BucketOwnerEnforced":
        raise Gap("whether an ACL of the log bucket lets access logs in is not read")
    return "does not let access logs in"


def _target_of(bucket: Bucket, targets: Iterable[Where | None], side: Side) -> bool:
    """Whether one of these names the bucket; a side gives the same fact for the same subject."""
    wanted = {resource_of(target) for target in targets if target is not None}
    subjects = [seen.subject for seen, b in listing(side, Bucket) if b is bucket]
    return any(subject in wanted for subject in subjects) or bucket.name in wanted
