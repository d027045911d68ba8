"""Lines 4.5 and 4.6: nobody outside the account reaches a bucket, a table or a stream."""

from __future__ import annotations

from collections.abc import Iterable

from golive.controls.control import Finding, control
from golive.controls.keys import own_account
from golive.controls.references import foreign
from golive.controls.statements import outsiders
from golive.facts.storage import AccountBlock, Bucket, Statement, Stream, Table
from golive.model import Side

FLAGS = (
    "block_public_acls",
    "ignore_public_acls",
    "block_public_policy",
    "restrict_public_buckets",
)


@control(
    "4.5", Bucket, fix="Name the principals of this account; give a service its source conditions."
)
def bucket_principals(bucket: Bucket, side: Side) -> Finding | None:
    """A bucket policy allows nothing to anonymous callers or to other accounts."""
    return _lets_in("policy", bucket.policy, side)


@control("4.5", Bucket, fix="Let access points name principals of this account, or delete them.")
def access_point_principals(bucket: Bucket, side: Side) -> Finding | None:
    """No access point of a bucket allows anything to anonymous callers or to other accounts."""
    return _lets_in("doors", bucket.doors, side)


@control("4.5", Table, fix="Name the principals of this account in the table's own policy.")
def table_principals(table: Table, side: Side) -> Finding | None:
    """A table's own policy allows nothing to anonymous callers or to other accounts."""
    return _lets_in("policy", table.policy, side)


@control("4.5", Stream, fix="Name the principals of this account in the stream's own policy.")
def stream_principals(stream: Stream, side: Side) -> Finding | None:
    """A stream's own policy allows nothing to anonymous callers or to other accounts."""
    return _lets_in("policy", stream.policy, side)


def _lets_in(field: str, policy: Iterable[Statement], side: Side) -> Finding | None:
    account = own_account(side)
    for statement in filter(lambda s: s.allow, policy):
        if who := outsiders(statement, account):
            done = ", ".join(statement.actions)
            return Finding(field, f"allows {done} to {', '.join(who)}")
    return None


@control("4.5", Bucket, fix="Set ObjectOwnership to BucketOwnerEnforced.")
def bucket_without_acls(bucket: Bucket, side: Side) -> Finding | None:
    """Access is decided by policies alone: object ownership is the bucket owner's, ACLs are off."""
    if bucket.ownership != "BucketOwnerEnforced":
        return Finding(
            "ownership", f"has ObjectOwnership {bucket.ownership}, so ACLs can grant access"
        )
    return None


@control("4.5", Bucket, fix="Copy to a bucket of this environment's stacks, or take the rule away.")
def bucket_copied_to_ours(bucket: Bucket, side: Side) -> Finding | None:
    """S3 copies a bucket's objects nowhere, or into a bucket of this environment, which is judged
    too."""
    for place in bucket.copies_to:
        if foreign(place, Bucket, side):
            return Finding("copies_to", f"copies its objects to {place}, which no stack here has")
        side.one(Bucket, place)
    return None


@control("4.6", Bucket, fix="Set all four flags of PublicAccessBlockConfiguration.")
def bucket_blocks_public(bucket: Bucket, side: Side) -> Finding | None:
    """All four public-access blocks of every bucket are on."""
    return _open_flag(bucket)


@control("4.6", AccountBlock, fix="Set account_baseline.public_access to create, and deploy.")
def account_blocks_public(block: AccountBlock, side: Side) -> Finding | None:
    """All four public-access blocks of the account are on."""
    return _open_flag(block)


def _open_flag(block: Bucket | AccountBlock) -> Finding | None:
    open_ = [flag for flag in FLAGS if not getattr(block, flag)]
    return Finding(open_[0], f"leaves {', '.join(open_)} off") if open_ else None
