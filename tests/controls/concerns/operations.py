"""Deployment, drift, dashboards that answer, and what silences alarms, as facts."""

from __future__ import annotations

from typing import Any

from golive.alarms import by_id
from golive.facts.monitoring import Alarm, Series
from golive.facts.operations import (
    AlarmTable,
    Deployment,
    Drift,
    LinkAnswers,
    Listeners,
)
from golive.facts.storage import Statement
from golive.model import Fact, Ref
from tests.controls.good import ALARMS_ONLY, PUBLISH, S, ref, statement

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ROW = by_id()["calls-near-quota"]
DONE = {S: "UPDATE_COMPLETE", "golive-x-operations": "CREATE_COMPLETE"}

GOOD: dict[str, Fact] = {
    "Quota": Alarm(
        name=f"golive-x-{ROW.id}",
        namespace=ROW.namespace,
        metric=ROW.metric,
        dimensions={"InstanceId": ref("Instance", "Id"), "MetricGroup": "VoiceCalls"},
        statistic=ROW.statistic,
        period_seconds=ROW.period,
        query="",
        threshold=0.8,
        comparison=ROW.comparison,
        evaluation_periods=ROW.evaluation_periods,
        datapoints=ROW.datapoints,
        missing=ROW.missing,
        actions=(ref("Topic"),),
        actions_enabled=True,
    ),
    "Deployment": Deployment(states=DONE, commits=dict.fromkeys(DONE, COMMIT)),
    "Drift": Drift(differing=(), compared=9),
    "Links": LinkAnswers(lex_analytics=200, connect_metrics=302, wfm=401),
    "AlarmTable": AlarmTable(missing=(), changed=()),
    "Heard": Listeners(hearing=1, machines=0, filtered=0, pending=2),
}


def from_alarms(*arns: str | Ref) -> Statement:
    """Alarms may publish, these alone."""
    return statement(
        "Some",
        principals=PUBLISH.principals,
        actions=PUBLISH.actions,
        conditions=ALARMS_ONLY | {"ArnLike": {"aws:sourcearn": arns}},
    )


ELSEWHERE = Series(namespace="AWS/Lambda", metric="Errors", dimensions={"FunctionName": "f"})
UNNAMED = Series(namespace="AWS/Connect", metric="CallsPerInterval", dimensions={})
OTHER_ALARM = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:other-*"

WRONG: list[tuple[str, str, dict[str, Any]]] = [
    *[
        ("2.3.10-stacks-settled", "Deployment", {"states": DONE | {S: state}})
        for state in ("", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_IN_PROGRESS", "DELETE_FAILED")
    ],
    *[
        ("2.3.10-stacks-carry-commit", "Deployment", {"commits": {S: COMMIT, "other": commit}})
        for commit in ("", "main", COMMIT[:7], COMMIT[::-1])
    ],
    ("2.3.10-stacks-carry-commit", "Deployment", {"commits": {}}),
    ("2.3.10-no-drift", "Drift", {"differing": ("Data/Data Bucket.versioned",)}),
    ("2.3.10-no-drift", "Drift", {"compared": 0}),
    ("2.6.3-alarm-as-in-table", "Quota", {"namespace": "AWS/Lambda"}),
    ("2.6.3-alarm-as-in-table", "Quota", {"metric": "ConcurrentTasksPercentage"}),
    ("2.6.3-alarm-as-in-table", "Quota", {"statistic": "Average"}),
    ("2.6.3-alarm-as-in-table", "Quota", {"period_seconds": 300}),
    ("2.6.3-alarm-as-in-table", "Quota", {"threshold": 0.99}),
    ("2.6.3-alarm-as-in-table", "Quota", {"comparison": "GreaterThanThreshold"}),
    ("2.6.3-alarm-as-in-table", "Quota", {"missing": "missing"}),
    ("2.6.3-alarm-as-in-table", "Quota", {"evaluation_periods": 9}),
    ("2.6.3-alarm-as-in-table", "Quota", {"datapoints": 2}),
    ("2.6.3-alarm-as-in-table", "Quota", {"dimensions": {"InstanceId": "i"}}),
    ("2.6.3-alarm-as-in-table", "Quota", {"name": "golive-x-calls-over-peak", "threshold": 0.5}),
    ("2.6.3-table-is-watched", "AlarmTable", {"missing": ("calls-silent",)}),
    ("2.6.3-table-is-watched", "AlarmTable", {"changed": ("calls-silent: threshold",)}),
    ("2.6.3-topic-is-heard", "Heard", {"hearing": 0}),
    ("2.6.3-composite-reaches-topic", "Composite", {"suppressor": "golive-x-calls"}),
    ("2.6.3-composite-reaches-topic", "Composite", {"members": ("golive-x-deleted",)}),
    ("2.6.3-topic-takes-alarms", "Listener", {"filtered": True}),
    ("2.6.3-topic-takes-alarms", "Topic", {"policy": (from_alarms(OTHER_ALARM),)}),
    ("2.6.3-topic-takes-alarms", "Topic", {"policy": (from_alarms(ref("Alarm", "Arn")),)}),
    *[
        ("3.4.1-4-system-health-drawn", "Dashboard", {"series": series})
        for series in ((), (ELSEWHERE,), (UNNAMED,))
    ],
    *[
        (f"3.4.1-4-{link.replace('_', '-')}-answers", "Links", {link: status})
        for link in ("lex_analytics", "connect_metrics", "wfm")
        for status in (0, 403, 404, 500)
    ],
]
ABSENT: list[tuple[str, str]] = [("3.4.1-4-system-health-drawn", "Dashboard")]
