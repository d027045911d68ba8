"""GetMetricData with expressions, as far as dashboards of ours ask for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account

END = datetime.now(UTC).replace(second=0, microsecond=0)
QUERY = 'SELECT MAX(Waiting) FROM "{}" GROUP BY Queue ORDER BY MAX() DESC'


@pytest.fixture(scope="module")
def namespace(account: Account) -> str:
    """Two queues, one of which got longer."""
    name = f"GoLive/{uuid4().hex[:8]}"
    for queue, minutes, value in (("a", 10, 1.0), ("a", 5, 4.0), ("b", 5, 2.0)):
        at = END - timedelta(minutes=minutes)
        dimensions = [{"Name": "Queue", "Value": queue}]
        datum = {"MetricName": "Waiting", "Dimensions": dimensions, "Timestamp": at, "Value": value}
        account.client("cloudwatch").put_metric_data(Namespace=name, MetricData=[datum])
    return name


def asked(account: Account, *queries: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of one call over an hour."""
    client = account.client("cloudwatch")
    span = {"StartTime": END - timedelta(hours=1), "EndTime": END}
    return client.get_metric_data(MetricDataQueries=list(queries), **span)["MetricDataResults"]


def one(namespace: str, queue: str, **more: Any) -> dict[str, Any]:
    dimensions = [{"Name": "Queue", "Value": queue}]
    metric = {"Namespace": namespace, "MetricName": "Waiting", "Dimensions": dimensions}
    return {"Id": queue, "MetricStat": {"Metric": metric, "Period": 300, "Stat": "Sum"}, **more}


def test_a_query_has_a_series_for_each_group(account: Account, namespace: str) -> None:
    """Each result has the query's id and its group as the label, the newest datapoint first."""
    query = {"Id": "each", "Expression": QUERY.format(namespace), "Period": 300}
    found = {each["Label"]: each for each in asked(account, query)}
    assert {each["Id"] for each in found.values()} == {"each"}
    assert {label: each["Values"] for label, each in found.items()} == {"a": [4.0, 1.0], "b": [2.0]}
    assert found["a"]["Timestamps"] == sorted(found["a"]["Timestamps"], reverse=True)


def test_math_is_reckoned_over_what_it_names(account: Account, namespace: str) -> None:
    """Inputs that are not returned are not told, and the alarms' own math reckons the rest."""
    result = {"Id": "both", "Expression": "a + b"}
    hidden = [one(namespace, queue, ReturnData=False) for queue in "ab"]
    [found] = asked(account, result, *hidden)
    assert (found["Id"], found["Values"]) == ("both", [6.0, 1.0])


def test_what_is_not_known_is_an_error(account: Account, namespace: str) -> None:
    """An expression that the sandbox can't reckon has that status and no value."""
    [found] = asked(
        account,
        {"Id": "e", "Expression": "ANOMALY_DETECTION_BAND(a)"},
        one(namespace, "a", ReturnData=False),
    )
    assert (found["StatusCode"], found["Values"]) == ("InternalError", [])


def test_a_call_takes_one_query(account: Account, namespace: str) -> None:
    """As CloudWatch's limits of Metrics Insights have it."""
    queries = [{"Id": id, "Expression": QUERY.format(namespace), "Period": 60} for id in "ab"]
    with pytest.raises(ClientError, match="one Metrics Insights query"):
        asked(account, *queries)
