"""What alarms tell together: one message for many of one cause."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from baseline.alarms import TableAlarm, alarm_name
from baseline.topic import Topic
from golive.alarms import groups
from golive.environment import Environment


class Composite(cloudwatch.CfnCompositeAlarm):
    """On while its rule holds; tells a topic when it goes on, and when it ends."""

    def __init__(
        self,
        scope: Construct,
        *,
        made: groups.Composite,
        environment: Environment,
        alarms: Sequence[TableAlarm],
        topic: Topic,
    ) -> None:
        super().__init__(
            scope,
            "GoLiveAbort" if made.group is groups.ABORT else _id(made.name),
            alarm_name=alarm_name(environment, made.name),
            alarm_description=made.group.description,
            alarm_rule=made.rule,
            alarm_actions=[topic.topic_arn],
            ok_actions=[topic.topic_arn],
        )
        excused = {watch.row.unless for watch in made.watches}
        named = {watch.id for watch in made.watches} | excused
        self.node.add_dependency(*[alarm for alarm in alarms if alarm.watch.id in named])


def _id(name: str) -> str:
    return "".join(word.title() for word in name.split("-"))
