"""Who can give itself anything is told apart."""

from __future__ import annotations

import pytest

from golive.access.administrators import administrators
from golive.access.identities import Identity
from tests.access.made import IAM, OTHERS, PLACE, USER, allow, deny, judge, role, user

ADMIN = role(
    allow("*"), trust={"Service": "cloudformation.amazonaws.com"}, arn=f"{IAM}:role/deployed"
)
ROOT = {PLACE.root: "is the account's root user"}


@pytest.mark.parametrize(
    "who",
    [
        user(allow("*")),
        user(allow("iam:*")),
        user(allow("iam:PutUserPolicy", f"{IAM}:user/*")),
        user(allow(["iam:CreatePolicyVersion"], "arn:aws:iam::*:policy/*")),
        user(allow("*"), boundary=(allow("*"),)),
        user(allow("*"), deny("s3:*")),
    ],
)
def test_whoever_changes_what_iam_allows_is_one(who: Identity) -> None:
    """By one of the ways to do it, for all users, roles or policies."""
    assert administrators(judge(who)) == ROOT | {USER: "may change what IAM allows"}


@pytest.mark.parametrize(
    "who",
    [
        user(allow("iam:Get*")),
        user({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}),
        user(allow("iam:PutRolePolicy", f"{IAM}:role/mine-*")),
        user(allow("iam:*", Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}})),
        user(allow("*"), deny("iam:*")),
        user(allow("*"), boundary=(allow("s3:*"),)),
    ],
)
def test_whoever_may_less_is_judged_by_what_it_may(who: Identity) -> None:
    """A part, a condition, a deny or a boundary: no exception is made for it."""
    assert administrators(judge(who)) == ROOT


def test_whoever_hands_such_a_role_to_a_service_is_one() -> None:
    """As the CDK's deployment role does; a role that people assume is none to hand on."""
    passes = user(allow("iam:PassRole", ADMIN.arn))
    found = administrators(judge(ADMIN, passes))
    assert found[USER] == "may pass deployed to a service"
    people = role(allow("*"), trust={"AWS": OTHERS}, arn=ADMIN.arn)
    assert USER not in administrators(judge(people, passes))
