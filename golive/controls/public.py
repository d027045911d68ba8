"""Lines 4.5 and 4.6: nobody outside the account reaches a bucket."""

from __future__ import annotations

from golive.controls.control import Finding, control
from golive.controls.keys import own_account
from golive.controls.statements import of_account
from golive.facts import AccountBlock, Bucket, Named
from golive.model import Ref, Side

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
    account = own_account(side)
    for statement in filter(lambda s: s.allow, bucket.policy):
        strange = [str(p) for p in statement.principals if not _ours(p, account)]
        if strange or statement.inverted:
            who = ", ".join(strange) or "everyone but a few"
            return Finding("policy", f"allows {', '.join(statement.actions)} to {who}")
    return None


def _ours(principal: Named, account: str) -> bool:
    """A resource of ours, an AWS service, or a principal of this account."""
    text = str(principal)
    return isinstance(principal, Ref) or text.startswith("Service:") or of_account(text, account)


@control("4.5", Bucket, fix="Set ObjectOwnership to BucketOwnerEnforced.")
def bucket_without_acls(bucket: Bucket, side: Side) -> Finding | None:
    """Access is decided by policies alone: object ownership is the bucket owner's, ACLs are off."""
    if bucket.ownership != "BucketOwnerEnforced":
        return Finding(
            "ownership", f"has ObjectOwnership {bucket.ownership}, so ACLs can grant access"
        )
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
