"""Access Analyzer decides on what it analyzes, and on nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from golive.facts.access import ANALYZER, LISTED, PARTLY, Access
from golive.model import Basis, Unknown
from tests.account.canned import Answer, Answers, Canned
from tests.account.concerns.access import ANALYST, DETAILS, FINDING, USER, policy
from tests.account.good import account, changed

ANALYZERS, FINDINGS = "accessanalyzer:ListAnalyzers", "accessanalyzer:ListFindingsV2"
RULES = "analyzers.0.configuration.internalAccess.analysisRule.inclusions"
EVIDENCE = "arn:aws:s3:::golive-evidence"
MAY = changed(DETAILS, USER, policy("s3:GetObject", f"{EVIDENCE}/*"))
"""The analyst may read evidence, by our reading; its group has the key."""
NOTHING: dict[str, Answer] = {FINDINGS: {"findings": []}}


def listed(changes: Answers) -> Access:
    """The list of the one instance."""
    seen = account(changes).facts(Access)
    assert not isinstance(seen, Unknown)
    fact = seen[0].fact
    assert isinstance(fact, Access)
    return fact


def reached(changes: Answers) -> tuple[set[str], str]:
    """The principals that are not approved for contact data, and whose reading it is."""
    fact = listed(changes)
    found = {r.principal for r in fact.contact_data if r.standing == "unapproved"}
    return found, fact.by["contact_data"]


def test_what_it_does_not_find_is_not_reached() -> None:
    """It sees what narrows a policy; our reading of that bucket doesn't count."""
    assert reached(MAY | NOTHING) == (set(), PARTLY)


RULE: list[dict[str, Any]] = [
    {"resourceTypes": ["AWS::DynamoDB::Table"]},
    {"resourceArns": ["arn:aws:s3:::another"]},
    {"accountIds": ["999999999999"], "resourceTypes": ["AWS::S3::Bucket"]},
    {},
]


@pytest.mark.parametrize("rule", RULE)
def test_what_it_does_not_analyze_is_read_by_us(rule: dict[str, Any]) -> None:
    """A rule that is of another resource, type or account, or of none."""
    assert ANALYST in reached(MAY | NOTHING | changed(ANALYZERS, RULES, [rule]))[0]


@pytest.mark.parametrize(
    "rule", [{"resourceTypes": ["AWS::S3::Bucket"]}, {"accountIds": ["111122223333"]}]
)
def test_a_rule_includes_all_that_it_does_not_narrow(rule: dict[str, Any]) -> None:
    """All buckets, or all of an account."""
    assert reached(MAY | NOTHING | changed(ANALYZERS, RULES, [rule]))[0] == set()


@pytest.mark.parametrize(("member", "value"), [("status", "DISABLED"), ("type", "ACCOUNT")])
def test_an_analyzer_of_another_kind_says_nothing(member: str, value: str) -> None:
    """One that is not active, or looks for access from outside only."""
    found, by = reached(MAY | changed(ANALYZERS, f"analyzers.0.{member}", value))
    assert (found, by) == ({ANALYST}, LISTED)


def test_only_a_class_that_it_covers_as_a_whole_is_its_word() -> None:
    """One covered bucket makes no analysis; what seals private keys is never covered."""
    everything = changed(ANALYZERS, RULES, [{"accountIds": ["111122223333"]}])
    fact = listed(NOTHING | everything)
    assert fact.by == {"contact_data": PARTLY, "secrets": LISTED, "operations": ANALYZER}
    proving = {name for name in fact.by if fact.basis(name) is Basis.EVIDENCE}
    assert proving == {"operations"}
    assert fact.basis() is Basis.LISTED


DETAIL = "findingDetails.0.internalAccessDetails"


@pytest.mark.parametrize(
    ("action", "who"), [("s3:GetObject", {ANALYST}), ("s3:PutObject", set[str]())]
)
def test_what_it_finds_is_listed(action: str, who: set[str]) -> None:
    """Where the finding is of reading; whoever may only write is no reader."""
    details = {"action": [action], "principal": {"AWS": ANALYST}}
    assert reached(changed(FINDING, DETAIL, details)) == (who, PARTLY)


def test_findings_are_asked_of_our_resources_only() -> None:
    """And none is asked for where nothing of ours is analyzed."""
    side = account()
    side.facts(Access)
    assert isinstance(side.session, Canned)
    [asked] = [given for operation, given in side.session.asked if operation == FINDINGS]
    assert asked["filter"]["resource"] == {"eq": [EVIDENCE]}
    other = account(changed(ANALYZERS, RULES, [{"resourceArns": ["arn:aws:s3:::another"]}]))
    other.facts(Access)
    assert isinstance(other.session, Canned)
    assert FINDINGS not in [operation for operation, _ in other.session.asked]
