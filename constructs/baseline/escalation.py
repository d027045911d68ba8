"""Whom alarms tell: a topic for each severity, and the composites that tell it."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import CfnOutput
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from baseline.alarms import TableAlarm, alarm_name
from baseline.composite import Composite
from baseline.key import Key
from baseline.mutes import MutedUntilLaunch
from baseline.topic import Topic
from golive.alarms import Severity
from golive.environment import Environment
from golive.launch.criterion import ABORT

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
    """A composite for each severity tells that severity's topic.

    Silence has a composite of its own, which is muted until the launch: an alarm that is muted
    is still on, and would turn on the composites that name it. What says to go back has a
    composite of its own, GoLiveAbort (line 3.3.1): its own message, however many are on.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        environment: Environment,
        topics: Topics,
        alarms: Sequence[TableAlarm],
    ) -> None:
        self._scope, self._environment = scope, environment
        self._topics, self._alarms = topics, alarms
        self.composites = [self._severity(severity) for severity in SEVERITIES]
        self.composites.append(self._silence())
        self.composites.append(self._abort())

    def _severity(self, severity: Severity) -> Composite:
        loud = [a for a in self._alarms if not a.row.silence and not a.row.aborts]
        mine = [a for a in loud if a.row.severity == severity]
        return Composite(
            self._scope,
            severity.title(),
            environment=self._environment,
            description=f"Any {severity} alarm is on. Runbooks: docs/runbooks/README.md",
            terms=[self._on(alarm.watch.id) for alarm in mine],
            members=mine,
            topic=self._topics[severity],
        )

    def _silence(self) -> Composite:
        excuses = [a for a in self._alarms if a.row.id in {b.row.unless for b in self._alarms}]
        silent = [a for a in self._alarms if a.row.silence and a not in excuses]
        for alarm in excuses:
            alarm.tells(self._topics[alarm.row.severity])
        composite = Composite(
            self._scope,
            "Silence",
            environment=self._environment,
            description="A feed is silent that should not be. Runbooks: docs/runbooks/README.md",
            terms=[self._silent(alarm) for alarm in silent],
            members=[alarm for alarm in self._alarms if alarm.row.silence],
            topic=self._topics["critical"],
        )
        MutedUntilLaunch(
            self._scope,
            "UntilLaunch",
            environment=self._environment,
            alarms=[composite, *silent, *excuses],
        )
        return composite

    def _abort(self) -> Composite:
        mine = [alarm for alarm in self._alarms if alarm.row.aborts]
        return Composite(
            self._scope,
            "GoLiveAbort",
            environment=self._environment,
            name=ABORT,
            description="The rollback criterion is met: decide to go back. docs/rollback.md",
            terms=[self._on(alarm.watch.id) for alarm in mine],
            members=mine,
            topic=self._topics["critical"],
        )

    def _on(self, id: str) -> str:
        return f'ALARM("{alarm_name(self._environment, id)}")'

    def _silent(self, alarm: TableAlarm) -> str:
        on = self._on(alarm.watch.id)
        return f"({on} AND NOT {self._on(alarm.row.unless)})" if alarm.row.unless else on
