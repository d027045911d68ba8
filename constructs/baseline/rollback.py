"""The rollback criterion, evaluated in the account every five minutes."""

from __future__ import annotations

from constructs import Construct

from baseline import readers
from baseline.documents import Statement, allow
from baseline.function import Function
from baseline.key import Key
from baseline.table import Table
from golive.environment import Environment
from golive.launch.criterion import EVERY_MINUTES, NAMESPACE

TIMEOUT_SECONDS = 60
READS = ["pk", "sk", "severity", "opened", "closed", "trial"]
"""What it may read of an issue: nothing that says who called."""


class Rollback(Function):
    """Tells how long the oldest critical launch issue is open, and that it looked.

    Its role may query the issues of the register alone, and of them these attributes alone.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        register: Table,
        key: Key,
    ) -> None:
        own = {"StringEquals": {"cloudwatch:namespace": NAMESPACE}}
        super().__init__(
            scope,
            id,
            environment=environment,
            source="rollback",
            description="Evaluates the rollback criterion",
            key=key,
            statements=[
                issues(register),
                readers.opened(environment, key, "dynamodb"),
                allow("PutCriterion", ["cloudwatch:PutMetricData"], ["*"], conditions=own),
            ],
            variables={
                "TABLE": register.table_name,
                "NAMESPACE": NAMESPACE,
                "ENVIRONMENT": environment.name,
            },
            timeout_seconds=TIMEOUT_SECONDS,
        )
        self.runs_every(EVERY_MINUTES, "Evaluates the rollback criterion again and again")


def issues(register: Table) -> Statement:
    """DynamoDB Developer Guide, Using IAM policy conditions for fine-grained access control."""
    return allow(
        "QueryIssues",
        ["dynamodb:Query"],
        [register.table_arn],
        conditions={
            "ForAllValues:StringEquals": {
                "dynamodb:LeadingKeys": ["issues"],
                "dynamodb:Attributes": READS,
            },
            "StringEquals": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
        },
    )
