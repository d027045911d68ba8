"""What ties Connect to the rest: storage, the keys that seal what callers enter, origins."""

from __future__ import annotations

from aws_cdk import CfnOutput
from aws_cdk import aws_connect as connect
from constructs import Construct

from baseline.bucket import Bucket
from baseline.input_keys import InputKeys
from baseline.storage import BucketStorage, StreamStorage
from baseline.stream import Stream
from golive.environment import Environment
from stacks.base import EnvStack
from stacks.data import Data
from stacks.instance import Instance

SLOTS = ("a",)
"""Of the two that Connect has; the other one is for a rotation."""
USED = "a"
"""The slot whose key flows name."""


class Associations(EnvStack):
    """Storage of each kind of contact data, the security key of each slot, declared origins."""

    def __init__(
        self, scope: Construct, *, environment: Environment, data: Data, instance: Instance
    ) -> None:
        super().__init__(
            scope,
            "Associations",
            environment=environment,
            description="What ties Connect to the data",
        )
        self._storage(environment, data, instance)
        self._security_keys(environment, data, instance)
        for origin in environment.origins:
            id = "Origin" + "".join(filter(str.isalnum, origin.removeprefix("https://")))
            connect.CfnApprovedOrigin(self, id, instance_id=instance.arn, origin=origin)

    def _storage(self, environment: Environment, data: Data, instance: Instance) -> None:
        """Streams after recordings: associating those grants Connect the key of both."""

        def kept(id: str, kind: str, bucket: Bucket, folder: str) -> BucketStorage:
            return BucketStorage(
                self,
                id,
                instance_arn=instance.arn,
                kind=kind,
                bucket=bucket,
                folder=f"connect/{environment.instance.alias}/{folder}",
                key=data.contact_key,
            )

        def sent(id: str, kind: str, stream: Stream) -> None:
            storage = StreamStorage(self, id, instance_arn=instance.arn, kind=kind, stream=stream)
            storage.add_resource_dependency(recordings)

        recordings = kept("CallRecordings", "CALL_RECORDINGS", data.recordings, "CallRecordings")
        kept("ChatTranscripts", "CHAT_TRANSCRIPTS", data.transcripts, "ChatTranscripts")
        kept("ScheduledReports", "SCHEDULED_REPORTS", data.reports, "Reports")
        sent("ContactRecords", "CONTACT_TRACE_RECORDS", data.contact_records)
        sent("AgentEvents", "AGENT_EVENTS", data.agent_events)

    def _security_keys(self, environment: Environment, data: Data, instance: Instance) -> None:
        self.input_keys = InputKeys(
            self,
            "InputKeys",
            environment=environment,
            secrets_key=data.secrets_key,
            log_key=data.operations_key,
            slots=SLOTS,
        )
        for slot in SLOTS:
            name = slot.upper()
            public = self.input_keys.pair(self, f"Pair{name}", environment=environment, slot=slot)
            key = connect.CfnSecurityKey(
                self, f"SecurityKey{name}", instance_id=instance.arn, key=public
            )
            CfnOutput(self, f"SecurityKey{name}Id", value=key.attr_association_id)
            if slot == USED:
                self.key_id = key.attr_association_id
