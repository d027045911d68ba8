"""How long it takes until somebody is told."""

from __future__ import annotations

import pytest

from golive.alarms import Row, by_id, rows
from golive.alarms.metrics import find
from golive.alarms.pages import told
from golive.alarms.prompt import AUDIT, PROMPT, late, limit, told_within

each = pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)


@each
def test_what_is_critical_reaches_somebody_in_time(row: Row) -> None:
    """Within 3 minutes of a metric, 15 of an audit event, or the row says why not; no row has a
    reason that it doesn't need."""
    assert late(row) == bool(row.late)


def test_the_time_is_the_metric_s_and_the_periods() -> None:
    """One minute and what Connect takes; two of Lambda; one of CloudTrail's delivery."""
    assert told_within(by_id()["flows-fatal"]) == 90 + 60
    assert told_within(by_id()["integrations-failing"]) == 60 + 2 * 60
    assert told_within(by_id()["tasks-near-quota"]) == 360 + 300
    assert told_within(by_id()["root-used"]) == 300 + 300
    assert (PROMPT, AUDIT) == (180, 900)
    assert limit(by_id()["root-used"]) == AUDIT


def test_the_slowest_input_counts() -> None:
    """An expression is as late as the last of its metrics."""
    row = by_id()["tables-throttled"]
    lags = {
        name: metric.lag for name in row.inputs.values() if (metric := find(row.namespace, name))
    }
    assert told_within(row) == max(lags.values()) + 2 * 60


def test_a_page_says_how_soon_and_why_not_sooner() -> None:
    """In minutes, and with the row's reason where it takes longer."""
    assert told(by_id()["flows-fatal"]).startswith("within 2.5 minutes after it begins")
    assert told(by_id()["rollback-criterion"]).endswith("it is about hours.")
    assert "CloudTrail" in told(by_id()["root-used"])
    assert told(by_id()["input-key-unused"]).startswith("within 4 days of a silence")
