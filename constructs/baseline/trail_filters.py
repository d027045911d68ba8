"""What the trail's log is searched for: a metric filter for each audit row of the alarm table."""

from __future__ import annotations

from aws_cdk import aws_logs as logs
from constructs import Construct

from baseline.log_group import LogGroup
from golive.alarms import Row, rows
from golive.alarms.patterns import filled
from golive.environment import Environment

Transformation = logs.CfnMetricFilter.MetricTransformationProperty


class TrailFilters(Construct):
    """One filter a row with a pattern; its metric counts the events that match.

    The default of 0 is published while events come that don't match, so that a metric without
    data is a filter that nothing feeds (CloudWatch Logs User Guide, Configuring metric values
    for a metric filter).
    """

    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, log_group: LogGroup
    ) -> None:
        super().__init__(scope, id)
        for row in rows():
            if row.pattern:
                logs.CfnMetricFilter(
                    self,
                    row.metric,
                    log_group_name=log_group.log_group_name,
                    filter_pattern=filled(row, environment.access.secrets),
                    metric_transformations=[_counted(row)],
                )


def _counted(row: Row) -> Transformation:
    return Transformation(
        metric_namespace=row.namespace, metric_name=row.metric, metric_value="1", default_value=0
    )
