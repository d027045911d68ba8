"""All that is stateful, with its keys beside it; names nothing of the instance but its alias."""

from __future__ import annotations

from constructs import Construct

from baseline import key_statements, readers
from baseline.archive import FAILED, RECORDS, Archive
from baseline.bucket import AccessLogBucket, Bucket
from baseline.catalogue import Catalogue
from baseline.key import Key, SigningKey
from baseline.log_group import LogGroup
from baseline.readers import Readers
from baseline.stream import Stream
from baseline.table import Table
from baseline.writers import PlanWriters
from golive.environment import Environment
from stacks.base import EnvStack

ANALYSIS = "Analysis/"
"""Where Contact Lens puts what it makes of a contact (re:Post, encrypt Connect's recordings)."""


class Data(EnvStack):
    """Keys by data class, and what they encrypt."""

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(
            scope,
            "Data",
            environment=environment,
            description="All that is stateful, with its keys",
        )
        self._keys(environment)
        self._buckets(environment)
        self._tables(environment)
        self._streams(environment)
        self.flow_log = LogGroup(
            self,
            "FlowLog",
            environment=environment,
            key=self.contact_key,
            name=environment.flow_log_group,
        )
        self._readers(environment)

    def _keys(self, environment: Environment) -> None:
        self.contact_key = Key(
            self,
            "ContactKey",
            environment=environment,
            description="Contact data: recordings, transcripts, reports, records, flow logs",
            statements=[
                key_statements.connect_role(environment),
                key_statements.log_groups(environment, environment.flow_log_group),
            ],
        )
        self.secrets_key = Key(
            self,
            "SecretsKey",
            environment=environment,
            description="Private keys of what callers enter",
            statements=key_statements.secrets(environment, f"{environment.parameters}/input/"),
            narrow=True,
        )
        self.operations_key = Key(
            self,
            "OperationsKey",
            environment=environment,
            description="Function logs, alarm topics and their queue, evidence, register",
            statements=[
                key_statements.log_groups(environment, *_groups(environment)),
                key_statements.alarms(environment),
                key_statements.topics(environment),
            ],
        )
        self.signing_key = SigningKey(
            self, "SigningKey", environment=environment, description="Signs decisions"
        )

    def _buckets(self, environment: Environment) -> None:
        kept = environment.retention
        self.access_logs = AccessLogBucket(self, "AccessLog", environment=environment)
        self.recordings = self._contact_bucket(environment, "recordings")
        self.transcripts = self._contact_bucket(environment, "transcripts")
        self.reports = self._contact_bucket(environment, "reports")
        self.archive = Bucket(
            self,
            "Archive",
            environment=environment,
            key=self.contact_key,
            logs=self.access_logs,
            days=kept.contact_data_days,
        )
        self.evidence = Bucket(
            self,
            "Evidence",
            environment=environment,
            key=self.operations_key,
            logs=self.access_logs,
            days=kept.audit_days,
            locked=True,
        )

    def _contact_bucket(self, environment: Environment, holds: str) -> Bucket:
        return Bucket(
            self,
            holds.title(),
            environment=environment,
            key=self.contact_key,
            logs=self.access_logs,
            days=environment.retention.contact_data_days,
            name=environment.connect_bucket(holds),
        )

    def _tables(self, environment: Environment) -> None:
        self.register = Table(self, "Register", environment=environment, key=self.operations_key)
        self.contact_evidence = Table(
            self, "ContactEvidence", environment=environment, key=self.contact_key, expires="ttl"
        )
        self.messages = Table(
            self, "DynamicMessages", environment=environment, key=self.operations_key
        )

    def _streams(self, environment: Environment) -> None:
        key = self.contact_key
        self.contact_records = Stream(self, "ContactRecords", environment=environment, key=key)
        self.agent_events = Stream(self, "AgentEvents", environment=environment, key=key)
        self.delivery = Archive(
            self,
            "RecordArchive",
            environment=environment,
            stream=self.contact_records,
            bucket=self.archive,
            key=key,
            log_key=self.operations_key,
        )
        self.catalogue = Catalogue(self, "Catalogue", environment=environment, bucket=self.archive)

    def _readers(self, environment: Environment) -> None:
        """A policy for each data class; who may hold it is `access` of the environment."""
        stored = f"connect/{environment.instance.alias}/"
        Readers(
            self,
            "ContactDataReaders",
            description="Reads recordings, transcripts, reports and contact records",
            statements=[
                *readers.objects(
                    {
                        self.recordings: (stored, ANALYSIS),
                        self.transcripts: (stored, ANALYSIS),
                        self.reports: (stored,),
                        self.archive: (RECORDS, FAILED),
                    }
                ),
                readers.items(self.contact_evidence),
                readers.records(self.contact_records, self.agent_events),
                readers.opened(environment, self.contact_key, "dynamodb", "kinesis", "s3"),
            ],
        )
        names = [f"parameter{environment.parameters}/input/{slot}" for slot in ("a", "b")]
        Readers(
            self,
            "SecretsReaders",
            description="Reads the private keys of what callers enter, where their key lets it",
            statements=readers.private_keys(
                environment, self.secrets_key, [environment.arn("ssm", name) for name in names]
            ),
        )
        Readers(
            self,
            "OperationsReaders",
            description="Reads evidence of verifications, and the register",
            statements=[
                *readers.objects({self.evidence: ("verify/",)}),
                readers.items(self.register, self.messages),
                readers.opened(environment, self.operations_key, "dynamodb", "s3"),
            ],
        )
        PlanWriters(
            self,
            "PlanWriters",
            environment=environment,
            register=self.register,
            key=self.operations_key,
        )


def _groups(environment: Environment) -> list[str]:
    """How CloudFormation names the log groups of the stacks that use the operations key."""
    return [f"{environment.stack(stem)}-*" for stem in ("Data", "Associations", "Operations")]
