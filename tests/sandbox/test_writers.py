"""Deployed bucket and key policies let each writer in, and nobody who looks like one."""

from __future__ import annotations

import pytest

from sandbox.judge import KEY, SSE
from tests.sandbox.account import Account, Refused

WRITERS = ("cloudtrail", "config", "config-role", "access-logs", "firehose", "connect")
OTHER_TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/other"
OTHER_KEY = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000"
OTHER_ROLE = "arn:aws:iam::111122223333:role/other"
OTHER = "999988887777"
WRONG = {
    "another trail": ("cloudtrail", {"keys": {"aws:SourceArn": OTHER_TRAIL}}),
    "a trail without its ACL": ("cloudtrail", {"headers": {"x-amz-acl": ""}}),
    "a trail's encryption context": (
        "cloudtrail",
        {"context": {"aws:cloudtrail:arn": f"arn:aws:cloudtrail:us-east-1:{OTHER}:trail/x"}},
    ),
    "Config of another account": ("config", {"keys": {"aws:SourceAccount": OTHER}}),
    "Config without its ACL": ("config", {"headers": {"x-amz-acl": ""}}),
    "access logs of another account": ("access-logs", {"keys": {"aws:SourceAccount": OTHER}}),
    "a delivery's other role": ("firehose", {"role": OTHER_ROLE}),
    "a delivery under SSE-S3": ("firehose", {"headers": {SSE: "AES256"}}),
    "a delivery under another key": ("firehose", {"headers": {KEY: OTHER_KEY}}),
    "a recording of another role": ("connect", {"role": OTHER_ROLE}),
    "a recording under SSE-S3": ("connect", {"headers": {SSE: "AES256"}}),
    "a recording under another key": ("connect", {"headers": {KEY: OTHER_KEY}}),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_is_let_in(deployed: Account, writer: str) -> None:
    """As AWS documents its principal, source, headers and encryption context."""
    placed = deployed.play(writer)
    s3 = deployed.client("s3")
    assert s3.head_object(Bucket=placed["bucket"], Key=placed["key"])["ContentLength"] > 0


@pytest.mark.parametrize("who", WRONG)
def test_someone_else_is_not(deployed: Account, who: str) -> None:
    """Another source, account, header, key or role is refused, and nothing is stored."""
    writer, changes = WRONG[who]
    with pytest.raises(Refused, match="may not"):
        deployed.play(writer, **changes)
