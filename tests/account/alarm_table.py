"""Every alarm that the alarm table asks of the good account, as CloudWatch describes it."""

from __future__ import annotations

from typing import Any

from golive.account.readers.alarm_table import built
from golive.alarms import Row
from golive.environment import Environment

TOPIC = "arn:aws:sns:us-east-1:111122223333:golive-sandbox-critical"


def table_alarms(environment: Environment, instance: str) -> list[dict[str, Any]]:
    """One for each row; what a row watches beside the instance is called `x`."""
    return [_described(row, environment, instance) for row in built(environment)]


def _described(row: Row, environment: Environment, instance: str) -> dict[str, Any]:
    known = {"instance": instance, "environment": environment.name}
    places = dict.fromkeys(row.places, "x") | known
    return {
        "AlarmName": f"{environment.prefix}-{row.id}",
        "ComparisonOperator": row.comparison,
        "Threshold": float(row.limit(environment.measures)),
        "EvaluationPeriods": row.evaluation_periods,
        "DatapointsToAlarm": row.datapoints,
        "TreatMissingData": row.missing,
        "ActionsEnabled": True,
        "AlarmActions": [TOPIC],
        "StateValue": "OK",
        **_watched(row, places),
    }


def _watched(row: Row, places: dict[str, str]) -> dict[str, Any]:
    if row.each:
        return {"Metrics": [{"Id": "each", "Expression": row.query(places), "Period": row.period}]}
    return {
        "Namespace": row.namespace,
        "MetricName": row.metric,
        "Statistic": row.statistic,
        "Period": row.period,
        "Dimensions": [{"Name": n, "Value": v} for n, v in row.named(places).items()],
    }
