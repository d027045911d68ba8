"""Alarms, whom they tell, and the dashboards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import CfnOutput
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from baseline.alarms import Composite, MutedUntilLaunch, TableAlarm, alarm_name
from baseline.board_widget import BoardWidget
from baseline.dashboard import LaunchDay, SystemHealth
from baseline.key import Key
from baseline.readiness import Readiness
from baseline.rollback import Rollback
from baseline.topic import Topic
from baseline.verifier import Verifier
from golive.account.rights import Made
from golive.alarms import Severity, Subject, Subjects, rows, watches
from golive.alarms.subjects import TABLES, declared
from golive.environment import Environment
from golive.launch.criterion import ABORT
from stacks.account_baseline import AccountBaseline
from stacks.associations import Associations
from stacks.base import EnvStack
from stacks.data import Data
from stacks.instance import Instance

LAUNCH = "Launch"
"""The panel that has a dashboard of its own: the wall screen is full."""
SELF_SERVICE = ("Functions", "Data")
SEVERITIES: tuple[Severity, ...] = ("critical", "warning")


class Operations(EnvStack):
    """The alarm table of this environment: each row that has what it watches.

    A composite for each severity tells that severity's topic. Silence has a composite of its
    own, which is muted until the launch: an alarm that is muted is still on, and would turn
    on the composites that name it. What says to go back has a composite of its own, GoLiveAbort.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        environment: Environment,
        data: Data,
        instance: Instance,
        associations: Associations,
        account: AccountBaseline | None,
    ) -> None:
        super().__init__(
            scope,
            "Operations",
            environment=environment,
            description="Alarms, topics, dashboards, and what runs on a schedule",
        )
        self.topics = self._topics(environment, data.operations_key)
        self.verifier = Verifier(
            self,
            "Verify",
            environment=environment,
            made=Made(
                instance=instance.id,
                evidence=data.evidence.bucket_name,
                register=data.register.table_name,
                operations_key=data.operations_key.key_arn,
                **_files(account),
            ),
        )
        self.readiness = Readiness(
            self,
            "Readiness",
            environment=environment,
            key=data.operations_key,
            verifier=self.verifier,
        )
        self.rollback = Rollback(
            self,
            "Rollback",
            environment=environment,
            register=data.register,
            key=data.operations_key,
        )
        self.board = BoardWidget(
            self,
            "BoardWidget",
            environment=environment,
            evidence=data.evidence,
            register=data.register,
            key=data.operations_key,
        )
        places = {
            "environment": environment.name,
            "readiness": self.readiness.name,
            "rollback": self.rollback.name,
            "board_widget": self.board.name,
            "instance": instance.id,
            "contact_records": data.contact_records.stream_name,
            "agent_events": data.agent_events.stream_name,
            "archive": data.delivery.delivery.ref,
            "flow_log": environment.flow_log_group,
            "input_keys": associations.input_keys.name,
            **{f"{severity}_topic": topic.topic_name for severity, topic in self.topics.items()},
            **_of_account(account),
        }
        subjects = declared(environment) | {"table": _tables(data)}
        alarms = self._alarms(environment, places, subjects)
        composites = [self._severity(environment, s, alarms) for s in SEVERITIES]
        composites.append(self._silence(environment, alarms))
        composites.append(self._abort(environment, alarms))
        arns = [composite.attr_arn for composite in composites]
        drawn = [alarm.watch for alarm in alarms]
        self.dashboard = SystemHealth(
            self,
            "SystemHealth",
            environment=environment,
            watched=[watch for watch in drawn if watch.row.panel not in (LAUNCH, *SELF_SERVICE)],
            alarm_arns=arns,
        )
        self.self_service = SystemHealth(
            self,
            "SelfService",
            environment=environment,
            watched=[watch for watch in drawn if watch.row.panel in SELF_SERVICE],
            alarm_arns=arns,
            name="self-service",
        )
        self.launch_day = LaunchDay(
            self,
            "LaunchDay",
            environment=environment,
            watched=[watch for watch in drawn if watch.row.panel == LAUNCH],
            alarm_arns=arns,
            board_arn=self.board.arn,
        )

    def _topics(self, environment: Environment, key: Key) -> dict[Severity, Topic]:
        """One for each severity, told by e-mail; a recipient confirms once."""
        topics: dict[Severity, Topic] = {}
        for severity in SEVERITIES:
            topic = Topic(self, severity.title() + "Topic", environment=environment, key=key)
            for recipient in getattr(environment.recipients, severity):
                by_email = subscriptions.EmailSubscription(recipient)
                topic.add_subscription(by_email)  # pyright: ignore[reportArgumentType]
            CfnOutput(self, severity.title() + "TopicArn", value=topic.topic_arn)
            topics[severity] = topic
        return topics

    def _alarms(
        self, environment: Environment, places: Mapping[str, str], subjects: Subjects
    ) -> list[TableAlarm]:
        return [
            TableAlarm(self, watch=watch, environment=environment)
            for watch in watches(rows(), places, environment.measures, subjects)
        ]

    def _severity(
        self, environment: Environment, severity: Severity, alarms: Sequence[TableAlarm]
    ) -> Composite:
        loud = [a for a in alarms if not a.row.silence and not a.row.aborts]
        mine = [a for a in loud if a.row.severity == severity]
        return Composite(
            self,
            severity.title(),
            environment=environment,
            description=f"Any {severity} alarm is on. Runbooks: docs/runbooks/README.md",
            terms=[_on(environment, alarm.watch.id) for alarm in mine],
            members=mine,
            topic=self.topics[severity],
        )

    def _silence(self, environment: Environment, alarms: Sequence[TableAlarm]) -> Composite:
        excuses = [a for a in alarms if a.row.id in {alarm.row.unless for alarm in alarms}]
        silent = [a for a in alarms if a.row.silence and a not in excuses]
        for alarm in excuses:
            alarm.tells(self.topics[alarm.row.severity])
        composite = Composite(
            self,
            "Silence",
            environment=environment,
            description="A feed is silent that should not be. Runbooks: docs/runbooks/README.md",
            terms=[_silent(environment, alarm) for alarm in silent],
            members=[alarm for alarm in alarms if alarm.row.silence],
            topic=self.topics["critical"],
        )
        muted = [composite, *silent, *excuses]
        MutedUntilLaunch(self, "UntilLaunch", environment=environment, alarms=muted)
        return composite

    def _abort(self, environment: Environment, alarms: Sequence[TableAlarm]) -> Composite:
        """Line 3.3.1: its own message, however many other alarms are on."""
        mine = [alarm for alarm in alarms if alarm.row.aborts]
        return Composite(
            self,
            "GoLiveAbort",
            environment=environment,
            name=ABORT,
            description="The rollback criterion is met: decide to go back. docs/rollback.md",
            terms=[_on(environment, alarm.watch.id) for alarm in mine],
            members=mine,
            topic=self.topics["critical"],
        )


def _files(account: AccountBaseline | None) -> dict[str, str]:
    """Where the trail's files are, and what seals them, where this environment makes the trail."""
    trail = account and account.trail
    if not trail:
        return {}
    return {"trail_bucket": trail.bucket.bucket_name, "trail_key": trail.key.key_arn}


def _tables(data: Data) -> dict[str, Subject]:
    """The tables by what they hold, as rows name them."""
    made = (data.contact_evidence, data.messages, data.register)
    names = [table.table_name for table in made]
    return {kind: Subject({"table": name}) for kind, name in zip(TABLES, names, strict=True)}


def _of_account(account: AccountBaseline | None) -> dict[str, str]:
    """What the account baseline made, where this environment makes it."""
    trail = account and account.trail
    function = account and account.public_access
    made = {"trail_log": trail.log_group.log_group_name} if trail else {}
    return made | ({"public_access": function.name} if function else {})


def _on(environment: Environment, id: str) -> str:
    return f'ALARM("{alarm_name(environment, id)}")'


def _silent(environment: Environment, alarm: TableAlarm) -> str:
    on = _on(environment, alarm.watch.id)
    return f"({on} AND NOT {_on(environment, alarm.row.unless)})" if alarm.row.unless else on
