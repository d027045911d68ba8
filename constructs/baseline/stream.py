"""A Kinesis data stream."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk import aws_kinesis as kinesis
from constructs import Construct

from baseline.keeping import keep
from baseline.key import Key
from golive.environment import Environment


class Stream(kinesis.Stream):
    """On demand, under our key, kept for the environment's `stream_hours`."""

    def __init__(self, scope: Construct, id: str, *, environment: Environment, key: Key) -> None:
        super().__init__(
            scope,
            id,
            stream_mode=kinesis.StreamMode.ON_DEMAND,
            encryption=kinesis.StreamEncryption.KMS,
            encryption_key=key,  # pyright: ignore[reportArgumentType]
            retention_period=Duration.hours(environment.retention.stream_hours),
            removal_policy=keep(environment),
        )
