"""Whom alarms tell: a topic for each severity, and the composites that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from aws_cdk import CfnOutput
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from baseline.alarms import TableAlarm
from baseline.composite import Composite
from baseline.key import Key
from baseline.mutes import Mutes
from baseline.topic import Topic
from golive.alarms import Severity
from golive.alarms.groups import composites, excuses
from golive.alarms.mutes import declared
from golive.environment import Environment

SEVERITIES: tuple[Severity, ...] = ("critical", "warning")
Topics = dict[Severity, Topic]


def topics(scope: Construct, environment: Environment, key: Key) -> Topics:
    """One for each severity, told by e-mail; a recipient confirms once."""
    made: Topics = {}
    for severity in SEVERITIES:
        topic = Topic(scope, severity.title() + "Topic", environment=environment, key=key)
        for recipient in getattr(environment.recipients, severity):
            by_email = subscriptions.EmailSubscription(recipient)
            topic.add_subscription(by_email)  # pyright: ignore[reportArgumentType]
        CfnOutput(scope, severity.title() + "TopicArn", value=topic.topic_arn)
        made[severity] = topic
    return made


class Escalation:
    """The composites of the environment's alarms, each telling its topic, and what mutes them.

    An alarm that is muted is still on, and turns on the composites that name it: so what is
    muted apart has a composite of its own, and mutes name composites.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        environment: Environment,
        topics: Topics,
        alarms: Sequence[TableAlarm],
    ) -> None:
        watched = [alarm.watch for alarm in alarms]
        apart = excuses(watched)
        for alarm in alarms:
            if alarm.watch in apart:
                alarm.tells(topics[alarm.row.severity])
        self.composites = [
            Composite(
                scope,
                made=made,
                environment=environment,
                alarms=alarms,
                topic=topics[made.group.severity],
            )
            for made in composites(watched, environment.prefix)
        ]
        acting = [*self.composites, *[alarm for alarm in alarms if alarm.watch in apart]]
        for kind, mutes in groupby(declared(environment, watched), lambda mute: mute.kind):
            Mutes(scope, kind=kind, mutes=mutes, alarms=acting)
