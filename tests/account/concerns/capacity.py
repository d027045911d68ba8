"""What an account can answer that breaks what capacity and traffic are judged by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.account.canned import Answers
from tests.account.good import changed

DATA = "cloudwatch:GetMetricData"
USED = f"{DATA} 2026-11-09 12:00:00+00:00"
TESTED = f"{DATA} 2026-11-01 00:00:00+00:00"
RECENT = f"{DATA} 2026-11-23 08:00:00+00:00"
VALUES = "MetricDataResults.{}.Values"
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
OLD = datetime(2026, 11, 21, 5, tzinfo=UTC)
REPORTS = "s3:ListObjectsV2 connect/golive-sandbox/Reports/daily-queues"
CALLS = "connect:ListInstanceStorageConfigs CALL_RECORDINGS"
AGENTS = "MetricResults.0.Collections.{}.Value"


def happened(name: str) -> list[dict[str, Any]]:
    """The calls of the test window, and one failure."""
    calls = {"Id": "calls", "Timestamps": [AT], "Values": [40.0]}
    return [calls, {"Id": name, "Timestamps": [AT], "Values": [1.0]}]


MEMBERS: list[tuple[str, str, str, Any]] = [
    ("2.1.2-limits-cover-peak", "service-quotas:ListServiceQuotas", "Quotas.2.Value", 124.0),
    ("2.1.2-limits-cover-peak", USED, VALUES.format(1), [0.8, 0.5]),
    ("2.4.2-agents-are-heard", TESTED, VALUES.format(0), [0.001, 0.03]),
    ("2.4.3-5-flows-ran", "connect:GetMetricDataV2", "MetricResults", []),
    ("2.4.3-5-flows-ran", TESTED, "MetricDataResults", happened("flow_0_errors")),
    ("2.4.3-5-flows-ran", TESTED, "MetricDataResults", happened("flow_1_fatal")),
    ("2.6.4-recordings-kept", CALLS, "StorageConfigs", []),
    ("2.6.4-recordings-stored", TESTED, "MetricDataResults", happened("unstored")),
    ("2.7.1-reports-arrive", REPORTS, "Contents.1.LastModified", OLD),
    ("3.1.2-self-service-alarmed", "cloudwatch:DescribeAlarms", "MetricAlarms.2.Metrics", []),
    ("3.1.2-self-service-alarmed", "cloudwatch:DescribeAlarms", "MetricAlarms.1.Metrics", []),
    ("3.1.2-self-service-measured", RECENT, VALUES.format(2), [0.0]),
    ("3.1.2-self-service-measured", "connect:GetMetricDataV2", "MetricResults", []),
    ("3.1.2-self-service-measured", "cloudwatch:ListMetrics", "Metrics", []),
    ("3.2.1-agents-available", "connect:GetCurrentMetricData", "MetricResults", []),
    ("3.2.1-agents-available", "connect:GetCurrentMetricData", AGENTS.format(1), 0.0),
    ("3.2.4-feeds-keep-up", RECENT, VALUES.format(3), [0.0]),
    ("3.2.4-feeds-keep-up", RECENT, VALUES.format(4), [960_000.0]),
    ("3.2.4-feeds-keep-up", RECENT, VALUES.format(5), [960_000.0]),
]
WRONG: list[tuple[str, Answers]] = [
    *[(control, changed(key, path, value)) for control, key, path, value in MEMBERS],
    ("2.7.1-reports-arrive", {REPORTS: {}}),
]
