"""What the trail's log of the good account is searched for, as CloudWatch Logs lists it."""

from __future__ import annotations

from typing import Any

from golive.alarms import Row, rows
from golive.alarms.patterns import filled

GROUP = "golive-sandbox-function-log"


def metric_filters() -> list[dict[str, Any]]:
    """One for each row of the alarm table that has a pattern; a stack owns one of them."""
    return [_listed(row) for row in rows() if row.pattern]


def _listed(row: Row) -> dict[str, Any]:
    counted = {
        "metricNamespace": row.namespace,
        "metricName": row.metric,
        "metricValue": "1",
        "defaultValue": 0.0,
    }
    return {
        "filterName": f"golive-{row.id}",
        "filterPattern": filled(row, ()),
        "metricTransformations": [counted],
        "creationTime": 1795000000000,
        "logGroupName": GROUP,
    }
