"""A function that flows may call and that no stack owns must log as ours do."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from golive.facts.audit import Function, LogGroup
from golive.judge import Judged, judge_side
from golive.model import Outcome, Unknown
from tests.account.canned import Answer, Answers, refused
from tests.account.concerns.access import DETAILS
from tests.account.good import KEY, account, answers

CONNECT = "connect:ListLambdaFunctions"
SETTINGS, GROUPS = "lambda:GetFunctionConfiguration", "logs:DescribeLogGroups"
OTHER = "arn:aws:lambda:us-east-1:111122223333:function:lookup"
OWN_GROUP = "/aws/lambda/lookup"
SUBJECT, MAY = "2.6.9-function-logs-kept", "2.6.9-function-may-log"
ROLE = "arn:aws:iam::111122223333:role/service-role/lookup"
SETTING: Answer = {
    "FunctionName": "lookup",
    "Role": ROLE,
    "Timeout": 3,
    "LastModified": "2026-11-23T10:00:00Z",
}


def group(**changes: object) -> Answers:
    """The function associated, and its log group with these settings."""
    made = {"logGroupName": OWN_GROUP, "kmsKeyId": KEY, "retentionInDays": 30} | changes
    kept = {name: value for name, value in made.items() if value is not None}
    return associated({"logGroups": [kept]})


def associated(groups: Answer) -> Answers:
    listed = {"LambdaFunctions": [f"{OTHER}:live", OTHER]}
    return {CONNECT: listed, f"{SETTINGS} lookup": SETTING, f"{GROUPS} {OWN_GROUP}": groups}


def judged(changes: Answers, control: str = SUBJECT) -> Judged | str:
    """What line 2.6.9 says of it, or why its functions can't be listed."""
    found = judge_side(catalogue()[control], account(changes))
    if isinstance(found, Unknown):
        return found.why
    [one] = [j for j in found if OTHER in str(j.seen.subject)]
    return one


def outcome(changes: Answers, control: str = SUBJECT) -> tuple[Outcome, str]:
    found = judged(changes, control)
    assert isinstance(found, Judged)
    return found.outcome, found.finding


def test_it_is_one_subject_whatever_alias_flows_call() -> None:
    """The version is none of the function's own; its group is found through it."""
    side = account(group())
    functions, groups = side.facts(Function), side.facts(LogGroup)
    assert not isinstance(functions, Unknown)
    assert not isinstance(groups, Unknown)
    assert [s.path for s in functions if "lookup" in s.path] == [OTHER]
    assert any(OWN_GROUP in s.path for s in groups)
    assert outcome(group()) == (Outcome.PASS, "")


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (group(retentionInDays=None), "keeps its log for ever"),
        (group(kmsKeyId=None), "aws-owned"),
        (associated({"logGroups": []}), "which is no log group of ours"),
    ],
)
def test_a_group_that_lambda_made_is_found(changes: Answers, finding: str) -> None:
    """Without an end, without a key, or not there until the function is called."""
    found, said = outcome(changes)
    assert found is Outcome.FAIL
    assert finding in said


def test_a_function_that_can_t_be_read_is_unknown() -> None:
    """And the log groups of the others still are told."""
    denied = {**group(), f"{SETTINGS} lookup": refused("AccessDeniedException")}
    found, said = outcome(denied)
    assert found is Outcome.UNKNOWN
    assert "lambda:GetFunctionConfiguration was denied" in said
    assert not isinstance(account(denied).facts(LogGroup), Unknown)


def test_functions_that_can_t_be_listed_are_no_pass() -> None:
    """Who is associated from outside can't be told."""
    denied = {CONNECT: refused("AccessDeniedException")}
    assert "connect:ListLambdaFunctions was denied" in str(judged(denied))
    assert CONNECT in answers()


def test_its_role_is_read_whatever_path_it_has() -> None:
    """A policy of AWS that lets it log is in the account's own listing."""
    assert outcome(group(), MAY) == (Outcome.PASS, "")


def test_a_role_that_can_t_be_read_is_unknown() -> None:
    """Who may log can't be told when nobody may list what roles hold."""
    found, said = outcome({**group(), DETAILS: refused("AccessDenied")}, MAY)
    assert found is Outcome.UNKNOWN
    assert "iam:GetAccountAuthorizationDetails was denied" in said
