"""What makes an alarm useless: it can never fire, or is on for nothing."""

from __future__ import annotations

from typing import Any

from tests.mutants.mutant import DELETE, NOWHERE, Mutant

FIRES, NO_NOISE = "2.6.3-alarm-can-fire", "2.6.3-alarm-is-no-noise"
P, ALARM = "Properties", "AWS::CloudWatch::Alarm"
CHANGES: dict[str, list[tuple[str, str, tuple[Any, ...]]]] = {
    FIRES: [
        ("CallsNearQuota", "Threshold", (80, NOWHERE)),
        ("CallsNearQuota", "MetricName", ("ConcurrentCallPercentage", DELETE)),
        ("CallsNearQuota", "Namespace", ("AWS/connect",)),
        ("CallsNearQuota", "Dimensions", (DELETE,)),
        ("CallsNearQuota", "Unit", ("Count", NOWHERE)),
        ("CallsNearQuota", "Period", (90,)),
        ("CallsNearQuota", "DatapointsToAlarm", (9, NOWHERE)),
        ("CallsNearQuota", "EvaluationPeriods", (1441, DELETE)),
        ("ContactRecordsThrottled", "EvaluationPeriods", (1,)),
        ("CallsSilent", "TreatMissingData", ("notBreaching", "ignore")),
        ("QueuesLong", "Metrics.0.Expression", ("SEARCH('{AWS/Connect}')",)),
    ],
    NO_NOISE: [
        ("CallsNearQuota", "Threshold", (0,)),
        ("CallsNearQuota", "ComparisonOperator", ("LessThanThreshold", NOWHERE)),
        ("CallsNearQuota", "Statistic", ("Sum",)),
        ("CallsThrottled", "Statistic", ("Maximum", "SampleCount")),
        ("CallsThrottled", "TreatMissingData", ("breaching", "ignore", NOWHERE)),
    ],
}
MUTANTS = [
    Mutant(control, ALARM, logical, f"{P}.{where}", value)
    for control, changes in CHANGES.items()
    for logical, where, values in changes
    for value in values
]
