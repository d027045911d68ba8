"""What an account can answer that breaks the controls of what tests leave."""

from __future__ import annotations

import json
from typing import Any

from tests.account.canned import Answers
from tests.account.good import answers, changed, stack

ORIGINS, USERS = "connect:ListApprovedOrigins", "connect:SearchUsers"
CONFIGURATION = "lambda:GetFunctionConfiguration"
FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:"
CLOSED, DECLARED = "2.3.11-origins-are-closed", "2.3.11-origins-as-declared"
NAMED = "2.3.11-nothing-named-for-tests"
OPEN = (
    "*",
    "https://*",
    "https://*.example.com",
    "http://desktop.example.com",
    "https://localhost:3000",
    "https://127.0.0.1",
    "https://[::1]",
)


def deployed(stem: str, logical: str, **changes: Any) -> Answers:
    """A deployed template in which one resource differs; None takes an attribute away."""
    key = f"cloudformation:GetTemplate {stack(stem)}"
    answer: Any = answers()[key]
    template = json.loads(answer["TemplateBody"])
    resource = template["Resources"][logical] | changes
    template["Resources"][logical] = {k: v for k, v in resource.items() if v is not None}
    return {key: {"TemplateBody": json.dumps(template)}}


def loud(name: str) -> Answers:
    """A function that was deployed with a variable that makes it log everything."""
    environment = {"Environment": {"Variables": {name: "debug", "OTHER": "debug"}}}
    return deployed("AccountBaseline", "Function", Properties=environment)


ELSEWHERE = {"2.3.11-environment-stays": "it is of the environment file and of the time"}
"""Controls that no answer breaks, and why."""
WRONG: list[tuple[str, Answers]] = [
    ("2.3.11-data-outlives-its-stack", deployed("Data", "Table", DeletionPolicy="Delete")),
    ("2.3.11-data-outlives-its-stack", deployed("Data", "Table", DeletionPolicy=None)),
    ("2.3.11-data-outlives-its-stack", deployed("Data", "Table", UpdateReplacePolicy=None)),
    (
        "2.3.11-functions-log-no-debug",
        changed(CONFIGURATION, "LoggingConfig.ApplicationLogLevel", "DEBUG"),
    ),
    (
        "2.3.11-functions-log-no-debug",
        changed(CONFIGURATION, "LoggingConfig.SystemLogLevel", "DEBUG"),
    ),
    ("2.3.11-functions-log-no-debug", loud("LOG_LEVEL")),
    ("2.3.11-functions-log-no-debug", loud("POWERTOOLS_LOG_LEVEL")),
    *[(CLOSED, changed(ORIGINS, "Origins.0", origin)) for origin in OPEN],
    (DECLARED, changed(ORIGINS, "Origins", [])),
    (DECLARED, changed(ORIGINS, "Origins.0", "https://elsewhere.example.com")),
    (
        NAMED,
        {
            "connect:ListContactFlows": {
                "ContactFlowSummaryList": [{"Id": "f", "Name": "TEST main"}]
            }
        },
    ),
    (
        NAMED,
        {
            "connect:ListContactFlows": {
                "ContactFlowSummaryList": [{"Id": "f", "Name": "DRILL by golive"}]
            }
        },
    ),
    (NAMED, {"connect:ListQueues": {"QueueSummaryList": [{"Id": "q", "Name": "sales-test"}]}}),
    (NAMED, changed("connect:ListRoutingProfiles", "RoutingProfileSummaryList.1.Name", "Demo")),
    (NAMED, changed("connect:ListSecurityProfiles", "SecurityProfileSummaryList.2.Name", "dummy")),
    (NAMED, changed("connect:ListLambdaFunctions", "LambdaFunctions.0", f"{FUNCTION}test-crm")),
    (NAMED, changed(USERS, "Users.2.Username", "testing.somebody")),
    (
        NAMED,
        changed(
            "connect:ListPhoneNumbersV2",
            "ListPhoneNumbersSummaryList.0.PhoneNumberDescription",
            "Test number",
        ),
    ),
]
