"""Who reads a sealed bucket, as IAM and KMS decide it."""

from __future__ import annotations

from typing import Any

import pytest

from golive.access.answer import Answer
from golive.access.identities import Identity
from golive.access.targets import KINDS, PARAMETER, STREAM, TABLE, Grant, Target
from tests.access.made import (
    DATA,
    DELEGATED,
    IAM,
    KEY,
    OPEN,
    OTHERS,
    READ,
    REGION,
    ROLE,
    USER,
    VIA_S3,
    allow,
    deny,
    judge,
    role,
    target,
    user,
)

NO, POSSIBLY, YES = Answer.NO, Answer.POSSIBLY, Answer.YES
NAMED = {"Principal": {"AWS": USER}}
ADMINISTERS = allow(["kms:Describe*", "kms:Put*"], Principal={"AWS": f"{IAM}:root"})
LISTED = allow(
    "kms:Decrypt",
    Principal={"AWS": f"{IAM}:root"},
    Condition={"ArnEquals": {"aws:PrincipalArn": ROLE}},
)
SOMEWHERE = {"Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}
GRANT = (Grant(USER, bound=False),)

CASES: dict[str, tuple[Identity, Target, Answer]] = {
    "both halves": (user(READ, OPEN), target(), YES),
    "data alone": (user(READ), target(), NO),
    "the key alone": (user(OPEN), target(), NO),
    "everything": (user(allow("*")), target(), YES),
    "a folder": (user(allow("s3:Get*", f"{DATA}/a/*"), OPEN), target(), YES),
    "another bucket": (user(allow("s3:GetObject", "arn:aws:s3:::else/*"), OPEN), target(), NO),
    "the bucket, not its objects": (user(allow("s3:GetObject", DATA), OPEN), target(), NO),
    "under no key of ours": (user(READ), target(key=None), YES),
    "old versions": (user(allow("s3:GetObjectVersion"), OPEN), target(), YES),
    "a deny of all": (user(READ, OPEN, deny("s3:*")), target(), NO),
    "a deny of a folder": (user(READ, OPEN, deny("s3:*", f"{DATA}/a/*")), target(), POSSIBLY),
    "a deny that may hold": (user(READ, OPEN, deny("s3:*", **SOMEWHERE)), target(), POSSIBLY),
    "a deny of the key": (user(READ, OPEN, deny("kms:Decrypt")), target(), NO),
    "an allow that may hold": (user(READ, {**OPEN, **SOMEWHERE}), target(), POSSIBLY),
    "through S3": (user(READ, allow("kms:Decrypt", Condition=VIA_S3)), target(), YES),
    "through another service": (
        user(READ, allow("kms:Dec*", Condition={"StringLike": {"kms:ViaService": "rds.*"}})),
        target(),
        NO,
    ),
    "within another account's data": (
        user(
            allow("s3:*", Condition={"StringNotEquals": {"s3:ResourceAccount": "111122223333"}}),
            OPEN,
        ),
        target(),
        NO,
    ),
    "a boundary that allows less": (user(READ, OPEN, boundary=(READ,)), target(), NO),
    "a boundary that allows it": (user(READ, OPEN, boundary=(allow("*"),)), target(), YES),
    "a boundary that denies": (
        user(READ, OPEN, boundary=(allow("*"), deny("kms:*"))),
        target(),
        NO,
    ),
    "let in by the bucket": (user(OPEN), target(allow("s3:GetObject", f"{DATA}/*", **NAMED)), YES),
    "refused by the bucket": (
        user(READ, OPEN),
        target(deny("s3:*", f"{DATA}/*", Principal={"AWS": f"{IAM}:root"})),
        NO,
    ),
    "refused over plain HTTP only": (
        user(READ, OPEN),
        target(deny("s3:*", Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}})),
        YES,
    ),
    "a key that only administers": (user(READ, OPEN), target(key=(ADMINISTERS,)), NO),
    "a key that names others": (user(READ, OPEN), target(key=(ADMINISTERS, LISTED)), NO),
    "a key that names it": (user(READ), target(key=(allow("kms:Decrypt", **NAMED),)), YES),
    "whoever may rewrite the key": (
        user(READ, allow("kms:PutKeyPolicy")),
        target(key=(ADMINISTERS,)),
        YES,
    ),
    "whoever may grant": (user(READ, allow("kms:CreateGrant", KEY)), target(), YES),
    "a grant": (user(READ), target(key=(ADMINISTERS,), grants=GRANT), YES),
    "a grant that is bound": (
        user(READ),
        target(key=(ADMINISTERS,), grants=(Grant(USER, bound=True),)),
        POSSIBLY,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_user_reaches(name: str) -> None:
    """By its own policies and those of bucket and key, surely, possibly or not at all."""
    who, what, answer = CASES[name]
    assert judge(who).reads(who, what) is answer


def test_not_action_is_all_the_rest() -> None:
    """Power users may everything but IAM."""
    turned = {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}
    assert judge().reads(user(turned), target()) is YES
    kept = {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}
    assert judge().reads(user(READ, OPEN, kept), target()) is NO


def test_not_resource_is_all_the_rest() -> None:
    """A deny of everything else leaves what it names, an allow of everything else doesn't."""
    else_: dict[str, Any] = {"Effect": "Allow", "Action": "s3:*", "NotResource": f"{DATA}/*"}
    assert judge().reads(user(else_, OPEN), target()) is NO
    assert judge().reads(user({**else_, "NotResource": f"{DATA}/a"}, OPEN), target()) is YES
    refused = {**else_, "Effect": "Deny"}
    assert judge().reads(user(READ, OPEN, refused), target()) is YES


def test_everybody_that_is_named_is_listed() -> None:
    """By bucket, access point, key and grant, though the other half may be missing."""
    what = target(
        allow("s3:Get*", Principal={"AWS": OTHERS}),
        allow("s3:PutObject", Principal={"AWS": f"{IAM}:role/writer"}),
        deny("s3:*", Principal="*"),
        key=(DELEGATED, allow("kms:Decrypt", Principal={"Service": "x.amazonaws.com"})),
        grants=(Grant(ROLE, bound=True),),
        doors=(allow("s3:GetObject", Principal={"AWS": USER}),),
    )
    found = judge()
    assert what.key is not None
    assert list(found.readers(what)) == [
        (OTHERS, "the policy of Data/Recordings", YES),
        (USER, "an access point of Data/Recordings", YES),
    ]
    assert list(found.holders(what.key)) == [
        ("Service:x.amazonaws.com", "the policy of Data/Key", YES),
        (ROLE, "a grant on Data/Key", POSSIBLY),
    ]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ({"Principal": "*"}, "everyone"),
        ({"NotPrincipal": {"AWS": USER}}, "everyone but a few"),
        (
            {"Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": "1"}}},
            "everyone in 1",
        ),
        (
            {"Principal": {"AWS": "*"}, "Condition": {"ArnLike": {"aws:PrincipalArn": ROLE}}},
            ROLE,
        ),
    ],
)
def test_everybody_is_said_as_narrow_as_conditions_make_it(said: Any, who: str) -> None:
    """A statement for all that demands a caller speaks of that caller."""
    what = target({"Effect": "Allow", "Action": "s3:*", "Resource": "*", **said})
    assert [way.principal for way in judge().readers(what)] == [who]


