"""Where an environment's register is: the one table of its Data stack that is called so."""

from __future__ import annotations

import re
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from golive.register.calls import asking
from golive.register.layout import LOGICAL

CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 4},
    connect_timeout=5,
    read_timeout=30,
    user_agent_extra="connect-golive",
)


class _Session:
    """A session whose clients have our time limits."""

    def __init__(self, region: str) -> None:
        self._boto = boto3.Session(region_name=region)

    def client(self, service: str) -> Any:
        make: Any = self._boto.client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        return make(service, config=CONFIG)


def new_session(region: str) -> Any:
    """The caller's own credentials, in a Region."""
    with asking("sts:GetCallerIdentity"):
        return _Session(region)


def table_of(session: Any, stack: str) -> str | None:
    """The table's physical name; None without the stack, or with one that has none yet."""
    return physical_of(session, stack, "AWS::DynamoDB::Table", LOGICAL)


def physical_of(session: Any, stack: str, kind: str, logical: re.Pattern[str]) -> str | None:
    """The physical name of a stack's resource by its type and logical id; None as above."""
    pages = session.client("cloudformation").get_paginator("list_stack_resources")
    with asking("cloudformation:ListStackResources"):
        try:
            rows = pages.paginate(StackName=stack).build_full_result()["StackResourceSummaries"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
    named = (_physical(row) for row in rows if row["ResourceType"] == kind and _is(row, logical))
    return next(filter(None, named), None)


def _is(row: dict[str, Any], logical: re.Pattern[str]) -> bool:
    return logical.fullmatch(row["LogicalResourceId"]) is not None


def _physical(row: dict[str, Any]) -> str:
    """Empty for what is deleted, or not there yet."""
    there = row["ResourceStatus"] != "DELETE_COMPLETE"
    return str(row.get("PhysicalResourceId", "")) if there else ""
