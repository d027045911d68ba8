"""Metrics that nobody can put on AWS are changed by the sandbox's own door, and put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sandbox import control
from tests.sandbox.account import Account

CALLS = {"namespace": "AWS/Connect", "metric": "MissedCalls"}


def values(
    account: Account, dimensions: dict[str, str], namespace: str = "AWS/Connect"
) -> list[float]:
    """What CloudWatch says of the last hour."""
    named = [{"Name": name, "Value": value} for name, value in dimensions.items()]
    metric: dict[str, Any] = {"Namespace": namespace, "MetricName": "MissedCalls"}
    stat = {"Metric": {**metric, "Dimensions": named}, "Period": 60, "Stat": "Maximum"}
    now = datetime.now(UTC)
    found = account.client("cloudwatch").get_metric_data(
        MetricDataQueries=[{"Id": "m", "MetricStat": stat}],
        StartTime=now - timedelta(hours=1),
        EndTime=now,
    )
    return found["MetricDataResults"][0]["Values"]


def test_a_metric_shows_what_it_is_told_to_and_then_what_it_did(account: Account) -> None:
    """One value, then none, then as before: each change is taken back."""
    where = {"InstanceId": uuid4().hex}
    changed = {**CALLS, "dimensions": where}
    for value, shown in ((7, [7.0]), (None, [])):
        said = changed if value is None else {**changed, "value": value}
        control.fetch(account.connection, "/_golive/metric", said)
        assert values(account, where) == shown
    assert control.fetch(account.connection, "/_golive/metric", {}) == {"restored": 2}
    assert values(account, where) == []
    assert control.fetch(account.connection, "/_golive/metric", {}) == {"restored": 0}


def test_time_passes_for_one_metric(account: Account) -> None:
    """What it has got is so much older, and leaves the hour; no other metric's does."""
    named = {"InstanceId": uuid4().hex}
    where = [{"Name": name, "Value": value} for name, value in named.items()]
    account.client("cloudwatch").put_metric_data(
        Namespace="GoLive",
        MetricData=[{"MetricName": CALLS["metric"], "Dimensions": where, "Value": 3}],
    )
    for metric, shown in (("Other", [3.0]), (CALLS["metric"], [])):
        said = {"namespace": "GoLive", "metric": metric, "seconds": 3660}
        control.fetch(account.connection, "/_golive/age", said)
        assert values(account, named, "GoLive") == shown


def test_an_alarm_on_a_query_is_put_with_it(account: Account) -> None:
    """What an alarm selects is described as it was put, by the API as by CloudFormation."""
    query = {"Id": "each", "Expression": 'SELECT MAX(a) FROM "GoLive" GROUP BY b', "Period": 60}
    name, cloudwatch = f"each-{uuid4().hex[:6]}", account.client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        Metrics=[query],
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    [found] = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    assert found["Metrics"] == [{**query, "ReturnData": True}]
    assert "MetricName" not in found
