"""The rollback criterion, every five minutes: how long a critical launch issue is open.

Reads the issues of the register, of each only what tells its age: no caller, no details. An
issue that can't be read fails the run, so that the heartbeat stays away and its alarm says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3

Item = Mapping[str, Mapping[str, Any]]
READ = ("pk", "sk", "severity", "opened", "closed", "trial")
"""Attributes that its role may read; the names are those of the record `Issue`."""
HOUR = timedelta(hours=1)


def handler(event: object, context: object) -> dict[str, float]:
    """One evaluation; gives what it told."""
    found = list(items(os.environ["TABLE"]))
    told = {"OldestCriticalHours": hours_open(found, datetime.now(UTC)), "CriterionEvaluations": 1}
    client("cloudwatch").put_metric_data(
        Namespace=os.environ["NAMESPACE"],
        MetricData=[_metric(name, value) for name, value in told.items()],
    )
    return told


def items(table: str) -> Iterator[Item]:
    """The issues of the register, read as they are at this moment."""
    names = {f"#{name}": name for name in READ}
    asked: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "#pk = :issues",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": {":issues": {"S": "issues"}},
        "ProjectionExpression": ", ".join(names),
        "Select": "SPECIFIC_ATTRIBUTES",
        "ConsistentRead": True,
    }
    register = client("dynamodb")
    while True:
        page = register.query(**asked)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def hours_open(found: Iterable[Item], now: datetime) -> float:
    """Age in hours of the oldest open critical issue that is no trial; 0 while there is none."""
    opened = [_moment(item, "opened") for item in found if _counts(item, now)]
    return max(0.0, (now - min(opened)) / HOUR) if opened else 0.0


def _counts(item: Item, now: datetime) -> bool:
    still = not _text(item, "closed") or _moment(item, "closed") > now
    trial = bool(item.get("trial", {}).get("BOOL"))
    return still and not trial and _text(item, "severity") == "critical"


def _text(item: Item, name: str) -> str:
    """Empty for what is absent or NULL."""
    return str(item.get(name, {}).get("S", ""))


def _moment(item: Item, name: str) -> datetime:
    """A time of ISO 8601; one without a zone is UTC. ValueError that names the issue."""
    try:
        at = datetime.fromisoformat(_text(item, name))
    except ValueError as error:
        raise ValueError(f"{_text(item, 'sk')} has no time in {name!r}: {error}") from error
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def _metric(name: str, value: float) -> dict[str, Any]:
    dimensions = [{"Name": "Environment", "Value": os.environ["ENVIRONMENT"]}]
    return {"MetricName": name, "Value": value, "Dimensions": dimensions}


def client(service: str) -> Any:
    """A client of Lambda's own boto3."""
    return boto3.client(service)  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType,reportCallIssue,reportArgumentType]
