"""What the trail's log is searched for in the stack in which every control holds."""

from __future__ import annotations

from typing import Any

from golive.alarms import Row, rows
from golive.alarms.patterns import filled
from tests.template.parts import resource


def searched(row: Row) -> dict[str, Any]:
    """The filter of an audit row."""
    counted = {
        "MetricNamespace": row.namespace,
        "MetricName": row.metric,
        "MetricValue": "1",
        "DefaultValue": 0,
    }
    return resource(
        "AWS::Logs::MetricFilter",
        LogGroupName={"Ref": "FunctionLog"},
        FilterPattern=filled(row, ()),
        MetricTransformations=[counted],
    )


SEARCHING: dict[str, Any] = {row.metric: searched(row) for row in rows() if row.pattern}
