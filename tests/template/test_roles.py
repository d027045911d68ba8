"""What a role may stands in it, beside it, and in what it names."""

from __future__ import annotations

from typing import Any

import pytest

from golive.controls import catalogue
from golive.facts.access import Role
from golive.judge import judge_one
from golive.model import Outcome, Text, gap_in
from golive.plain import raw
from tests.template.change import DROP, changed
from tests.template.good import GOOD
from tests.template.reading import NEVER, ref, seen, side

CONTROL = catalogue()["4.5-roles-reach-their-own"]
READ = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def judged(stack: dict[str, Any]) -> tuple[Outcome, str]:
    """What the control says of the one role of a stack."""
    [found] = judge_one(CONTROL, side(stack))
    return found.outcome, found.finding


def test_policies_of_three_places_are_read() -> None:
    """Inline, a managed policy that the role names, and a policy that names the role."""
    policies = raw(seen(side(GOOD), Role, "Role").fact, "policies")
    named = [policy.resources for policy in policies]
    objects = {name: (Text((ref(name, "Arn"), "/*")),) for name in ("Data", "Logs", "Audit")}
    log = (ref("FunctionLog", "Arn"),)
    assert named == [objects["Data"], log, objects["Logs"], objects["Audit"]]


PLACES = [
    ("Role", "Policies.0.PolicyDocument.Statement"),
    ("Shared", "PolicyDocument.Statement"),
    ("Beside", "PolicyDocument.Statement"),
]


@pytest.mark.parametrize(("logical", "path"), PLACES)
def test_what_is_added_in_any_of_them_is_found(logical: str, path: str) -> None:
    """A wider statement fails, one that can't be resolved is unknown."""
    outcome, finding = judged(changed(logical, path, READ))
    assert outcome is Outcome.FAIL
    assert finding.startswith("may s3:GetObject on ")
    assert judged(changed(logical, path, NEVER))[0] is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("logical", "path"),
    [
        ("Role", "Policies"),
        ("Role", "ManagedPolicyArns"),
        ("Role", "AssumeRolePolicyDocument"),
        ("Beside", "Roles"),
    ],
)
def test_what_cannot_be_resolved_is_unknown(logical: str, path: str) -> None:
    """Whatever names a policy, or who assumes the role."""
    assert judged(changed(logical, path, NEVER))[0] is Outcome.UNKNOWN


def test_a_role_that_other_accounts_assume_is_found() -> None:
    """Whoever its trust policy names is no service, and not of the account."""
    others = {**READ, "Action": "sts:AssumeRole", "Principal": {"AWS": "999999999999"}}
    outcome, finding = judged(changed("Role", "AssumeRolePolicyDocument.Statement", others))
    assert outcome is Outcome.FAIL
    assert finding == "can be assumed by AWS:arn:aws:iam::999999999999:root"


def test_a_policy_of_aws_is_not_taken_on_trust() -> None:
    """What a template doesn't show is found, but for what only reads settings."""
    path, start = "ManagedPolicyArns", "arn:aws:iam::aws:policy/"
    outcome, finding = judged(changed("Role", path, [f"{start}ReadOnlyAccess"]))
    assert (outcome, finding.split(",")[0]) == (Outcome.FAIL, f"holds {start}ReadOnlyAccess")
    config = changed("Role", path, [f"{start}service-role/AWS_ConfigRole"])
    assert judged(config) == (Outcome.PASS, "")


def test_a_role_without_policies_reaches_nothing() -> None:
    """And nothing about it is unknown."""
    fact = seen(side(changed("Role", "Policies", DROP)), Role, "Role").fact
    assert gap_in(raw(fact, "policies")) is None
