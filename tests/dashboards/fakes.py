"""CloudWatch and Lambda as a dashboard asks them, with answers that botocore has validated."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.response import StreamingBody
from botocore.stub import ANY, Stubber

from golive.dashboards.account import Account

AT = datetime(2027, 1, 18, 4, 50, tzinfo=UTC)
BODY = {
    "widgets": [
        {
            "type": "metric",
            **dict.fromkeys(("x", "y"), 0),
            **dict.fromkeys(("width", "height"), 6),
            "properties": {
                "title": "Calls",
                "metrics": [["AWS/Connect", "ConcurrentCalls", "InstanceId", "i"]],
                "annotations": {"horizontal": [{"label": "warning", "value": 9, "fill": "above"}]},
            },
        },
        {
            "type": "metric",
            "properties": {"title": "Missed", "metrics": [["AWS/Connect", "MissedCalls"]]},
        },
        {
            "type": "alarm",
            "properties": {"alarms": ["arn:aws:cloudwatch:r:1:alarm:golive-sandbox-calls-missed"]},
        },
        {
            "type": "text",
            "properties": {"markdown": "# Title\n<b>[x](javascript:y) [z](https://e.org)"},
        },
        {
            "type": "custom",
            "properties": {"title": "Board", "endpoint": "arn:f", "params": {"show": "verdict"}},
        },
        {"type": "log", "properties": {"title": "Log"}},
    ]
}
CALLS: dict[str, Any] = {
    "Id": "w0_1",
    "Label": "ConcurrentCalls",
    "Timestamps": [AT],
    "Values": [3.0],
}
NONE: dict[str, Any] = {"Id": "w1_1", "Label": "MissedCalls", "Timestamps": [], "Values": []}


class Fake:
    """An account whose answers are queued, in the order in which a view asks."""

    def __init__(self, monkeypatch: Any) -> None:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "x")
        make: Any = boto3.Session(region_name="us-east-1").client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        self.clients = {name: make(name) for name in ("cloudwatch", "lambda")}
        self.stubs = {name: Stubber(client) for name, client in self.clients.items()}
        for stub in self.stubs.values():
            stub.activate()

    @property
    def account(self) -> Account:
        """The reader, with these clients."""
        return Account(self.clients["cloudwatch"], self.clients["lambda"])

    def board(self, body: Mapping[str, Any] = BODY) -> None:
        """GetDashboard."""
        answer = {"DashboardName": "d", "DashboardBody": json.dumps(body)}
        self.stubs["cloudwatch"].add_response("get_dashboard", answer, {"DashboardName": ANY})

    def data(self, *results: Mapping[str, Any]) -> None:
        """GetMetricData."""
        answer = {"MetricDataResults": list(results)}
        self.stubs["cloudwatch"].add_response("get_metric_data", answer)

    def states(self, *alarms: Mapping[str, Any]) -> None:
        """DescribeAlarms."""
        self.stubs["cloudwatch"].add_response("describe_alarms", {"MetricAlarms": list(alarms)})

    def drawn(self, said: object, error: str = "") -> None:
        """Invoke."""
        text = json.dumps(said).encode()
        answer: dict[str, Any] = {"Payload": StreamingBody(io.BytesIO(text), len(text))}
        answer |= {"FunctionError": error} if error else {}
        self.stubs["lambda"].add_response("invoke", answer)

    def denied(
        self, operation: str, service: str = "cloudwatch", code: str = "AccessDenied"
    ) -> None:
        """A call that is refused."""
        self.stubs[service].add_client_error(operation, code, "no")
