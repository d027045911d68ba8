"""The go-live board on a CloudWatch dashboard: the function behind a custom widget."""

from __future__ import annotations

import json

from constructs import Construct

from baseline import readers
from baseline.bucket import Bucket
from baseline.documents import Statement, allow
from baseline.function import Function
from baseline.key import Key
from baseline.table import Table
from golive.account.newest import PREFIX
from golive.environment import Environment
from golive.register.layout import PLAN
from golive.report.place import NEEDED

TIMEOUT_SECONDS = 30
MEMORY_MB = 512
EVERY_MINUTES = 15


class BoardWidget(Function):
    """Draws the newest kept run, with the owners of the register; it may change nothing.

    CloudWatch calls it with the rights of who looks at the dashboard. A schedule draws it too, so
    that what breaks it turns an alarm on before a person meets an empty widget.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        evidence: Bucket,
        register: Table,
        key: Key,
    ) -> None:
        place = environment.model_dump(mode="json", include=NEEDED)
        super().__init__(
            scope,
            id,
            environment=environment,
            source="board_widget",
            description="Draws the go-live board on a dashboard",
            key=key,
            statements=[
                *runs(evidence),
                plan(register),
                readers.opened(environment, key, "dynamodb", "s3"),
            ],
            variables={"BUCKET": evidence.bucket_name, "TABLE": register.table_name},
            beside={"place.json": json.dumps(place, sort_keys=True).encode()},
            timeout_seconds=TIMEOUT_SECONDS,
            memory_mb=MEMORY_MB,
        )
        self.runs_every(EVERY_MINUTES, "Draws the go-live board again and again")


def runs(evidence: Bucket) -> list[Statement]:
    """Runs alone, as verify puts them (S3 User Guide, Bucket policy examples: s3:prefix)."""
    below = {"StringEquals": {"s3:prefix": PREFIX}}
    return [
        allow("ListRuns", ["s3:ListBucket"], [evidence.bucket_arn], conditions=below),
        allow("ReadRuns", ["s3:GetObject"], [evidence.arn_for_objects(f"{PREFIX}*")]),
    ]


def plan(register: Table) -> Statement:
    """The partition of lines and roles: no launch issue, and so no caller (DynamoDB Developer
    Guide, Using IAM policy conditions for fine-grained access control)."""
    own = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [PLAN]}}
    return allow("QueryPlan", ["dynamodb:Query"], [register.table_arn], conditions=own)
