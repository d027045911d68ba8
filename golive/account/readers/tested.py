"""Integrations and conditions in the declared test window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from golive.account.arns import FUNCTION, INSTANCE, function_name, unqualified
from golive.account.metrics import Point, Query, Window, points, tested, total
from golive.account.readers import centre
from golive.account.readers.instance import id_of
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading, known
from golive.account.stacks import Resource
from golive.declared.centre import Integration
from golive.declared.proofs import Condition
from golive.facts.storage import Statement
from golive.facts.tested import (
    AllowedFunctions,
    ConditionRun,
    Conditions,
    Integrations,
    IntegrationUse,
)
from golive.model import Gap

METRICS = ("Invocations", "Errors")
MOST_PAGES = 50
"""Of executions of one test case, 100 a page: whoever has more must narrow them."""
ENDED = ("PASSED", "FAILED")


@reader(Integrations, INSTANCE, integrations="LambdaFunctions[], MetricDataResults[]")
def integrations(read: Reading, subject: Resource) -> Integrations:
    declared = read.declared(read.environment.integrations, "integrations")
    allowed = {function_name(arn): arn for arn in centre.functions(read, subject.physical)}
    series = read.part(lambda: _series(read, declared))

    def of(number: int, one: Integration) -> IntegrationUse:
        name = function_name(one.function)
        return IntegrationUse(
            name=one.name,
            function=name,
            exists=read.part(lambda: _exists(read, name)),
            allowed=name in allowed,
            policy=read.part(lambda: _policy(read, allowed.get(name, name))),
            invocations=read.part(lambda: total(known(series)[f"invocations{number}"])),
            errors=read.part(lambda: total(known(series)[f"errors{number}"])),
            error_rate=one.error_rate,
        )

    return Integrations(
        instance=read.estate.named(subject.physical),
        integrations=tuple(of(number, one) for number, one in enumerate(declared)),
    )


def _exists(read: Reading, name: str) -> bool:
    try:
        read.ask("lambda:GetFunctionConfiguration", FunctionName=name)
    except Gone:
        return False
    return True


def _policy(read: Reading, called: str) -> tuple[Statement, ...]:
    """That of the version or alias that flows call, where they call one.

    A policy that nobody wrote, as no function, answers ResourceNotFoundException.
    """
    name = function_name(called) if called == unqualified(called) else called
    return read.policy(read.ask("lambda:GetPolicy", FunctionName=name).get("Policy"))


def _series(read: Reading, declared: Iterable[Integration]) -> dict[str, list[Point]]:
    """Invocations and errors of each function, by the hour (Lambda Developer Guide, metrics)."""
    queries = {
        f"{metric.lower()}{number}": Query(
            "AWS/Lambda", metric, {"FunctionName": function_name(one.function)}, "Sum"
        )
        for number, one in enumerate(declared)
        for metric in METRICS
    }
    return points(read, queries, tested(read))


@reader(AllowedFunctions, INSTANCE, undeclared="LambdaFunctions[]")
def allowed_functions(read: Reading, subject: Resource) -> AllowedFunctions:
    """What a stack of ours owns is designed, and needs no declaration."""
    named = {function_name(one.function) for one in read.environment.integrations}
    found = centre.functions(read, subject.physical)
    read.declared(named or found, "integrations")
    foreign = [arn for arn in found if isinstance(read.where(FUNCTION, unqualified(arn)), str)]
    strange = {function_name(arn) for arn in foreign} - named
    return AllowedFunctions(undeclared=tuple(sorted(strange)))


@reader(Conditions, INSTANCE, conditions="TestCaseExecutions[].TestCaseExecutionStatus")
def conditions(read: Reading, subject: Resource) -> Conditions:
    declared = read.declared(read.environment.conditions, "conditions")
    window, instance = tested(read), id_of(subject.physical)
    answer = read.ask("connect:ListTestCases", InstanceId=instance)
    cases = {row["Name"]: row["Id"] for row in answer.get("TestCaseSummaryList", [])}
    runs = (_run(read, instance, one, cases.get(one.test_case), window) for one in declared)
    return Conditions(conditions=tuple(runs))


def _run(
    read: Reading, instance: str, declared: Condition, case: str | None, window: Window
) -> ConditionRun:
    last: dict[str, datetime] = {}
    for execution in _executions(read, instance, case) if case else ():
        began, ended = _times(execution)
        if window.start <= began and ended < window.end:
            status = execution["TestCaseExecutionStatus"]
            last[status] = max(ended, last.get(status, ended))
    passed, failed = map(last.get, ENDED)
    return ConditionRun(
        kind=declared.kind,
        test_case=declared.test_case,
        exists=case is not None,
        last_passed=passed,
        last_failed=failed,
    )


def _times(execution: dict[str, Any]) -> tuple[datetime, datetime]:
    """When it began and ended, UTC; what runs still has no end."""
    began = execution["StartTime"].astimezone(UTC)
    return began, execution.get("EndTime", began).astimezone(UTC)


def _executions(read: Reading, instance: str, case: str) -> Iterator[dict[str, Any]]:
    """All executions of a test case; botocore has no paginator for them.

    The filter by time isn't used: its unit is not documented.
    """
    asked: dict[str, Any] = {"InstanceId": instance, "TestCaseId": case, "MaxResults": 100}
    for _ in range(MOST_PAGES):
        page = read.ask("connect:ListTestCaseExecutions", **asked)
        yield from page.get("TestCaseExecutions", [])
        if not page.get("NextToken"):
            return
        asked["NextToken"] = page["NextToken"]
    raise Gap(f"a test case has more than {MOST_PAGES * 100} executions")
