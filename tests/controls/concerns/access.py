"""Who reaches the data: good facts, and what breaks each control."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from golive.access.export import CLASSES
from golive.facts.access import LISTED, Access, GivenPolicy, Reader, Role
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Fact, Text
from tests.controls.good import ACCOUNT, ROOT, ref, statement
from tests.controls.wrong import Wrong

LAMBDA = statement(
    "Lambda", principals=("Service:lambda.amazonaws.com",), actions=("sts:AssumeRole",)
)
OTHERS = statement(
    "Others", principals=("AWS:arn:aws:iam::999999999999:root",), actions=("sts:AssumeRole",)
)
OBJECTS = Text((ref("Data", "Arn"), "/*"))
WRITES = statement(
    "Writes",
    principals=(),
    actions=("s3:PutObject",),
    resources=(Text((ref("Data", "Arn"), "/*")),),
)


def reader(standing: str, *, sure: bool = True) -> Reader:
    return Reader(
        principal=f"arn:aws:iam::{ACCOUNT}:user/one",
        standing=standing,
        what=("Data/Recordings",),
        how=("its own policies",),
        sure=sure,
    )


def may(*actions: str, on: Any = "*", **more: Any) -> tuple[Any, ...]:
    """The policies of a role that may do this beside what it has to do."""
    said = statement("More", principals=(), actions=actions, resources=(on,))
    return (WRITES, replace(said, **more))


OURS: dict[str, str] = dict.fromkeys(CLASSES, LISTED)
LISTS = replace(WRITES, actions=("s3:ListBucket",), resources=(ref("Data", "Arn"),))
KNOWN = tuple(map(reader, ("approved", "ours", "service", "administrator")))
GOOD: dict[str, Fact] = {
    "Role": Role(name="golive-x-role", policies=(WRITES,), unread=(), trust=(LAMBDA,)),
    "Given": GivenPolicy(name="golive-x-given", policies=(LISTS,), roles=()),
    "Access": Access(contact_data=KNOWN, secrets=KNOWN, operations=KNOWN, by=OURS),
}
GIVEN = "4.5-policies-reach-their-own"
ROLES, NARROW = "4.5-roles-reach-their-own", "4.4-secrets-key-narrow"
ALLOWED = {"ArnLike": {"aws:principalarn": (f"arn:aws:iam::{ACCOUNT}:role/*",)}}
DENIED = statement(
    "Denied", allow=False, principals=(), actions=("s3:Get*",), resources=("arn:aws:s3:::other/*",)
)
WRONG: list[Wrong] = [
    ("4.5-contact-data-readers", "Access", {"contact_data": (*KNOWN, reader("unapproved"))}),
    ("4.5-contact-data-readers", "Access", {"contact_data": (reader("unapproved", sure=False),)}),
    ("4.5-operations-readers", "Access", {"operations": (*KNOWN, reader("unapproved"))}),
    ("4.4-secrets-readers", "Access", {"secrets": (*KNOWN, reader("unapproved"))}),
    (ROLES, "Role", {"policies": may("s3:GetObject")}),
    (ROLES, "Role", {"policies": may("S3:get*", on=Text((ref("Data", "Arn"), "/folder/*")))}),
    (ROLES, "Role", {"policies": may("*")}),
    (ROLES, "Role", {"policies": (*may("s3:GetObject"), DENIED)}),
    (
        ROLES,
        "Role",
        {"policies": may("iam:Pass", inverted=True, negated=("Action",))},
    ),
    (ROLES, "Role", {"policies": may("dynamodb:Query", on=ref("Table", "Arn"))}),
    (ROLES, "Role", {"policies": may("dynamodb:Scan", on="arn:aws:dynamodb:*:*:table/golive-*")}),
    (ROLES, "Role", {"policies": may("kinesis:GetRecords", on=ref("Stream", "Arn"))}),
    (
        ROLES,
        "Role",
        {"policies": may("ssm:Get*", on="arn:aws:ssm:*:*:parameter/golive/*")},
    ),
    (ROLES, "Role", {"policies": may("kms:Decrypt", on=ref("Key", "Arn"))}),
    (ROLES, "Role", {"policies": may("kms:CreateGrant", on=f"arn:aws:kms:*:{ACCOUNT}:key/*")}),
    *[
        (GIVEN, "Given", {"policies": policies})
        for policies in (
            may("s3:GetObject"),
            (LISTS, *may("kms:Decrypt", on=ref("Key", "Arn"))),
            (replace(LISTS, actions=("s3:DeleteObject",)),),
            (replace(LISTS, actions=("s3:List*", "s3:Put*")),),
            (replace(LISTS, actions=("s3:ListBucket",), inverted=True, negated=("Action",)),),
        )
    ],
    (ROLES, "Role", {"trust": (LAMBDA, OTHERS)}),
    (ROLES, "Role", {"unread": ("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",)}),
    (NARROW, "SecretsKey", {"policy": (ROOT,)}),
    (NARROW, "SecretsKey", {"policy": (statement("Any", actions=("kms:Decrypt",)),)}),
    (
        NARROW,
        "SecretsKey",
        {"policy": (statement("Some", actions=("kms:CreateGrant",), conditions=ALLOWED),)},
    ),
    (NARROW, "Secret", {"key": AWS_MANAGED}),
    (NARROW, "Secret", {"key": AWS_OWNED}),
    ("4.8-connect-may-seal", "Recordings", {"key": ref("SecretsKey")}),
    ("4.8-connect-may-seal", "Stream", {"key": ref("SecretsKey")}),
]
