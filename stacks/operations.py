"""Alarms, whom they tell, and the dashboards."""

from __future__ import annotations

from constructs import Construct

from baseline.alarms import TableAlarm
from baseline.arrivals import Arrivals
from baseline.board_widget import BoardWidget
from baseline.dashboard import dashboards
from baseline.escalation import Escalation, topics
from baseline.heartbeat import Heartbeat, HeartbeatTopic
from baseline.queries import SavedQueries
from baseline.readiness import Readiness
from baseline.rollback import Rollback
from baseline.verifier import Verifier
from golive.account.rights import Made
from golive.alarms import Subject, rows, watches
from golive.alarms.subjects import declared, tables
from golive.environment import Environment
from stacks.account_baseline import AccountBaseline
from stacks.associations import Associations
from stacks.base import EnvStack
from stacks.data import Data
from stacks.instance import Instance


class Operations(EnvStack):
    """The alarm table of this environment: each row that has what it watches."""

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
        key = data.operations_key
        self.topics = topics(self, environment, key)
        self.heartbeat = HeartbeatTopic(self, environment=environment, key=key)
        self.arrivals = Arrivals(
            self,
            "Arrivals",
            environment=environment,
            key=data.operations_key,
            topics=[*self.topics.values(), self.heartbeat],
        )
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
        SavedQueries(self, "Queries", environment=environment)
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
            "arrivals": self.arrivals.name,
            "input_keys": associations.input_keys.name,
            **_sealing(environment, associations),
            **{f"{severity}_topic": topic.topic_name for severity, topic in self.topics.items()},
            **_of_account(account),
        }
        subjects = declared(environment) | {"table": _tables(data)}
        table = watches(rows(), places, environment.measures, subjects)
        alarms = [TableAlarm(self, watch=watch, environment=environment) for watch in table]
        Heartbeat(self, environment=environment, topic=self.heartbeat)
        escalation = Escalation(self, environment=environment, topics=self.topics, alarms=alarms)
        arns = [composite.attr_arn for composite in escalation.composites]
        self.dashboards = dashboards(
            self,
            environment=environment,
            alarms=alarms,
            composite_arns=arns,
            board_arn=self.board.arn,
        )


def _files(account: AccountBaseline | None) -> dict[str, str]:
    """Where the trail's files are, and what seals them, where this environment makes the trail."""
    trail = account and account.trail
    if not trail:
        return {}
    return {"trail_bucket": trail.bucket.bucket_name, "trail_key": trail.key.key_arn}


def _tables(data: Data) -> dict[str, Subject]:
    """The tables by what they hold, as rows name them."""
    made = {
        "contact-evidence": data.contact_evidence,
        "dynamic-messages": data.messages,
        "register": data.register,
    }
    return tables({holds: table.table_name for holds, table in made.items()})


def _sealing(environment: Environment, associations: Associations) -> dict[str, str]:
    """The key that seals what callers enter, where some flow asks them to."""
    return {"signing_key": associations.key_id} if environment.seals else {}


def _of_account(account: AccountBaseline | None) -> dict[str, str]:
    """What the account baseline made, where this environment makes it."""
    trail = account and account.trail
    function = account and account.public_access
    made = {"trail_log": trail.log_group.log_group_name} if trail else {}
    return made | ({"public_access": function.name} if function else {})
