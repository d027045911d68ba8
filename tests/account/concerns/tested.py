"""What an account can answer that breaks the controls of integrations and conditions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.account.canned import Answers, refused
from tests.account.good import INSTANCE, answers, changed

FUNCTIONS, POLICY = "connect:ListLambdaFunctions", "lambda:GetPolicy"
METRICS = "cloudwatch:GetMetricData 2026-11-01 00:00:00+00:00"
RUNS, CASES = "connect:ListTestCaseExecutions", "connect:ListTestCases"
PROFILE = "arn:aws:lambda:us-east-1:111122223333:function:customer-profile"
GONE = refused("ResourceNotFoundException")
BEFORE = datetime(2026, 10, 31, 23, 59, tzinfo=UTC)


def invocable(**condition: Any) -> Answers:
    """The function's policy, its one statement bound by this."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "connect.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": PROFILE,
        "Condition": condition,
    }
    return changed(POLICY, "Policy", json.dumps({"Statement": statement}))


def metric(name: str, *values: float) -> Answers:
    """One series of the test window with other values."""
    whole: Any = answers()[METRICS]
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    times = [at.replace(hour=9 + hour) for hour in range(len(values))]
    rows = [
        {**row, "Timestamps": times, "Values": list(values)} if row["Id"] == name else row
        for row in whole["MetricDataResults"]
    ]
    return {METRICS: {"MetricDataResults": rows}}


OTHER = INSTANCE[:-1] + "0"
WRONG: list[tuple[str, Answers]] = [
    (
        "2.3.1-5-integrations-allowed",
        {"lambda:GetFunctionConfiguration customer-profile": GONE},
    ),
    ("2.3.1-5-integrations-allowed", {FUNCTIONS: {"LambdaFunctions": []}}),
    ("2.3.1-5-integrations-allowed", {POLICY: GONE}),
    ("2.3.1-5-integrations-allowed", invocable()),
    ("2.3.1-5-integrations-allowed", invocable(StringEquals={"AWS:SourceAccount": "999999999999"})),
    ("2.3.1-5-integrations-allowed", invocable(ArnLike={"AWS:SourceArn": OTHER})),
    ("2.3.1-5-integrations-work", metric("invocations0")),
    ("2.3.1-5-integrations-work", metric("invocations0", 0.0)),
    ("2.3.1-5-integrations-work", metric("errors0", 2.0, 1.0)),
    (
        "2.3.1-5-functions-are-declared",
        changed(FUNCTIONS, "LambdaFunctions.0", f"{PROFILE}-of-somebody"),
    ),
    ("2.3.6-conditions-tested", {CASES: {"TestCaseSummaryList": []}}),
    ("2.3.6-conditions-tested", {f"{RUNS} t1": {"TestCaseExecutions": []}}),
    (
        "2.3.6-conditions-tested",
        changed(f"{RUNS} t1", "TestCaseExecutions.0.TestCaseExecutionStatus", "STOPPED"),
    ),
    ("2.3.6-conditions-tested", changed(f"{RUNS} t1", "TestCaseExecutions.0.StartTime", BEFORE)),
    (
        "2.3.6-conditions-tested",
        changed(
            f"{RUNS} t2",
            "TestCaseExecutions.0.EndTime",
            datetime(2026, 11, 20, 12, tzinfo=UTC),
        ),
    ),
]
