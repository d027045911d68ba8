"""An alarm that goes on and off all day, so that a broken path from alarms to people shows."""

from __future__ import annotations

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from constructs import Construct

from baseline.alarms import alarm_name
from baseline.key import Key
from baseline.topic import Topic
from golive.alarms.heartbeat import EXPRESSION, ID, MINUTES, NAME, PERIOD
from golive.environment import Environment
from golive.launch.criterion import HEARTBEAT, NAMESPACE

Query = cloudwatch.CfnAlarm.MetricDataQueryProperty
Metric = cloudwatch.CfnAlarm.MetricProperty
Stat = cloudwatch.CfnAlarm.MetricStatProperty
Dimension = cloudwatch.CfnAlarm.DimensionProperty


class HeartbeatTopic(Topic):
    """Of its own, with the key and the rules of a severity's topic: people don't hear it.

    What is declared outside the account hears each beat over HTTPS, and confirms it once.
    """

    def __init__(self, scope: Construct, *, environment: Environment, key: Key) -> None:
        super().__init__(scope, "HeartbeatTopic", environment=environment, key=key)
        if link := environment.recipients.heartbeat:
            sns.CfnSubscription(
                self, "Outside", topic_arn=self.topic_arn, protocol="https", endpoint=link
            )


class Heartbeat(cloudwatch.CfnAlarm):
    """On for some minutes after each evaluation of the rollback criterion, then off again."""

    def __init__(self, scope: Construct, *, environment: Environment, topic: Topic) -> None:
        dimension = Dimension(name="Environment", value=environment.name)
        metric = Metric(namespace=NAMESPACE, metric_name=HEARTBEAT, dimensions=[dimension])
        stat = Stat(metric=metric, period=PERIOD, stat="Sum")
        super().__init__(
            scope,
            "Heartbeat",
            alarm_name=alarm_name(environment, NAME),
            alarm_description="No fault: each time it goes on, a message travels to a queue.",
            metrics=[
                Query(id="beats", expression=EXPRESSION, return_data=True),
                Query(id=ID, metric_stat=stat, return_data=False),
            ],
            comparison_operator="GreaterThanOrEqualToThreshold",
            threshold=1,
            evaluation_periods=MINUTES,
            datapoints_to_alarm=1,
            treat_missing_data="notBreaching",
            alarm_actions=[topic.topic_arn],
        )
