"""Integrations and conditions, in the declared test window and in no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from golive.account import Account
from golive.facts.tested import AllowedFunctions, Conditions, Integrations
from golive.model import Fact, Unknown
from golive.plain import plain
from tests.account.canned import Answer, Answers, Canned, refused
from tests.account.concerns.tested import FUNCTIONS, GONE, METRICS, POLICY, PROFILE, RUNS
from tests.account.good import NOW, answers, environment

START = datetime(2026, 11, 1, tzinfo=UTC)
FIRST = f"{RUNS} t1"


def fact(
    kind: type[Fact],
    changes: Answers | None = None,
    now: datetime = NOW,
    declared: Mapping[str, Any] | None = None,
) -> Any:
    """The fact of the instance as data, at another time or of another environment."""
    target = environment().model_copy(update=dict(declared or {}))
    side = Account(Canned(answers(changes)), target, now)
    side.find()
    found = side.facts(kind)
    assert not isinstance(found, Unknown)
    [seen] = found
    return plain(seen.fact)


def run(began: datetime, seconds: int = 60, status: str = "PASSED") -> dict[str, Any]:
    return {
        "TestCaseExecutionId": str(began),
        "TestCaseId": "t1",
        "StartTime": began,
        "EndTime": began + timedelta(seconds=seconds),
        "TestCaseExecutionStatus": status,
    }


def passed(*runs: dict[str, Any], **more: Any) -> bool:
    """Whether the first condition has passed in the window, with these executions."""
    found = fact(Conditions, {FIRST: {"TestCaseExecutions": list(runs)}}, **more)
    return found["conditions"][0]["last_passed"] is not None


def test_the_window_is_half_open() -> None:
    """What begins with the window counts, what ends with it doesn't."""
    assert passed(run(START))
    assert not passed(run(START - timedelta(seconds=1)))
    end = environment().launch.test_window.end
    later = end + timedelta(days=1)
    assert passed(run(end - timedelta(minutes=5)), now=later)
    assert not passed(run(end - timedelta(seconds=60)), now=later)


def test_what_still_runs_has_not_passed() -> None:
    """Only the status PASSED is a pass."""
    for status in ("INITIATED", "IN_PROGRESS", "STOPPED", "FAILED"):
        assert not passed(run(START + timedelta(hours=1), status=status))


def test_every_page_of_executions_is_read() -> None:
    """A pass on the last page is found; pages without end are unknown."""

    def page(asked: Mapping[str, Any]) -> Any:
        if asked.get("NextToken") == "2":
            return {"TestCaseExecutions": [run(START)]}
        token = str(int(asked.get("NextToken", "0")) + 1)
        return {"TestCaseExecutions": [], "NextToken": token}

    table: dict[str, Answer] = {FIRST: page}
    assert fact(Conditions, table)["conditions"][0]["last_passed"] is not None
    endless: dict[str, Answer] = {FIRST: {"TestCaseExecutions": [], "NextToken": "again"}}
    assert "more than 5000 executions" in fact(Conditions, endless)["unknown"]


def test_before_the_window_nothing_is_known() -> None:
    """A test that is still to come has not failed."""
    early = START - timedelta(hours=1)
    assert "test window begins at 2026-11-01 00:00 UTC" in fact(Conditions, now=early)["unknown"]
    [use] = fact(Integrations, now=early)["integrations"]
    assert "test window begins at" in use["invocations"]["unknown"]
    assert (use["exists"], use["allowed"]) == (True, True)


def test_counts_are_of_the_window() -> None:
    """Invocations and errors are summed over its hours."""
    [use] = fact(Integrations)["integrations"]
    assert (use["invocations"], use["errors"]) == (200, 1)


def test_a_metric_that_was_not_read_is_unknown() -> None:
    """A partial answer of CloudWatch is no count."""
    results: list[dict[str, Any]] = [
        {"Id": "invocations0", "StatusCode": "InternalError", "Timestamps": [], "Values": []}
    ]
    [use] = fact(Integrations, {METRICS: {"MetricDataResults": results}})["integrations"]
    assert "InternalError" in use["invocations"]["unknown"]


def test_a_function_is_the_same_by_name_version_and_arn() -> None:
    """The file may name the ARN, and the instance an alias, whose own policy counts then."""
    other = environment().integrations[0].model_copy(update={"function": f"{PROFILE}:live"})
    changes = {FUNCTIONS: {"LambdaFunctions": [f"{PROFILE}:live"]}}
    policy = {"lambda:GetPolicy": GONE, f"lambda:GetPolicy {PROFILE}:live": answers()[POLICY]}
    declared = {"integrations": [other]}
    [use] = fact(Integrations, changes | policy, declared=declared)["integrations"]
    assert (use["function"], use["allowed"]) == ("customer-profile", True)
    assert [statement["sid"] for statement in use["policy"]] == ["connect"]
    assert fact(AllowedFunctions, changes)["undeclared"] == []


def test_a_function_of_our_stacks_needs_no_declaration() -> None:
    """What is designed is reviewed."""
    ours = "arn:aws:lambda:us-east-1:111122223333:function:golive-function"
    found = fact(AllowedFunctions, {FUNCTIONS: {"LambdaFunctions": [PROFILE, ours]}})
    assert found["undeclared"] == []


def test_a_denied_policy_is_unknown_and_no_failure() -> None:
    """Whether Connect may invoke it can't be told; how often it did still can."""
    changes = {"lambda:GetPolicy": refused("AccessDeniedException")}
    [use] = fact(Integrations, changes)["integrations"]
    assert "lambda:GetPolicy was denied" in use["policy"]["unknown"]
    assert use["invocations"] == 200


@pytest.mark.parametrize(
    ("kind", "what"), [(Integrations, "integrations"), (Conditions, "conditions")]
)
def test_nothing_declared_is_unknown(kind: type[Fact], what: str) -> None:
    """An empty list is no proof that nothing is to be tested."""
    assert fact(kind, declared={what: []}) == {"unknown": f"the environment declares no {what}"}


def test_functions_without_a_declaration_are_told_all_the_same() -> None:
    """No integration declared, and one allowed: that one is undeclared."""
    nothing: dict[str, Answer] = {FUNCTIONS: {"LambdaFunctions": []}}
    none: dict[str, Any] = {"integrations": []}
    silent = fact(AllowedFunctions, nothing, declared=none)
    assert silent == {"unknown": "the environment declares no integrations"}
    assert fact(AllowedFunctions, declared=none)["undeclared"] == ["customer-profile"]
