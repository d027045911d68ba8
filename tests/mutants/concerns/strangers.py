"""What would give strangers a copy: of objects, or of a private key."""

from __future__ import annotations

from typing import Any

from tests.mutants.mutant import DELETE, NOWHERE, Mutant, Other

COPIED, MADE = "4.5-bucket-copied-to-ours", "4.2-pair-is-made-by-ours"
BUCKET, PAIR = "AWS::S3::Bucket", "Custom::InputKeyPair"
STRANGER = "arn:aws:s3:::strangers-bucket"
TOKEN = "Properties.ServiceToken"
PAIRS = "arn:aws:lambda:us-east-1:999999999999:function:pairs"


def to(bucket: object, status: object = "Enabled", **more: Any) -> dict[str, Any]:
    """A rule that copies objects."""
    return {"Status": status, "Prefix": "", "Destination": {"Bucket": bucket, **more}}


RULES = (
    [to(STRANGER)],
    [to(STRANGER, Account="999999999999")],
    [to({"Fn::GetAtt": ["Nothing", "Arn"]})],
    [to(NOWHERE)],
    [to(STRANGER, NOWHERE)],
    [to(STRANGER, "Disabled"), to(STRANGER)],
    NOWHERE,
)
ROLE = "arn:aws:iam::111122223333:role/copies"
MUTANTS = [
    *[
        Mutant(
            COPIED,
            BUCKET,
            bucket,
            "Properties.ReplicationConfiguration",
            {"Role": ROLE, "Rules": rules},
        )
        for bucket in ("Recordings", "Evidence")
        for rules in RULES
    ],
    *[
        Mutant(MADE, PAIR, "PairA", TOKEN, maker)
        for maker in (PAIRS, PAIRS.replace("999999999999", "111122223333"), NOWHERE, DELETE)
    ],
    Mutant(MADE, PAIR, "PairA", TOKEN, Other("InputKeysRole", "Arn")),
]
