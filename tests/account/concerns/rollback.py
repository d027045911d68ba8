"""What an account can answer that leaves nobody told to go back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.account.canned import Answer, Answers
from tests.account.good import answers, changed

ALARMS, LISTED = "cloudwatch:DescribeAlarms", "sns:ListSubscriptionsByTopic"
HEARTBEAT = "cloudwatch:GetMetricData 2026-11-23 11:00:00+00:00"
IS_ALARM, AS_DECLARED = "3.3.1-criterion-is-alarm", "3.3.1-criterion-as-declared"
EVALUATED = "3.1.3-criterion-is-evaluated"
OLD = datetime(2026, 11, 23, 11, 40, tzinfo=UTC)


def criterion(**fields: Any) -> dict[str, Answer]:
    """The alarm of the criterion with members changed."""
    alarms: Any = answers()[ALARMS]
    made = [
        alarm | fields if alarm["AlarmName"].endswith("rollback-criterion") else alarm
        for alarm in alarms["MetricAlarms"]
    ]
    return {ALARMS: {**alarms, "MetricAlarms": made}}


WRONG: list[tuple[str, Answers]] = [
    (IS_ALARM, criterion(MetricName="CriterionEvaluations")),
    (IS_ALARM, criterion(Threshold=0.0)),
    (IS_ALARM, criterion(ComparisonOperator="LessThanThreshold")),
    (IS_ALARM, criterion(ActionsEnabled=False)),
    (IS_ALARM, criterion(AlarmActions=[])),
    (AS_DECLARED, criterion(Namespace="AWS/Connect")),
    (AS_DECLARED, criterion(Threshold=24.0)),
    (AS_DECLARED, criterion(ActionsEnabled=False)),
    (AS_DECLARED, {LISTED: {"Subscriptions": []}}),
    (EVALUATED, changed(HEARTBEAT, "MetricDataResults", [])),
    (EVALUATED, changed(HEARTBEAT, "MetricDataResults.0.Values", [0.0, 0.0])),
    (EVALUATED, changed(HEARTBEAT, "MetricDataResults.0.Timestamps", [OLD, OLD])),
]
