"""Lines 4.1 and 4.8: tables and streams under our keys."""

from __future__ import annotations

from collections.abc import Iterator

from golive.controls.control import Finding, control, first, listing, subject_of
from golive.controls.keys import customer_key, other_key, own_account
from golive.controls.references import means, resource_of
from golive.controls.services import CONNECT_ROLE, shut_out
from golive.controls.statements import acts, demanded
from golive.facts.connect import Instance, StorageConfig
from golive.facts.storage import Bucket, DeliveryStream, Key, Statement, Stream, Table
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Ref, Side

STREAMED = ("CONTACT_TRACE_RECORDS", "AGENT_EVENTS")


@control(
    "4.1", Table, fix="Set SSESpecification with SSEEnabled, SSEType KMS and a KMSMasterKeyId."
)
def table_key(table: Table, side: Side) -> Finding | None:
    """Every table is encrypted under a customer-managed key that is enabled."""
    return customer_key("key", table.key, side)


@control("4.8", Stream, fix="Set StreamEncryption with EncryptionType KMS and a KeyId of ours.")
def stream_key(stream: Stream, side: Side) -> Finding | None:
    """Every stream is encrypted under a customer-managed key, and so is what Firehose takes."""
    if stream.encryption != "KMS":
        return Finding("encryption", "is not encrypted")
    return first([customer_key("key", stream.key, side), *_carried(stream, side)])


@control("4.8", Instance, fix="Associate a Kinesis stream for each of these resource types.")
def instance_streams(instance: Instance, side: Side) -> Finding | None:
    """Contact records and agent events leave the instance through Kinesis streams."""
    subject = subject_of(instance, side)
    own = [c for _, c in listing(side, StorageConfig) if means(c.instance, subject)]
    streamed = {config.resource_type for config in own if is_streamed(config)}
    missing = [kind for kind in STREAMED if kind not in streamed]
    return Finding("", f"streams no {' and no '.join(missing)}") if missing else None


@control("4.8", StorageConfig, fix="Associate the encrypted stream of this environment.")
def associated_stream_key(config: StorageConfig, side: Side) -> Finding | None:
    """The stream that the instance writes to is encrypted under our key; live media too."""
    if config.storage_type == "KINESIS_FIREHOSE":
        return Finding("storage_type", "goes to Firehose directly, past the encrypted stream")
    if config.storage_type == "KINESIS_VIDEO_STREAM":
        return customer_key("key", config.key, side)
    if not is_streamed(config):
        return None
    stream = side.one(Stream, config.target)
    if stream.encryption != "KMS":
        return Finding("target", "is associated with a stream that is not encrypted")
    return first([customer_key("target", stream.key, side), _ours(config)])


@control(
    "4.8",
    StorageConfig,
    fix="Allow kms:GenerateDataKey to Connect's service-linked role in its key.",
)
def connect_may_seal(config: StorageConfig, side: Side) -> Finding | None:
    """Connect's role may use the key of the stream it writes to: refused, records vanish unseen.

    Where Connect stores objects under the same key, associating them granted it (Connect
    Administrator Guide, Enable data streaming; Key management in Amazon Connect).
    """
    if not is_streamed(config):
        return None
    stream = side.one(Stream, config.target)
    if stream.encryption != "KMS" or stream.key in (AWS_OWNED, AWS_MANAGED):
        return None
    others = [other for _, other in listing(side, StorageConfig) if other.storage_type == "S3"]
    granted = resource_of(stream.key) in [resource_of(other.key) for other in others]
    policy = side.one(Key, stream.key).policy
    if not granted and not any(map(_seals, policy)):
        return Finding("target", "writes to a stream whose key doesn't let Connect's role in")
    if shut_out(policy, CONNECT_ROLE, "kms:GenerateDataKey", own_account(side)):
        return Finding("target", "writes to a stream whose key denies everybody")
    return None


def _seals(statement: Statement) -> bool:
    """Whether it lets Connect's role seal: by name, or by a condition on the caller."""
    who = [*statement.principals, *demanded(statement, "aws:principalarn")]
    named = any(CONNECT_ROLE in str(one) or str(one).endswith(".ServiceRole") for one in who)
    return statement.allow and acts(statement, "kms:GenerateDataKey") and named


def _carried(stream: Stream, side: Side) -> Iterator[Finding | None]:
    """Firehose without a key writes under the default of its bucket, which is judged too."""
    subject = subject_of(stream, side)
    for _, delivery in listing(side, DeliveryStream):
        if means(delivery.source, subject):
            bucket = side.one(Bucket, delivery.bucket)
            if delivery.key != AWS_OWNED:
                yield customer_key("", delivery.key, side)
                yield other_key("", delivery.key, bucket)


def is_streamed(config: StorageConfig) -> bool:
    """Whether this association writes to a Kinesis stream."""
    return config.storage_type == "KINESIS_STREAM"


def _ours(config: StorageConfig) -> Finding | None:
    known = isinstance(resource_of(config.target), Ref)
    return None if known else Finding("target", f"points at {config.target}, which no stack owns")
