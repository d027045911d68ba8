"""What an account can answer that breaks deployment, drift, links, and alarms that are heard."""

from __future__ import annotations

from typing import Any

from tests.account.canned import Answer, Answers, refused
from tests.account.good import answers, changed, stack

STACKS, ALARMS = "cloudformation:DescribeStacks", "cloudwatch:DescribeAlarms"
DATA = f"{STACKS} {stack('Data')}"
ATTRIBUTES = "sns:GetSubscriptionAttributes"
GROUP = "logs:DescribeLogGroups golive-sandbox-function-log"
PENDING = {"SubscriptionArn": "PendingConfirmation", "Protocol": "email", "Endpoint": "a@b.c"}


def quota(field: str, value: Any) -> dict[str, Answer]:
    """The alarm `calls-near-quota` with one member changed."""
    alarms: Any = answers()[ALARMS]
    made = [
        alarm | {field: value} if alarm["AlarmName"].endswith("calls-near-quota") else alarm
        for alarm in alarms["MetricAlarms"]
    ]
    return {ALARMS: {**alarms, "MetricAlarms": made}}


def renamed(old: str, new: str) -> dict[str, Answer]:
    """The stack of the alarms with one of its resources called otherwise."""
    key = f"cloudformation:ListStackResources {stack('Operations')}"
    made: Any = answers()[key]
    listed = made["StackResourceSummaries"]
    swapped = [
        row | ({"PhysicalResourceId": new} if row["PhysicalResourceId"] == old else {})
        for row in listed
    ]
    return {key: {"StackResourceSummaries": swapped}}


WRONG: list[tuple[str, Answers]] = [
    ("2.3.10-stacks-settled", changed(DATA, "Stacks.0.StackStatus", "UPDATE_ROLLBACK_COMPLETE")),
    ("2.3.10-stacks-carry-commit", changed(DATA, "Stacks.0.Tags", [])),
    ("2.3.10-stacks-carry-commit", changed(DATA, "Stacks.0.Tags.0.Value", "f" * 40)),
    ("2.3.10-no-drift", changed(GROUP, "logGroups.0.retentionInDays", 7)),
    ("2.3.10-no-drift", changed(GROUP, "logGroups", [])),
    ("2.6.3-alarm-as-in-table", quota("Threshold", 0.99)),
    ("2.6.3-alarm-as-in-table", quota("TreatMissingData", "ignore")),
    ("2.6.3-alarm-as-in-table", quota("Period", 3600)),
    ("2.6.3-table-is-watched", quota("AlarmName", "golive-sandbox-renamed")),
    ("2.6.3-table-is-watched", quota("EvaluationPeriods", 5)),
    ("2.6.3-table-is-watched", quota("Dimensions", [{"Name": "InstanceId", "Value": "other"}])),
    ("2.6.3-topic-is-heard", {"sns:ListSubscriptionsByTopic": {"Subscriptions": []}}),
    ("2.6.3-topic-is-heard", {"sns:ListSubscriptionsByTopic": {"Subscriptions": [PENDING]}}),
    ("2.6.3-topic-is-heard", changed(ATTRIBUTES, "Attributes.FilterPolicy", '{"a": ["b"]}')),
    ("2.6.3-topic-is-heard", changed(ATTRIBUTES, "Attributes.PendingConfirmation", "true")),
    ("2.6.3-topic-is-heard", {ATTRIBUTES: refused("NotFound")}),
    ("2.6.3-topic-is-heard", changed(ATTRIBUTES, "Attributes.Protocol", "sqs")),
    ("2.6.3-topic-takes-alarms", changed(ATTRIBUTES, "Attributes.FilterPolicy", '{"a": ["b"]}')),
    (
        "2.6.3-composite-reaches-topic",
        changed(ALARMS, "CompositeAlarms.0.ActionsSuppressor", "golive-sandbox-calls"),
    ),
    (
        "2.6.3-composite-reaches-topic",
        changed(ALARMS, "CompositeAlarms.0.AlarmRule", 'ALARM("golive-sandbox-deleted")'),
    ),
    ("2.6.1-every-dashboard-stands", renamed("golive-sandbox-queues", "golive-sandbox-other")),
    ("3.4.1-4-system-health-drawn", changed("cloudwatch:GetDashboard", "DashboardBody", "{}")),
    ("3.4.1-4-lex-analytics-answers", {"https://lex_analytics.example.com/": 503}),
    ("3.4.1-4-connect-metrics-answers", {"https://connect_metrics.example.com/": 404}),
    ("3.4.1-4-wfm-answers", {"https://wfm.example.com/": 0}),
]
