"""Metric filters count what arrives, and refuse what CloudWatch Logs refuses."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account

COUNTED = {"metricNamespace": "Test", "metricValue": "2"}
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("{ $.a EXISTS }", {}),
    ("ERROR", {}),
    ("{ $.a = b }", {"dimensions": {"A": "$.a"}, "defaultValue": 0}),
    ("{ $.a = b }", {"metricValue": "$.a"}),
]


@pytest.fixture
def group(account: Account) -> str:
    """A log group with one stream, `s`."""
    name, logs = f"test-{uuid4().hex}", account.client("logs")
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName="s")
    return name


def search(account: Account, group: str, metric: str, pattern: str, **more: Any) -> None:
    """Put a filter that feeds a metric of its name."""
    account.client("logs").put_metric_filter(
        logGroupName=group,
        filterName=metric,
        filterPattern=pattern,
        metricTransformations=[{**COUNTED, "metricName": metric, **more}],
    )


@pytest.mark.parametrize(("pattern", "more"), REFUSED)
def test_what_is_not_valid_is_refused(
    account: Account, group: str, pattern: str, more: dict[str, Any]
) -> None:
    """Patterns that the language has not, and what can't be said together."""
    with pytest.raises(ClientError, match="InvalidParameterException"):
        search(account, group, uuid4().hex, pattern, **more)


def test_matches_are_summed_and_the_default_is_what_else_is_there(
    account: Account, group: str
) -> None:
    """Twice the value for two matches; without one the default, or no data."""
    found, default, nothing = (uuid4().hex for _ in range(3))
    search(account, group, found, "{ $.a = b }", defaultValue=0)
    search(account, group, default, "{ $.a = c }", defaultValue=0)
    search(account, group, nothing, "{ $.a = c }")
    messages = [json.dumps({"a": "b"}), json.dumps({"a": "b"}), "no JSON"]
    at = int(time.time() // 60 * 60_000)
    said = [{"timestamp": at, "message": message} for message in messages]
    account.client("logs").put_log_events(logGroupName=group, logStreamName="s", logEvents=said)
    assert values(account, found) == [4.0]
    assert values(account, default) == [0.0]
    assert values(account, nothing) == []


def values(account: Account, metric: str) -> list[float]:
    """The sums of the last hour, by the minute."""
    stat = {"Metric": {"Namespace": "Test", "MetricName": metric}, "Period": 60, "Stat": "Sum"}
    now = datetime.now(UTC)
    found = account.client("cloudwatch").get_metric_data(
        MetricDataQueries=[{"Id": "m", "MetricStat": stat}],
        StartTime=now - timedelta(hours=1),
        EndTime=now + timedelta(minutes=1),
    )
    return found["MetricDataResults"][0]["Values"]
