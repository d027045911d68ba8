"""How long it takes until somebody is told: of each row, from its periods and its metric."""

from __future__ import annotations

from golive.alarms.metrics import find
from golive.alarms.row import Row

PROMPT = 180
"""Seconds within which a critical metric reaches somebody."""
AUDIT = 900
"""Seconds within which an audit event does."""
TRAIL_LAG = 300
"""CloudTrail User Guide: events are delivered within 5 minutes on average, without a promise."""


def told_within(row: Row) -> int:
    """Seconds from what happens until the alarm acts, at the longest that is to be expected.

    What the metric takes to be published, and as many periods as have to be beyond the
    threshold. CloudWatch evaluates each minute, in place of the minute that a metric waits for
    its period's end. Delivery of the message comes after it, seconds for e-mail.
    """
    return lag(row) + row.datapoints * row.period


def lag(row: Row) -> int:
    """Seconds until the slowest of its metrics is published."""
    if row.pattern:
        return TRAIL_LAG
    names = row.inputs.values() or (row.metric,)
    found = [metric.lag for name in names if (metric := find(row.namespace, name))]
    return max(found)


def limit(row: Row) -> int:
    """Seconds within which it has to be, when critical and not about silence."""
    return AUDIT if row.pattern else PROMPT


def late(row: Row) -> bool:
    """Whether a critical row takes longer than it may."""
    loud = row.severity == "critical" and not row.silence
    return loud and told_within(row) > limit(row)
