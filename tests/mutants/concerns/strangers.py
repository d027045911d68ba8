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
PARTNER = {"AWS": "arn:aws:iam::999999999999:root"}
WHO: tuple[object, ...] = (PARTNER, "*", {"AWS": "999999999999"}, NOWHERE)


def lets(who: object) -> dict[str, Any]:
    """A policy of a resource's own that lets somebody in."""
    said = {"Effect": "Allow", "Principal": who, "Action": "*", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [said]}


def beside(control: str, kind: str, **properties: Any) -> Mutant:
    """A resource of Data that gives another one a policy."""
    made = {"Type": kind, "Properties": properties}
    return Mutant(control, "", "", "Resources.Beside", made, "Data")


DOOR, TABLE, STREAM = (f"4.5-{name}-principals" for name in ("access-point", "table", "stream"))
TRACES = "Properties.ResourcePolicy"
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
    *[
        Mutant(TABLE, "AWS::DynamoDB::Table", "ContactEvidence", TRACES, {"PolicyDocument": said})
        for said in (*map(lets, WHO), NOWHERE)
    ],
    *[
        beside(
            STREAM,
            "AWS::Kinesis::ResourcePolicy",
            ResourceArn=Other("ContactRecords", "Arn"),
            ResourcePolicy=said,
        )
        for said in (*map(lets, WHO), NOWHERE)
    ],
    *[
        beside(DOOR, "AWS::S3::AccessPoint", Bucket=Other("Recordings"), Policy=said)
        for said in (*map(lets, WHO), NOWHERE)
    ],
]
UNREAD = {
    DOOR: "our stacks make no access point",
    STREAM: "our stacks give no stream a policy of its own",
}
