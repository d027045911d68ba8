"""What nobody should do is seen in the trail's log, and its alarm goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from golive.alarms import Row, rows
from sandbox import control
from tests.sandbox.account import Account
from tests.sandbox.audited import ACTS, QUIET

AUDIT = [row for row in rows() if row.pattern]
LATER = 3600
"""Seconds after which nothing is left in an alarm's window."""
Seen = tuple[Mapping[str, float], Mapping[str, str], Mapping[str, str]]


def counted(account: Account) -> dict[str, float]:
    """What each metric counted in the last hours, everything delivered."""
    assert control.fetch(account.connection, "/_golive/deliver", {}) == {"errors": []}
    queries = [
        {
            "Id": f"m{place}",
            "MetricStat": {
                "Metric": {"Namespace": row.namespace, "MetricName": row.metric},
                "Period": 86400,
                "Stat": "Sum",
            },
        }
        for place, row in enumerate(AUDIT)
    ]
    now = datetime.now(UTC)
    answer = account.client("cloudwatch").get_metric_data(
        MetricDataQueries=queries, StartTime=now - timedelta(days=1), EndTime=now
    )
    found = {result["Id"]: sum(result["Values"]) for result in answer["MetricDataResults"]}
    return {row.id: found[f"m{place}"] for place, row in enumerate(AUDIT)}


def states(account: Account) -> dict[str, str]:
    """The state of each row's alarm, evaluated now."""
    control.fetch(account.connection, "/_golive/evaluate", {})
    names = [f"golive-sandbox-{row.id}" for row in AUDIT]
    found = account.client("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
    return {each["AlarmName"].removeprefix("golive-sandbox-"): each["StateValue"] for each in found}


def passes(account: Account) -> None:
    """Let an hour pass for what was counted."""
    for row in AUDIT:
        said = {"namespace": row.namespace, "metric": row.metric, "seconds": LATER}
        control.fetch(account.connection, "/_golive/age", said)


@pytest.fixture(scope="module")
def seen(deployed: Account) -> Seen:
    """How many events more each row counts when all is done, and its alarm then and later."""
    before = counted(deployed)
    for act in (*QUIET, *(act for act, _ in ACTS.values())):
        act(deployed)
    after = counted(deployed)
    on = states(deployed)
    passes(deployed)
    return {row: after[row] - before[row] for row in after}, on, states(deployed)


def test_each_row_has_its_call() -> None:
    """No audit row is left out."""
    assert list(ACTS) == [row.id for row in AUDIT]


@pytest.mark.parametrize("row", AUDIT, ids=lambda row: row.id)
def test_a_call_is_counted_and_told(seen: Seen, row: Row) -> None:
    """Its events and no others are counted; the alarm goes on, and off when they are past."""
    counts, on, off = seen
    assert counts[row.id] == ACTS[row.id][1]
    assert (on[row.id], off[row.id]) == ("ALARM", "OK")
