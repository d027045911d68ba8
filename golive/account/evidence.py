"""What was found, kept in the account as evidence: put once, never changed or deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from golive.account.arns import BUCKET
from golive.account.side import Account
from golive.model import Unknown

CONSTRUCT = "Evidence"


class NotKept(Exception):
    """The evidence could not be put; the message says why."""


def keep(account: Account, run: Mapping[str, Any]) -> str:
    """Put a run of verify into the evidence bucket; gives its address, or raises NotKept."""
    return put(account, "verify", run)


def put(account: Account, folder: str, found: Mapping[str, Any]) -> str:
    """Put evidence below a folder of the bucket, named after its time and content.

    Gives its address, or raises NotKept.
    """
    bucket = bucket_of(account)
    body = json.dumps(found, sort_keys=True, ensure_ascii=False).encode()
    mark = hashlib.sha256(body).hexdigest()[:16]
    key = f"{folder}/{account.now:%Y%m%dT%H%M%SZ}-{mark}.json"
    kind = "application/json"
    reply = account.session.call(
        "s3:PutObject", Bucket=bucket, Key=key, Body=body, ContentType=kind
    )
    if reply.why:
        raise NotKept(reply.why)
    return f"s3://{bucket}/{key}"


def bucket_of(account: Account) -> str:
    """The physical name of the bucket whose construct is called Evidence."""
    if isinstance(account.account, Unknown):
        raise NotKept(account.account.why)
    if gap := account.estate.gap():
        raise NotKept(gap.why)
    for resource in account.estate.of(BUCKET):
        if CONSTRUCT in resource.path.split("/"):
            return resource.physical
    raise NotKept("the environment has no evidence bucket: its stack Data is not deployed")
