"""What is stored, under which keys, and who may reach it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from golive.facts.words import Named, Where
from golive.model import Fact, fact


@fact
class Statement(Fact):
    """One statement of a policy; values normalised to tuples, `*` kept.

    `principals` are `Service:x`, `AWS:<arn>`, `Federated:x` or `*`; `conditions` map
    operator to key (lower case) to values. `Not...` elements make it `inverted`, and are
    `negated` by the names of what they negate: `Principal`, `Action`, `Resource`.
    """

    sid: str
    allow: bool
    principals: tuple[Named, ...]
    actions: tuple[str, ...]
    resources: tuple[Named, ...]
    conditions: Mapping[str, Mapping[str, tuple[Named, ...]]]
    inverted: bool
    negated: tuple[str, ...] = ()


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
    """A DynamoDB table; `policy` is its own, which lets in beside those of the account."""

    name: Named
    key: Where
    recovery: bool
    deletion_protection: bool
    policy: tuple[Statement, ...]


@fact
class SecretParameter(Fact):
    """An SSM parameter that holds a private key, made by the input-key function: the `maker`."""

    name: Named
    type: str
    key: Where
    maker: Where


@fact
class Bucket(Fact):
    """An S3 bucket. `logs_to` None: access is not logged; `lock_days` 0: no Object Lock.

    `copies_to` are the buckets that its replication rules copy objects to, those that are on.
    `doors` are the policies of its access points, all of them together.
    """

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
    copies_to: tuple[Where, ...]
    policy: tuple[Statement, ...]
    doors: tuple[Statement, ...]


@fact
class AccountBlock(Fact):
    """The account's S3 public-access block."""

    block_public_acls: bool
    ignore_public_acls: bool
    block_public_policy: bool
    restrict_public_buckets: bool


@fact
class Stream(Fact):
    """A Kinesis data stream; `policy` is its own, which lets in beside those of the account."""

    name: Named
    encryption: str
    key: Where
    retention_hours: int
    policy: tuple[Statement, ...]


@fact
class DeliveryStream(Fact):
    """A Firehose stream from a Kinesis stream to S3."""

    source: Where
    bucket: Where
    key: Where
    compression: str
