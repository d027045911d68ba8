"""Names and ARNs in answers, and the resources that they are."""

from __future__ import annotations

import pytest

from golive.account import arns
from golive.account.arns import ARNS, Place, arn_of, name_of
from golive.account.stacks import Resource, Stack
from golive.account.subjects import Estate
from golive.model import Ref, Text, Unknown

PLACE = Place("aws", "eu-central-1", "111122223333")
HERE = "eu-central-1:111122223333"
FOREIGN = "arn:aws:kms:us-east-1:999999999999:key/k-1"


def estate(*rows: tuple[str, str, str]) -> Estate:
    """A stack of logical ids, types and physical ids."""
    resources = tuple(Resource(Ref("s", name), type_, id_, name) for name, type_, id_ in rows)
    return Estate([Stack("s", True, resources)], PLACE)


OURS = estate(
    ("Bucket", arns.BUCKET, "b"),
    ("Table", arns.TABLE, "t"),
    ("Key", arns.KEY, "k-1"),
    ("Group", arns.LOG_GROUP, "/g"),
    ("Topic", arns.TOPIC, f"arn:aws:sns:{HERE}:topic"),
    ("Role", arns.ROLE, "r"),
)


@pytest.mark.parametrize("type_", ARNS)
def test_a_name_and_its_arn_are_one(type_: str) -> None:
    """The ARN that is made of a physical id gives the physical id back."""
    arn = arn_of(type_, "some-name", PLACE)
    assert arn.startswith("arn:aws:")
    assert name_of(type_, arn, PLACE) == "some-name"


@pytest.mark.parametrize(
    ("type_", "value", "logical"),
    [
        (arns.BUCKET, "b", "Bucket"),
        (arns.BUCKET, "arn:aws:s3:::b", "Bucket"),
        (arns.TABLE, f"arn:aws:dynamodb:{HERE}:table/t", "Table"),
        (arns.KEY, "k-1", "Key"),
        (arns.KEY, f"arn:aws:kms:{HERE}:key/k-1", "Key"),
        (arns.LOG_GROUP, "/g", "Group"),
        (arns.LOG_GROUP, f"arn:aws:logs:{HERE}:log-group:/g:*", "Group"),
        (arns.TOPIC, f"arn:aws:sns:{HERE}:topic", "Topic"),
    ],
)
def test_what_is_ours_is_a_reference(type_: str, value: str, logical: str) -> None:
    """A name, an id or an ARN, whatever the service answers with."""
    assert OURS.where(type_, value) == Ref("s", logical)


@pytest.mark.parametrize(
    ("type_", "value", "arn"),
    [
        (arns.BUCKET, "t", "arn:aws:s3:::t"),
        (arns.TABLE, "b", f"arn:aws:dynamodb:{HERE}:table/b"),
        (arns.KEY, FOREIGN, FOREIGN),
    ],
)
def test_what_is_not_ours_is_an_arn(type_: str, value: str, arn: str) -> None:
    """A bucket called like our table, or a key of another account, is somebody else's."""
    assert OURS.where(type_, value) == arn
    outside = OURS.resource(type_, value)
    assert outside is not None
    assert outside.ref == Ref("account", arn)


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("arn:aws:s3:::b", Ref("s", "Bucket", "Arn")),
        ("arn:aws:s3:::b/*", Text((Ref("s", "Bucket", "Arn"), "/*"))),
        ("arn:aws:s3:::b2/*", "arn:aws:s3:::b2/*"),
        (
            f"arn:aws:dynamodb:{HERE}:table/t/index/*",
            Text((Ref("s", "Table", "Arn"), "/index/*")),
        ),
        (f"arn:aws:logs:{HERE}:log-group:/g:*", Ref("s", "Group", "Arn")),
        ("arn:aws:iam::111122223333:role/r", Ref("s", "Role", "Arn")),
        ("*", "*"),
        (7, 7),
    ],
)
def test_an_arn_in_a_policy_is_a_reference(value: object, named: object) -> None:
    """The longest part that is ours becomes a reference, and what follows stays."""
    assert OURS.named(value) == named


def test_a_reference_that_no_stack_has_is_no_resource() -> None:
    """Following it must end in a gap, not in a guess."""
    assert OURS.resource(arns.BUCKET, Ref("s", "Nothing")) is None


def test_a_stack_that_can_not_be_listed_leaves_a_gap() -> None:
    """One listing that was denied, and nobody knows what is ours."""
    denied = Unknown("denied")
    assert Estate([Stack("s", True, denied)], PLACE).gap() == denied
    assert OURS.gap() is None
