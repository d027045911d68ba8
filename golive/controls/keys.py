"""What the controls ask of a key, wherever it is used."""

from __future__ import annotations

from golive.controls.control import Finding
from golive.controls.references import resource_of
from golive.controls.statements import may_decrypt, strangers
from golive.facts.storage import Bucket, Key
from golive.facts.words import AWS_MANAGED, AWS_OWNED, Where
from golive.model import Gap, Side, Unknown


def customer_key(field: str, where: Where, side: Side) -> Finding | None:
    """Whether data under this key is sealed by a key of ours that works (KMS, key concepts)."""
    if where in (AWS_OWNED, AWS_MANAGED):
        return Finding(
            field, f"is encrypted under an {where} key, not under a customer-managed one"
        )
    key = side.one(Key, where)
    if key.manager != "CUSTOMER":
        return Finding(field, "is encrypted under an AWS-managed key, not a customer-managed one")
    if key.state != "Enabled":
        return Finding(field, f"is encrypted under a key that is {key.state}")
    if key.usage != "ENCRYPT_DECRYPT":
        return Finding(field, f"names a key for {key.usage}, which can't encrypt")
    return _closed(field, key, side)


def other_key(field: str, where: Where, bucket: Bucket) -> Finding | None:
    """Whether puts into a bucket name another key than its own, which its policy refuses."""
    if bucket.encryption != "aws:kms" or resource_of(where) == resource_of(bucket.key):
        return None
    return Finding(field, "names another key than its bucket's, which refuses what that seals")


def _closed(field: str, key: Key, side: Side) -> Finding | None:
    """Whoever may decrypt is of the account, or a service: a key open to others seals nothing."""
    for statement in filter(may_decrypt, key.policy):
        if who := strangers(statement, own_account(side)):
            return Finding(field, f"is encrypted under a key that {', '.join(who)} may use")
    return None


def own_region(side: Side) -> str:
    """The Region's code; Gap where the side can't know it."""
    if isinstance(side.region, Unknown):
        raise Gap(side.region.why)
    return side.region


def own_account(side: Side) -> str:
    """The account's 12 digits; Gap where the side can't know them."""
    if isinstance(side.account, Unknown):
        raise Gap(side.account.why)
    return side.account
