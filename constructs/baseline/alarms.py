"""The alarms of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from baseline.topic import Topic
from golive.alarms import Row, Watch
from golive.environment import Environment

Dimension = cloudwatch.CfnAlarm.DimensionProperty
Query = cloudwatch.CfnAlarm.MetricDataQueryProperty


def alarm_name(environment: Environment, id: str) -> str:
    """What an alarm is called in the account."""
    return f"{environment.prefix}-{id}"


class TableAlarm(cloudwatch.CfnAlarm):
    """One alarm of the table. It acts through a composite, or else `tells` a topic itself."""

    def __init__(self, scope: Construct, *, watch: Watch, environment: Environment) -> None:
        row = watch.row
        super().__init__(
            scope,
            "".join(word.title() for word in re.split(r"[-.]", watch.id)),
            alarm_name=alarm_name(environment, watch.id),
            alarm_description=f"{row.feels} Runbook: {row.runbook}",
            comparison_operator=row.comparison,
            threshold=watch.limit,
            evaluation_periods=row.evaluation_periods,
            datapoints_to_alarm=row.datapoints,
            treat_missing_data=row.missing,
            **_watched(watch),
        )
        self.watch, self.row = watch, row

    def tells(self, topic: Topic) -> None:
        """Tell a topic when it goes on, and when it ends."""
        self.alarm_actions = self.ok_actions = [topic.topic_arn]


def _watched(watch: Watch) -> dict[str, Any]:
    """The metric of a row, its query, or its expression with what goes into it."""
    row = watch.row
    if row.each:
        query = Query(id="each", expression=watch.query, period=row.period, return_data=True)
        return {"metrics": [query]}
    dimensions = [Dimension(name=name, value=value) for name, value in watch.dimensions.items()]
    if row.expression:
        inputs = [_input(row, name, dimensions) for name in row.inputs]
        result = Query(id="result", expression=row.expression, return_data=True)
        return {"metrics": [result, *inputs]}
    statistic = "extended_statistic" if row.statistic.startswith("p") else "statistic"
    return {
        "namespace": row.namespace,
        "metric_name": row.metric,
        statistic: row.statistic,
        "period": row.period,
        "dimensions": dimensions,
    }


def _input(row: Row, name: str, dimensions: Sequence[Dimension]) -> Query:
    metric = cloudwatch.CfnAlarm.MetricProperty(
        namespace=row.namespace, metric_name=row.inputs[name], dimensions=list(dimensions)
    )
    stat = cloudwatch.CfnAlarm.MetricStatProperty(
        metric=metric, period=row.period, stat=row.statistic
    )
    return Query(id=name, metric_stat=stat, return_data=False)
