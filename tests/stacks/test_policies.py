"""Each policy statement has its source in docs/policies.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from golive.environments import names
from golive.project import ROOT
from tests.stacks.reading import Templates

PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
ROW = re.compile(r"\| `([^`]+)` \| .+ \| \[[^\]]+\]\((https://[^)]+)\) \|")
SECTIONS = {
    "AWS::KMS::Key": "Keys",
    "AWS::S3::BucketPolicy": "Buckets",
    "AWS::SNS::TopicPolicy": "Topics",
    "AWS::SQS::QueuePolicy": "Queues",
    "AWS::IAM::Role": "Roles",
    "AWS::IAM::ManagedPolicy": "Managed policies",
}
OWN_TABLE = "Verify"
"""How the statements begin whose reasons stand in golive/account/rights.toml."""
Named = tuple[str, str]


def sourced() -> dict[Named, str]:
    """The source of each statement of the page, by section and Sid."""
    found: dict[Named, str] = {}
    for section in PAGE.split("\n## ")[1:]:
        title, *lines = section.splitlines()
        rows = [line for line in lines if line.startswith("| `")]
        matches = [ROW.fullmatch(line) for line in rows]
        assert all(matches), f"{title}: a row has no link"
        found |= {(title, m[1]): m[2] for m in matches if m}
    return found


def documents(resource: Any) -> Iterator[Any]:
    """The policies of a resource, but for its trust policy."""
    properties = resource["Properties"]
    yield from (p["PolicyDocument"] for p in properties.get("Policies", []))
    yield from (properties[key] for key in ("KeyPolicy", "PolicyDocument") if key in properties)


def stated(templates: Templates, name: str) -> Iterator[Named]:
    """Section and Sid of each statement of an environment's templates."""
    for stack in templates(name).values():
        for resource in stack["Resources"].values():
            section = SECTIONS.get(resource["Type"])
            for document in documents(resource):
                assert section, f"{resource['Type']} has a policy that the page has no section for"
                sids = (statement.get("Sid", "") for statement in document["Statement"])
                yield from ((section, sid) for sid in sids if not sid.startswith(OWN_TABLE))
            trust = resource["Properties"].get("AssumeRolePolicyDocument", {"Statement": []})
            yield from (("Trust", trusted(s["Principal"])) for s in trust["Statement"])


def trusted(principal: Any) -> str:
    """The service that may assume a role, or `account` for the account's own principals."""
    return principal.get("Service") or principal["AWS"].rpartition(":")[2].replace(
        "root", "account"
    )


def test_every_statement_has_its_source_and_no_source_is_left_over(templates: Templates) -> None:
    """The page and the templates of all environments say the same, both ways."""
    assert {named for name in names() for named in stated(templates, name)} == set(sourced())


@pytest.mark.parametrize("name", names())
def test_a_sid_stands_once_in_a_policy(name: str, templates: Templates) -> None:
    """So that a finding, or an AWS console, names one statement."""
    for stack in templates(name).values():
        for resource in stack["Resources"].values():
            for document in documents(resource):
                sids = [statement["Sid"] for statement in document["Statement"]]
                assert len(sids) == len(set(sids))


@pytest.mark.parametrize("name", names())
def test_roles_name_what_they_act_on(name: str, templates: Templates) -> None:
    """`*` is the resource of statements only whose action knows no resource."""
    anywhere = {
        statement["Sid"]
        for stack in templates(name).values()
        for resource in stack["Resources"].values()
        if resource["Type"] == "AWS::IAM::Role"
        for document in documents(resource)
        for statement in document["Statement"]
        if statement["Resource"] == "*"
    }
    assert anywhere == {"SetAccountBlock", "PutVerdicts", "PutCriterion"}