ELSEWHERE: list[tuple[str, str, str, str]] = [
    (TABLE, "dynamodb:Query", "table/t", "table/t/index/by-name"),
    (STREAM, "kinesis:SubscribeToShard", "stream/s", "stream/s/consumer/reader:1"),
    (PARAMETER, "ssm:GetParametersByPath", "parameter/golive/x/input/a", "parameter/golive/x"),
]


@pytest.mark.parametrize(("kind", "action", "name", "part"), ELSEWHERE)
def test_what_is_read_by_a_part_of_it_is_read(kind: str, action: str, name: str, part: str) -> None:
    """By an index, a consumer or a path above; a deny of that part leaves the rest."""
    start = f"arn:aws:x:{REGION}:111122223333:"
    what = Target(name, kind, start + name, None)
    assert judge().reads(user(allow(action, start + part)), what) is YES
    assert judge().reads(user(allow(action, f"{start}else/*")), what) is NO
    both = user(allow(KINDS[kind].actions[0], start + name), deny("*", start + part))
    assert judge().reads(both, what) is YES


def test_a_role_reads_as_a_user_does() -> None:
    """Its trust policy says who becomes it, not what it may."""
    one = role(READ, OPEN, trust={"Service": "lambda.amazonaws.com"})
    assert judge(one).reads(one, target()) is YES
    narrow = target(key=(ADMINISTERS, LISTED))
    assert judge(one).reads(one, narrow) is YES
