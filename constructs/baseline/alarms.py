"""The alarms of the table, and what they tell: composites, and a mute until the launch."""

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
Mute = cloudwatch.CfnAlarmMuteRule


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


class Composite(cloudwatch.CfnCompositeAlarm):
    """On while its rule holds; tells a topic when it goes on, and when it ends.

    Without a `name` it is called after its `id`.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        description: str,
        terms: Sequence[str],
        members: Sequence[TableAlarm],
        topic: Topic,
        name: str = "",
    ) -> None:
        super().__init__(
            scope,
            id,
            alarm_name=alarm_name(environment, name or id.lower()),
            alarm_description=description,
            alarm_rule=" OR ".join(terms),
            alarm_actions=[topic.topic_arn],
            ok_actions=[topic.topic_arn],
        )
        self.node.add_dependency(*members)


class MutedUntilLaunch(Construct):
    """Alarms that tell nobody before the environment's launch, and everybody from then on.

    A mute lasts 15 days at most, so it recurs. At the end of a window an alarm that is still on
    acts at once; two rules, half an hour apart, leave no moment between windows, as each
    covers the other's end (CloudWatch User Guide, How alarm mute rules work: multiple
    overlapping rules). They expire at the launch.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        alarms: Sequence[TableAlarm | Composite],
    ) -> None:
        super().__init__(scope, id)
        names = [alarm.alarm_name for alarm in alarms]
        for minute in (0, 30):
            schedule = Mute.ScheduleProperty(
                expression=f"cron({minute} * * * *)", duration="PT1H", timezone="UTC"
            )
            rule = Mute(
                self,
                f"Minute{minute}",
                name=alarm_name(environment, f"until-launch-{minute}"),
                description="Silence is no alarm before callers come",
                rule=Mute.RuleProperty(schedule=schedule),
                mute_targets=Mute.MuteTargetsProperty(alarm_names=[name for name in names if name]),
                expire_date=environment.launch.at.strftime("%Y-%m-%dT%H:%M"),
            )
            rule.node.add_dependency(*alarms)
