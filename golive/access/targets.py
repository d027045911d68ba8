"""What is read of each kind of resource, and what a request for it carries.

Sources: Service Authorization Reference, actions of each service; KMS Developer Guide,
encryption context and kms:ViaService of each service.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from golive.access.clauses import Clause
from golive.access.conditions import Context

DataClass = Literal["contact_data", "secrets", "operations"]
BUCKET, TABLE, STREAM, PARAMETER = "bucket", "table", "stream", "parameter"


class Kind(NamedTuple):
    """The actions that read, what they act on below the ARN, the service, its context key."""

    actions: tuple[str, ...]
    below: tuple[str, ...]
    service: str
    context: str


KINDS = {
    BUCKET: Kind(("s3:GetObject", "s3:GetObjectVersion"), ("/*",), "s3", "aws:s3:arn"),
    TABLE: Kind(
        (
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:PartiQLSelect",
            "dynamodb:ExportTableToPointInTime",
        ),
        ("", "/index/*"),
        "dynamodb",
        "aws:dynamodb:tablename",
    ),
    STREAM: Kind(
        ("kinesis:GetRecords", "kinesis:SubscribeToShard"),
        ("", "/consumer/*"),
        "kinesis",
        "aws:kinesis:arn",
    ),
    PARAMETER: Kind(
        (
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:GetParametersByPath",
            "ssm:GetParameterHistory",
        ),
        ("",),
        "ssm",
        "parameter_arn",
    ),
}
OPENS = ("kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant", "kms:PutKeyPolicy")
"""What gives plaintext, or the right to get it."""
ADMINISTERS = {
    "iam:AttachRolePolicy": "role/*",
    "iam:PutRolePolicy": "role/*",
    "iam:UpdateAssumeRolePolicy": "role/*",
    "iam:AttachUserPolicy": "user/*",
    "iam:PutUserPolicy": "user/*",
    "iam:AttachGroupPolicy": "group/*",
    "iam:PutGroupPolicy": "group/*",
    "iam:CreatePolicyVersion": "policy/*",
    "iam:SetDefaultPolicyVersion": "policy/*",
}
"""Whoever may this of all of them can give itself anything."""
PASS = "iam:PassRole"
ACTIONS = (*(a for kind in KINDS.values() for a in kind.actions), *OPENS, *ADMINISTERS, PASS)


def parts(kind: str, arn: str) -> tuple[str, ...]:
    """What the actions that read something act on: any of these is enough.

    A parameter is read by the paths above it too (Systems Manager, GetParametersByPath).
    """
    if kind != PARAMETER:
        return tuple(arn + below for below in KINDS[kind].below)
    start, _, name = arn.partition(":parameter/")
    steps = name.split("/")
    paths = ["/".join(steps[: n + 1]) for n in reversed(range(len(steps)))]
    return tuple(f"{start}:parameter/{path}" for path in paths)


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """A KMS grant that opens; `bound` where a constraint narrows it."""

    grantee: str
    bound: bool


@dataclass(frozen=True, slots=True, eq=False)
class KeyUse:
    """A customer-managed key, and whom it lets in by itself."""

    name: str
    arn: str
    policy: tuple[Clause, ...]
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Something that holds data of a class; `key` None where no key of ours seals it.

    `policy` is its resource policy, `doors` are those of its access points.
    """

    name: str
    kind: str
    arn: str
    key: KeyUse | None
    policy: tuple[Clause, ...] = ()
    doors: tuple[Clause, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """What the actions that read it act on."""
        return parts(self.kind, self.arn)

    def sealed(self, region: str) -> Context:
        """What the service tells KMS when it opens this: a bucket key names the bucket."""
        kind = KINDS[self.kind]
        suffix = ".cn" if ":aws-cn:" in f":{self.arn}" or self.arn.startswith("arn:aws-cn:") else ""
        names = (self.arn, f"{self.arn}/*") if self.kind == BUCKET else (self.arn,)
        if self.kind == TABLE:
            names = (self.arn.rpartition("/")[2],)
        return {
            "kms:viaservice": (f"{kind.service}.{region}.amazonaws.com{suffix}",),
            f"kms:encryptioncontext:{kind.context}": names,
        }
