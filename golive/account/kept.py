"""What commands kept in the evidence bucket, by the folder that each has there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from golive.account.evidence import NO_BUCKET, bucket_in
from golive.account.reading import Reading
from golive.model import Gap


def newest(read: Reading, folder: str, most: int) -> list[Mapping[str, Any]]:
    """The newest `most` of a folder, the newest first: a key begins with its time.

    Gap where there is no bucket, or where one of them may not be read.
    """
    bucket = bucket_in(read.estate)
    if not bucket:
        raise Gap(NO_BUCKET)
    listed = read.ask("s3:ListObjectsV2", Bucket=bucket, Prefix=f"{folder}/").get("Contents", [])
    keys = sorted((row["Key"] for row in listed), reverse=True)[:most]
    return [_read(read.ask("s3:GetObject", Bucket=bucket, Key=key)["Body"]) for key in keys]


@lru_cache(32)
def _read(body: bytes) -> Mapping[str, Any]:
    """One object has entries of many subjects."""
    return json.loads(body)
