"""The newest run that verify kept in the account: who may read it is `access.operations`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from golive.register.calls import asking
from golive.register.errors import RegisterError
from golive.register.opening import physical_of

if TYPE_CHECKING:
    from golive.environment import Environment

LOGICAL = re.compile(r"Evidence[0-9A-F]{8}")
"""As the CDK names the bucket: construct id and a digest of its path."""
PREFIX = "verify/"
LOOKED_AT = 20
"""Runs of some lines only are passed over; so many are looked at."""


class NoEvidence(RegisterError):
    """No whole run is kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A run as it lies in the bucket: its address, and its bytes."""

    address: str
    body: bytes

    @property
    def run(self) -> dict[str, Any]:
        return json.loads(self.body)


def newest(environment: Environment, session: Any) -> Kept:
    """The newest whole verification; NoEvidence, or Denied."""
    stack = environment.stack("Data")
    bucket = physical_of(session, stack, "AWS::S3::Bucket", LOGICAL)
    if bucket is None:
        raise NoEvidence(f"{environment.name} has no evidence bucket: deploy {stack}")
    s3 = session.client("s3")
    with asking("s3:ListBucket"):
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=PREFIX)
        keys = sorted(row["Key"] for page in pages for row in page.get("Contents", ()))
    for key in reversed(keys[-LOOKED_AT:]):
        with asking("s3:GetObject"):
            body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        kept = Kept(f"s3://{bucket}/{key}", body)
        if not kept.run.get("only"):
            return kept
    raise NoEvidence(f"{environment.name} has no evidence of a whole verification: verify first")
