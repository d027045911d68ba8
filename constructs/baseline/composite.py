"""What alarms tell together: one message for many of one cause."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from baseline.alarms import TableAlarm, alarm_name
from baseline.topic import Topic
from golive.environment import Environment


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
