"""Every policy that a user or role holds is read, and none is passed over."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from hypothesis import given
from hypothesis import strategies as st

from golive.access.identities import Identity, identities
from golive.access.targets import ACTIONS
from golive.model import Gap
from tests.access.made import allow, judge, target

USER, ROLE = "arn:aws:iam::111122223333:user/one", "arn:aws:iam::111122223333:role/one"
MANAGED = "arn:aws:iam::111122223333:policy/p"
NAMED = [{"PolicyName": "p", "PolicyArn": MANAGED}]
BOUND = {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": MANAGED}


def text(*said: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(said)})


READ = text(allow(["s3:GetObject", "kms:Decrypt"]))


def details(
    user: dict[str, Any] | None = None, group: dict[str, Any] | None = None, *versions: Any
) -> dict[str, Any]:
    """An account with one user, perhaps in a group, and one managed policy."""
    shown = [{"Document": d, "IsDefaultVersion": default} for d, default in versions]
    groups = [{"GroupName": "g", **group}] if group else []
    member = {"GroupList": ["g"]} if group else {}
    return {
        "UserDetailList": [{"Arn": USER, "UserName": "one", **member, **(user or {})}],
        "GroupDetailList": groups,
        "RoleDetailList": [],
        "Policies": [{"Arn": MANAGED, "PolicyVersionList": shown}] if shown else [],
    }


def reads(given: dict[str, Any]) -> bool:
    """Whether the one user reads the bucket."""
    [who] = identities(given, ACTIONS)
    return bool(judge(who).reads(who, target()))


INLINE = {"UserPolicyList": [{"PolicyName": "own", "PolicyDocument": READ}]}
ATTACHED = {"AttachedManagedPolicies": NAMED}


def test_all_that_a_user_holds_counts() -> None:
    """Its own, what is attached to it, its group's own, and what is attached to the group."""
    assert reads(details(INLINE))
    assert reads(details(ATTACHED, None, (READ, True)))
    of_group = [{"PolicyName": "own", "PolicyDocument": READ}]
    assert reads(details({}, {"GroupPolicyList": of_group}))
    assert reads(details({}, ATTACHED, (READ, True)))
    assert not reads(details({}, {"GroupPolicyList": []}))


def test_only_the_default_version_of_a_policy_counts() -> None:
    """An older one that allowed more allows nothing any more."""
    nothing = text(allow("ec2:*"))
    assert not reads(details(ATTACHED, None, (READ, False), (nothing, True)))
    assert reads(details(ATTACHED, None, (nothing, False), (READ, True)))


def test_a_boundary_is_a_policy_that_must_allow_it_too() -> None:
    """One that allows nothing of this leaves nothing."""
    bounded = {**INLINE, "PermissionsBoundary": BOUND}
    assert not reads(details(bounded, None, (text(allow("ec2:*")), True)))
    assert reads(details(bounded, None, (text(allow("*")), True)))


@pytest.mark.parametrize("where", [ATTACHED, {"PermissionsBoundary": BOUND}])
def test_a_policy_that_is_not_shown_is_a_gap(where: dict[str, Any]) -> None:
    """What it allows can't be told."""
    with pytest.raises(Gap, match="names the policy"):
        identities(details(where), ACTIONS)


@given(st.one_of(st.text(max_size=20), st.sampled_from(['{"Statement": 1}', "[]", '"x"'])))
def test_a_policy_that_is_none_is_never_passed_over(document: str) -> None:
    """Whatever stands there instead: a gap, or a policy that says nothing at all."""
    user = {"UserPolicyList": [{"PolicyName": "own", "PolicyDocument": document}]}
    try:
        [who] = identities(details(user), ACTIONS)
    except Gap:
        return
    assert json.loads(document) in ({}, None)
    assert who.policies == ()


def test_botocore_s_own_form_of_a_policy_is_read() -> None:
    """IAM answers in URL-encoded JSON, which botocore makes an object of."""
    document = f"<PolicyDocument>{quote(READ)}</PolicyDocument><PolicyName>own</PolicyName>"
    role = (
        f"<Arn>{ROLE}</Arn><RoleName>one</RoleName>"
        f"<AssumeRolePolicyDocument>{quote(text())}</AssumeRolePolicyDocument>"
        f"<RolePolicyList><member>{document}</member></RolePolicyList>"
    )
    [who] = identities(
        answered(f"<RoleDetailList><member>{role}</member></RoleDetailList>"), ACTIONS
    )
    assert isinstance(who, Identity)
    assert judge(who).reads(who, target())


def answered(lists: str) -> Any:
    """What botocore makes of an answer of IAM."""
    rest = "".join(f"<{n}/>" for n in ("UserDetailList", "GroupDetailList", "Policies"))
    name = "GetAccountAuthorizationDetails"
    inner = f"<{name}Result>{lists}{rest}</{name}Result>"
    body = f"<{name}Response>{inner}</{name}Response>"
    session = botocore.session.get_session()
    session.set_credentials("a", "b")
    client: Any = session.create_client("iam", region_name="us-east-1")

    def answer(**_: Any) -> AWSResponse:
        response = AWSResponse("https://iam", 200, {}, None)  # pyright: ignore[reportArgumentType]
        response._content = body.encode()  # pyright: ignore[reportAttributeAccessIssue]
        return response

    client.meta.events.register("before-send", answer)
    return client.get_account_authorization_details()
