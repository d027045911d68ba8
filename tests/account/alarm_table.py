"""Every alarm that the alarm table asks of the good account, as CloudWatch describes it."""

from __future__ import annotations

from typing import Any

from golive.account.readers.alarm_table import built
from golive.alarms import Row, Watch
from golive.environment import Environment

TOPIC = "arn:aws:sns:us-east-1:111122223333:golive-sandbox-critical"


def table_alarms(environment: Environment, instance: str) -> list[dict[str, Any]]:
    """One for each alarm; what it watches beside the instance is called `x`."""
    return [_described(watch, environment, instance) for watch in built(environment)]


def _described(watch: Watch, environment: Environment, instance: str) -> dict[str, Any]:
    row = watch.row
    known = {"instance": instance, "environment": environment.name}
    declared = {place: name for place, name in watch.places.items() if name}
    return {
        "AlarmName": f"{environment.prefix}-{watch.id}",
        "ComparisonOperator": row.comparison,
        "Threshold": float(watch.limit),
        "EvaluationPeriods": row.evaluation_periods,
        "DatapointsToAlarm": row.datapoints,
        "TreatMissingData": row.missing,
        "ActionsEnabled": True,
        "AlarmActions": [TOPIC],
        "StateValue": "OK",
        **_watched(row, dict.fromkeys(row.places, "x") | declared | known),
    }


def _watched(row: Row, places: dict[str, str]) -> dict[str, Any]:
    if row.each:
        return {"Metrics": [{"Id": "each", "Expression": row.query(places), "Period": row.period}]}
    dimensions = [{"Name": n, "Value": v} for n, v in row.named(places).items()]
    if row.expression:
        result = {"Id": "result", "Expression": row.expression, "ReturnData": True}
        return {"Metrics": [result, *(_input(row, name, dimensions) for name in row.inputs)]}
    percentile = row.statistic.startswith("p")
    return {
        "Namespace": row.namespace,
        "MetricName": row.metric,
        "ExtendedStatistic" if percentile else "Statistic": row.statistic,
        "Period": row.period,
        "Dimensions": dimensions,
    }


def _input(row: Row, name: str, dimensions: list[dict[str, str]]) -> dict[str, Any]:
    metric = {"Namespace": row.namespace, "MetricName": row.inputs[name], "Dimensions": dimensions}
    stat = {"Metric": metric, "Period": row.period, "Stat": row.statistic}
    return {"Id": name, "MetricStat": stat, "ReturnData": False}
