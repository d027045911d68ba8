"""What an account can answer that gives strangers data, or a copy of it or of a private key."""

from __future__ import annotations

from typing import Any

from tests.account.canned import Answers
from tests.account.concerns.access import policy
from tests.account.concerns.leftovers import deployed
from tests.account.good import KNOWN

COPIED, MADE = "4.5-bucket-copied-to-ours", "4.2-pair-is-made-by-ours"
STRANGER = "arn:aws:lambda:us-east-1:999999999999:function:pairs"


def replicated(*buckets: str, **destination: str) -> Answers:
    """A bucket whose rules, all of them on, copy to these buckets."""
    rules: list[Any] = [
        {"Status": "Enabled", "Destination": {"Bucket": f"arn:aws:s3:::{bucket}", **destination}}
        for bucket in buckets
    ]
    found = {"Role": "arn:aws:iam::111122223333:role/copies", "Rules": rules}
    return {"s3:GetBucketReplication golive-audit": {"ReplicationConfiguration": found}}


def made_by(token: object) -> Answers:
    """A key pair that was deployed with this function behind it."""
    return deployed("Associations", "PairA", Properties=KNOWN["PairA"] | {"ServiceToken": token})


OTHERS = {
    "Policy": policy("*", Principal={"AWS": "arn:aws:iam::999999999999:root"}),
}
"""A policy of a resource's own that lets another account in."""
WRONG: list[tuple[str, Answers]] = [
    (COPIED, replicated("strangers-bucket")),
    (COPIED, replicated("strangers-bucket", Account="999999999999")),
    (COPIED, replicated("golive-logs", "strangers-bucket")),
    ("4.5-access-point-principals", {"s3control:GetAccessPointPolicy": OTHERS}),
    ("4.5-table-principals", {"dynamodb:GetResourcePolicy": OTHERS}),
    ("4.5-stream-principals", {"kinesis:GetResourcePolicy": OTHERS}),
    (MADE, made_by(STRANGER)),
    (MADE, made_by("arn:aws:lambda:us-east-1:111122223333:function:somebodys")),
]
