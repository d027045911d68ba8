"""The function that evaluates the rollback criterion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from types import ModuleType
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber
from hypothesis import given
from hypothesis import strategies as st

from golive.launch.criterion import HEARTBEAT, NAMESPACE, OLDEST, hours_open
from golive.register.records import Issue, Severity
from tests.functions.loading import function

NOW = datetime(2027, 1, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
EST = timezone(-5 * HOUR)
Item = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def handler() -> ModuleType:
    return function("rollback")


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Stubber]]:
    """DynamoDB and CloudWatch, which refuse what botocore's models refuse."""
    make: Any = boto3.client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
    own = {"region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "x"}
    clients = {name: make(name, **own) for name in ("dynamodb", "cloudwatch")}
    monkeypatch.setattr(boto3, "client", clients.__getitem__)
    for name, value in {"TABLE": "t", "NAMESPACE": NAMESPACE, "ENVIRONMENT": "prod"}.items():
        monkeypatch.setenv(name, value)
    stubs = {name: Stubber(client) for name, client in clients.items()}
    for stub in stubs.values():
        stub.activate()
    yield stubs
    for stub in stubs.values():
        stub.assert_no_pending_responses()


def item(opened: str, **more: Any) -> Item:
    """An issue as DynamoDB gives it."""
    said: Item = {"opened": {"S": opened}, "severity": {"S": "critical"}}
    return said | more


def of(issue: Issue) -> Item:
    """The same issue as its item."""
    closed = {"S": issue.closed.isoformat()} if issue.closed else {"NULL": True}
    severity = {"S": str(issue.severity)}
    return item(
        issue.opened.isoformat(), closed=closed, trial={"BOOL": issue.trial}, severity=severity
    )


moments = st.datetimes(
    datetime(2027, 1, 1), datetime(2027, 2, 1), timezones=st.sampled_from([UTC, EST])
)
issues = st.builds(
    Issue,
    id=st.uuids().map(str),
    called=st.just(NOW),
    caller=st.just("+15555550123"),
    representative=st.just("x"),
    details=st.just("x"),
    severity=st.sampled_from(Severity),
    opened=moments,
    closed=st.none() | moments,
    trial=st.booleans(),
)


@given(st.lists(issues))
def test_function_and_board_say_the_same(found: list[Issue]) -> None:
    """Whatever is in the register, both compute one age."""
    assert function("rollback").hours_open(map(of, found), NOW) == hours_open(found, NOW)


@pytest.mark.parametrize(
    ("items", "hours"),
    [
        ([], 0),
        ([item("2027-01-18T07:00:00+00:00")], 5),
        ([item("2027-01-18T07:00:00Z")], 5),
        ([item("2027-01-18T07:00:00")], 5),
        ([item("2027-01-18T02:00:00-05:00")], 5),
        ([item("2027-01-18T12:00:05+00:00")], 0),
        ([item("2027-01-18T11:30:00Z"), item("2027-01-18T09:30:00Z")], 2.5),
        ([item("2027-01-18T07:00:00Z", closed={"S": "2027-01-18T08:00:00Z"})], 0),
        ([item("2027-01-18T07:00:00Z", closed={"S": "2027-01-18T13:00:00Z"})], 5),
        ([item("2027-01-18T07:00:00Z", closed={"S": ""})], 5),
        ([item("2027-01-18T07:00:00Z", trial={"BOOL": True})], 0),
        ([item("2027-01-18T07:00:00Z", severity={"S": "major"})], 0),
    ],
)
def test_the_age_is_that_of_the_oldest_open_critical_issue(
    handler: ModuleType, items: list[Item], hours: float
) -> None:
    """In hours, whatever zone a time was written in; trials and lesser issues don't count."""
    assert handler.hours_open(items, NOW) == hours


def test_a_run_reads_every_page_and_tells_age_and_heartbeat(
    handler: ModuleType, aws: dict[str, Stubber]
) -> None:
    """One query of the issues, page by page, of attributes that name nobody; two metrics."""
    asked = {
        "TableName": "t",
        "KeyConditionExpression": "#pk = :issues",
        "ExpressionAttributeNames": {f"#{name}": name for name in handler.READ},
        "ExpressionAttributeValues": {":issues": {"S": "issues"}},
        "ProjectionExpression": "#pk, #sk, #severity, #opened, #closed, #trial",
        "Select": "SPECIFIC_ATTRIBUTES",
        "ConsistentRead": True,
    }
    key = {"pk": {"S": "issues"}, "sk": {"S": "issue-1"}}
    opened = (datetime.now(UTC) - 5 * HOUR).isoformat()
    aws["dynamodb"].add_response("query", {"Items": [], "LastEvaluatedKey": key}, asked)
    more = asked | {"ExclusiveStartKey": key}
    aws["dynamodb"].add_response("query", {"Items": [item(opened)]}, more)
    own = [{"Name": "Environment", "Value": "prod"}]
    data = [
        {"MetricName": OLDEST, "Value": ANY, "Dimensions": own},
        {"MetricName": HEARTBEAT, "Value": 1, "Dimensions": own},
    ]
    aws["cloudwatch"].add_response(
        "put_metric_data", {}, {"Namespace": NAMESPACE, "MetricData": data}
    )
    assert handler.handler({}, None)[OLDEST] == pytest.approx(5, abs=0.01)


def test_an_issue_that_cannot_be_read_fails_the_run(
    handler: ModuleType, aws: dict[str, Stubber]
) -> None:
    """No metric is put, so that the heartbeat is missed: nothing passes by silence."""
    damaged = item("yesterday", sk={"S": "issue#issue-7"})
    aws["dynamodb"].add_response("query", {"Items": [damaged]})
    with pytest.raises(ValueError, match="issue-7 has no time in 'opened'"):
        handler.handler({}, None)
