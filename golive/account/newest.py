"""The newest whole run that was kept, found by its key: a run's time is its name's beginning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

PREFIX = "verify/"
DAYS = (1, 30)
"""How far back is looked: first what is usual, then what is worth showing at all."""
MOST = 20
"""Runs opened in search of a whole one: a run of some lines says nothing of the plan."""


def newest(s3: Any, bucket: str, now: datetime) -> dict[str, Any] | None:
    """The run, or None where none of the last month judged every line; `s3` is boto3's."""
    for days in DAYS:
        keys = islice(reversed(_keys(s3, bucket, now - timedelta(days=days))), MOST)
        if found := next(_whole(s3, bucket, keys), None):
            return found
    return None


def _keys(s3: Any, bucket: str, since: datetime) -> list[str]:
    """In the order of time, for S3 lists keys in theirs (ListObjectsV2)."""
    after = f"{PREFIX}{since:%Y%m%dT%H%M%SZ}"
    pages = s3.get_paginator("list_objects_v2")
    listed = pages.paginate(Bucket=bucket, Prefix=PREFIX, StartAfter=after)
    return [row["Key"] for page in listed for row in page.get("Contents", [])]


def _whole(s3: Any, bucket: str, keys: Iterator[str]) -> Iterator[dict[str, Any]]:
    for key in keys:
        run = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
        if not run["only"]:
            yield run
