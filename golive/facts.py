"""Every kind of fact: the vocabulary of the project.

A key is a Ref (ours), an ARN or id (someone's), or one of the two words below. Durations
are in the unit that the field's name says. A `Where` points at a resource: a Ref, or the
ARN or name of one that no stack owns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from golive.model import Fact, Ref, Text, fact

AWS_OWNED = "aws-owned"
AWS_MANAGED = "aws-managed"

EVERYTHING = "ALL_SUPPORTED_RESOURCE_TYPES"
"""The recording strategy of Config that leaves no type out."""

Where = Ref | str
Named = str | Ref | Text


@fact
class Statement(Fact):
    """One statement of a policy; values normalised to tuples, `*` kept.

    `principals` are `Service:x`, `AWS:<arn>`, `Federated:x` or `*`; `conditions` map
    operator to key (lower case) to values. `Not...` elements make it `inverted`.
    """

    sid: str
    allow: bool
    principals: tuple[Named, ...]
    actions: tuple[str, ...]
    resources: tuple[Named, ...]
    conditions: Mapping[str, Mapping[str, tuple[Named, ...]]]
    inverted: bool


@fact
class Key(Fact):
    """A KMS key."""

    manager: Literal["CUSTOMER", "AWS"]
    usage: str
    rotation: bool
    state: str
    policy: tuple[Statement, ...]


@fact
class Table(Fact):
    """A DynamoDB table."""

    name: Named
    key: Where
    recovery: bool
    deletion_protection: bool


@fact
class SecretParameter(Fact):
    """An SSM parameter that holds a private key, made by the input-key function."""

    name: Named
    type: str
    key: Where


@fact
class Bucket(Fact):
    """An S3 bucket. `logs_to` None: access is not logged; `lock_days` 0: no Object Lock."""

    name: Named
    encryption: str
    key: Where
    bucket_key: bool
    block_public_acls: bool
    ignore_public_acls: bool
    block_public_policy: bool
    restrict_public_buckets: bool
    ownership: str
    versioned: bool
    logs_to: Where | None
    lock_days: int
    policy: tuple[Statement, ...]


@fact
class AccountBlock(Fact):
    """The account's S3 public-access block."""

    block_public_acls: bool
    ignore_public_acls: bool
    block_public_policy: bool
    restrict_public_buckets: bool


@fact
class Stream(Fact):
    """A Kinesis data stream."""

    name: Named
    encryption: str
    key: Where
    retention_hours: int


@fact
class DeliveryStream(Fact):
    """A Firehose stream from a Kinesis stream to S3."""

    source: Where
    bucket: Where
    key: Where
    compression: str


@fact
class Instance(Fact):
    """An Amazon Connect instance."""

    alias: Named
    identity: str
    flow_logs: bool
    contact_lens: bool


@fact
class StorageConfig(Fact):
    """What ties a kind of Connect data to where it is kept."""

    instance: Where
    resource_type: str
    storage_type: str
    target: Where
    key: Where


@fact
class SecurityKey(Fact):
    """A public key that encrypts what callers enter; `pair` is the key pair it belongs to."""

    instance: Where
    pair: Where


@fact
class LogGroup(Fact):
    """A log group; `retention_days` 0 means that events never expire."""

    name: Named
    key: Where
    retention_days: int


@fact
class Function(Fact):
    """A Lambda function; `log_group` is where it logs."""

    name: Named
    log_group: Where
    runtime: str
    timeout_seconds: int


@fact
class DataEvents(Fact):
    """One data-event selector of a trail: resources whose ARN starts with, or equals."""

    resource_type: str
    starts_with: tuple[Named, ...]
    equals: tuple[Named, ...]


@fact
class Trail(Fact):
    """A CloudTrail trail; `management` says whether all management events are recorded."""

    name: Named
    logging: bool
    multi_region: bool
    validation: bool
    key: Where
    bucket: Where
    log_group: Where | None
    management: bool
    data_events: tuple[DataEvents, ...]


@fact
class Recorder(Fact):
    """The Config recorder."""

    recording: bool
    all_types: bool
    global_types: bool


@fact
class Channel(Fact):
    """The Config delivery channel."""

    bucket: Where
    key: Where


@fact
class ConfigRule(Fact):
    """A managed Config rule."""

    identifier: str


@fact
class Alarm(Fact):
    """A metric alarm; metric fields are empty where it watches an expression."""

    name: Named
    namespace: str
    metric: str
    dimensions: Mapping[str, Named]
    statistic: str
    period_seconds: int
    threshold: float
    comparison: str
    evaluation_periods: int
    datapoints: int
    missing: str
    actions: tuple[Where, ...]
    actions_enabled: bool


@fact
class CompositeAlarm(Fact):
    """A composite alarm; `members` are the alarms of which each by itself turns it on."""

    name: Named
    members: tuple[Named, ...]
    actions: tuple[Where, ...]
    actions_enabled: bool


@fact
class Topic(Fact):
    """An SNS topic."""

    key: Where
    policy: tuple[Statement, ...]


@fact
class Subscription(Fact):
    """A topic's subscription. An e-mail address becomes confirmed by its owner."""

    topic: Where
    protocol: str
    confirmed: bool


@fact
class Series(Fact):
    """One metric on a dashboard."""

    namespace: str
    metric: str
    dimensions: Mapping[str, Named]


@fact
class Dashboard(Fact):
    """A CloudWatch dashboard and the metrics that its widgets name."""

    name: Named
    series: tuple[Series, ...]


@fact
class TrailDelivery(Fact):
    """When a trail last delivered, UTC; None for never. Errors are CloudTrail's words."""

    of = Trail
    logging: bool
    last_log: datetime | None
    last_digest: datetime | None
    log_error: str
    digest_error: str
    digest_valid: bool


@fact
class RecorderStatus(Fact):
    """What the recorder says of itself."""

    of = Recorder
    recording: bool
    last_status: str


@fact
class FlowLogArrival(Fact):
    """When the newest event of `/aws/connect/<alias>` arrived, UTC; None for never."""

    of = Instance
    last_event: datetime | None


@fact
class FunctionLogArrival(Fact):
    """When a function last logged, and when it was last changed, UTC. No content is read."""

    of = Function
    last_event: datetime | None
    changed: datetime


@fact
class DashboardData(Fact):
    """The metrics of a dashboard that had no datapoint in the last day."""

    of = Dashboard
    silent: tuple[str, ...]
