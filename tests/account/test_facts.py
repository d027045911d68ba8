"""Answers that botocore's models accept, as facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from golive.account.readers import readers
from golive.facts import kinds
from golive.facts.audit import Function
from golive.facts.connect import SecurityKey, StorageConfig
from golive.facts.feeds import FlowLogArrival, TrailDelivery
from golive.facts.monitoring import Topic
from golive.facts.storage import AccountBlock, Bucket, SecretParameter, Stream, Table
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Fact, Ref, Seen, Text, Unknown
from golive.plain import plain, raw
from tests.account.canned import Answers, refused
from tests.account.good import INSTANCE, KEY, account, changed, stack
from tests.concerns import parts

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "facts.yaml").read_text()
)
DATA = stack("Data")


def seen(kind: type[Fact], changes: Answers | None = None) -> dict[str, Seen]:
    found = account(changes).facts(kind)
    assert not isinstance(found, Unknown), found
    return {one.path: one for one in found}


def field(kind: type[Fact], name: str, changes: Answers) -> Any:
    """One field of the first subject of a kind, an Unknown as it is."""
    first = next(iter(seen(kind, changes).values()))
    return raw(first.fact, name)


@pytest.mark.parametrize("kind", EXPECTED)
def test_answers_become_facts(kind: str) -> None:
    """Each kind of fact has the values that the service's answers say."""
    found = seen(kinds()[kind])
    shown = {path: plain(one.fact) for path, one in found.items()}
    assert {path: _without_policy(fact) for path, fact in shown.items()} == EXPECTED[kind]


def _without_policy(fact: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fact.items() if name != "policy"}


def test_every_kind_of_fact_has_a_reader() -> None:
    """What a control may ask about, the account can be asked for."""
    assert readers().keys() == set(kinds().values()) - parts()


def test_properties_name_fields() -> None:
    """What a finding shows as the place in the answer belongs to a field of the fact."""
    for kind, reader in readers().items():
        assert reader.properties.keys() <= kind.__annotations__.keys(), kind


def test_policies_name_our_resources() -> None:
    """An ARN in a bucket policy becomes the reference that the template has in its place."""
    policy = field(Bucket, "policy", {})
    audit = Ref(stack("AccountBaseline"), "Audit", "Arn")
    assert policy[0].resources == (audit, Text((audit, "/*")))


SEALED = "Table.SSEDescription"
TABLE = "dynamodb:DescribeTable golive-sandbox-data-Register"
DEFAULTS: list[tuple[type[Fact], str, Answers, object]] = [
    (Table, "key", changed(TABLE, SEALED, {}), AWS_OWNED),
    (Table, "key", changed(TABLE, f"{SEALED}.Status", "DISABLED"), AWS_OWNED),
    (Table, "recovery", {"dynamodb:DescribeContinuousBackups": refused("Denied")}, None),
    (
        Bucket,
        "encryption",
        {
            "s3:GetBucketEncryption golive-audit": refused(
                "ServerSideEncryptionConfigurationNotFoundError"
            )
        },
        "AES256",
    ),
    (
        Bucket,
        "block_public_acls",
        {"s3:GetPublicAccessBlock": refused("NoSuchPublicAccessBlockConfiguration")},
        False,
    ),
    (
        AccountBlock,
        "restrict_public_buckets",
        {"s3control:GetPublicAccessBlock": refused("NoSuchPublicAccessBlockConfiguration")},
        False,
    ),
    (
        Bucket,
        "ownership",
        {"s3:GetBucketOwnershipControls": refused("OwnershipControlsNotFoundError")},
        "ObjectWriter",
    ),
    (Bucket, "versioned", {"s3:GetBucketVersioning": {}}, False),
    (
        Bucket,
        "policy",
        {"s3:GetBucketPolicy golive-audit": refused("NoSuchBucketPolicy")},
        (),
    ),
    (Topic, "key", {"sns:GetTopicAttributes": {"Attributes": {}}}, AWS_OWNED),
    (
        Topic,
        "key",
        changed("sns:GetTopicAttributes", "Attributes.KmsMasterKeyId", "alias/aws/sns"),
        AWS_MANAGED,
    ),
    (
        SecretParameter,
        "key",
        changed("ssm:DescribeParameters", "Parameters.0.KeyId", "alias/aws/ssm"),
        AWS_MANAGED,
    ),
    (
        Stream,
        "key",
        changed("kinesis:DescribeStreamSummary", "StreamDescriptionSummary.KeyId", "alias/ours")
        | {"kms:DescribeKey alias/ours": {"KeyMetadata": {"KeyId": "k", "Arn": KEY}}},
        Ref(DATA, "Key"),
    ),
    (
        Stream,
        "key",
        changed("kinesis:DescribeStreamSummary", "StreamDescriptionSummary.KeyId", KEY[:-1] + "0"),
        KEY[:-1] + "0",
    ),
    (
        Function,
        "log_group",
        changed("lambda:GetFunctionConfiguration", "LoggingConfig", {}),
        "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/golive-function",
    ),
    (
        FlowLogArrival,
        "last_event",
        {
            "logs:DescribeLogStreams": refused("ResourceNotFoundException"),
        },
        None,
    ),
    (
        TrailDelivery,
        "last_log",
        {"cloudtrail:GetTrailStatus": {"IsLogging": True}},
        None,
    ),
]


@pytest.mark.parametrize(("kind", "name", "changes", "value"), DEFAULTS)
def test_what_is_not_set_has_the_services_meaning(
    kind: type[Fact], name: str, changes: Answers, value: object
) -> None:
    """A missing setting, or its error, means what the service does without it."""
    found = field(kind, name, changes)
    if isinstance(found, Unknown):
        assert found.why.startswith("dynamodb:DescribeContinuousBackups failed: Denied")
    else:
        assert found == value


def test_an_uploaded_key_that_is_not_ours_keeps_its_fingerprint() -> None:
    """A security key of nobody's pair is no reference, so that a control sees it."""
    pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
    changes = changed("connect:ListSecurityKeys", "SecurityKeys.0.Key", pem)
    assert isinstance(field(SecurityKey, "pair", changes), str)


def test_what_was_associated_by_hand_is_found() -> None:
    """A storage config that no stack has is a subject of its own, and so is its bucket."""
    config = {
        "AssociationId": "x9",
        "StorageType": "S3",
        "S3Config": {"BucketName": "by-hand", "BucketPrefix": "a"},
    }
    types = {"connect:ListInstanceStorageConfigs ATTACHMENTS": {"StorageConfigs": [config]}}
    outside = Ref("account", f"{INSTANCE}|x9|ATTACHMENTS")
    assert outside in [one.subject for one in seen(StorageConfig, types).values()]
    buckets = types | {"s3:GetBucketPolicy by-hand": refused("NoSuchBucketPolicy")}
    found = [one.subject for one in seen(Bucket, buckets).values()]
    assert Ref("account", "arn:aws:s3:::by-hand") in found


def test_a_parameters_value_is_never_asked_for() -> None:
    """Reading every fact calls no operation that gives a secret, a log's content or an item."""
    side = account()
    side.prefetch(readers(), lambda done, of: None)
    asked = {operation for operation, _ in side.session.asked}  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType,reportUnknownVariableType]
    content = {"ssm:GetParameter", "logs:GetLogEvents", "logs:FilterLogEvents", "kms:Decrypt"}
    assert not asked & content
