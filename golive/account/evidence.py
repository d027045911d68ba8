"""What was found, kept in the account as evidence: put once, never changed or deleted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from golive.account.arns import BUCKET
from golive.account.side import Account
from golive.account.subjects import Estate
from golive.model import Unknown

CONSTRUCT = "Evidence"
NO_BUCKET = "the environment has no evidence bucket: its stack Data is not deployed"


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
    entry = written(folder, account.now, found)
    reply = account.session.call("s3:PutObject", Bucket=bucket, **entry)
    if reply.why:
        raise NotKept(reply.why)
    return f"s3://{bucket}/{entry['Key']}"


def written(folder: str, at: datetime, found: Mapping[str, Any]) -> dict[str, Any]:
    """Evidence as S3's PutObject takes it: its key, named after time and content, and its body."""
    body = json.dumps(found, sort_keys=True, ensure_ascii=False).encode()
    mark = hashlib.sha256(body).hexdigest()[:16]
    key = f"{folder}/{at:%Y%m%dT%H%M%SZ}-{mark}.json"
    return {"Key": key, "Body": body, "ContentType": "application/json"}


def bucket_of(account: Account) -> str:
    """The physical name of the bucket whose construct is called Evidence."""
    if isinstance(account.account, Unknown):
        raise NotKept(account.account.why)
    if gap := account.estate.gap():
        raise NotKept(gap.why)
    if found := bucket_in(account.estate):
        return found
    raise NotKept(NO_BUCKET)


def bucket_in(estate: Estate) -> str:
    """The same of an account's resources; empty where there is none."""
    buckets = (r for r in estate.of(BUCKET) if CONSTRUCT in r.path.split("/"))
    return next((bucket.physical for bucket in buckets), "")
