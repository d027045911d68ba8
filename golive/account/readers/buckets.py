"""S3 buckets, and the account's public-access block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from golive.account.arns import ACCOUNT_BLOCK, BUCKET
from golive.account.readers.instance import targets
from golive.account.readers.reader import reader
from golive.account.readers.resource_policies import of_doors
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.storage import AccountBlock, Bucket
from golive.facts.words import AWS_MANAGED, AWS_OWNED, Where

FLAGS = {
    "block_public_acls": "BlockPublicAcls",
    "ignore_public_acls": "IgnorePublicAcls",
    "block_public_policy": "BlockPublicPolicy",
    "restrict_public_buckets": "RestrictPublicBuckets",
}
PLACES = {field: f"PublicAccessBlockConfiguration.{member}" for field, member in FLAGS.items()}
ENCRYPTION = "ServerSideEncryptionConfiguration.Rules[]"
DEFAULT_SEALED = "AES256"
"""Every new object since January 2023 (S3 User Guide, default encryption)."""
DEFAULT_OWNERSHIP = "ObjectWriter"
"""Of a bucket without ownership controls (S3 User Guide, Object Ownership)."""


def stored(read: Reading) -> Iterable[Resource]:
    """The buckets that the instance stores in and that no stack owns."""
    return targets(read, "S3", BUCKET)


@reader(
    Bucket,
    BUCKET,
    find=stored,
    encryption=f"{ENCRYPTION}.ApplyServerSideEncryptionByDefault.SSEAlgorithm",
    key=f"{ENCRYPTION}.ApplyServerSideEncryptionByDefault.KMSMasterKeyID",
    bucket_key=f"{ENCRYPTION}.BucketKeyEnabled",
    ownership="OwnershipControls.Rules[].ObjectOwnership",
    versioned="Status",
    logs_to="LoggingEnabled.TargetBucket",
    lock_days="ObjectLockConfiguration.Rule.DefaultRetention",
    copies_to="ReplicationConfiguration.Rules[].Destination.Bucket",
    policy="Policy",
    doors="Policy",
    **PLACES,
)
def bucket(read: Reading, subject: Resource) -> Bucket:
    def ask(operation: str) -> Mapping[str, Any]:
        return read.ask(f"s3:{operation}", Bucket=subject.physical)

    def rule() -> Mapping[str, Any]:
        rules = ask("GetBucketEncryption").get("ServerSideEncryptionConfiguration", {})
        return rules["Rules"][0] if rules.get("Rules") else {}

    def sealed() -> Mapping[str, str]:
        return rule().get("ApplyServerSideEncryptionByDefault", {})

    return Bucket(
        name=subject.physical,
        encryption=read.part(lambda: sealed().get("SSEAlgorithm", DEFAULT_SEALED)),
        key=read.part(lambda: _key(read, sealed())),
        bucket_key=read.part(lambda: rule().get("BucketKeyEnabled", False)),
        ownership=read.part(lambda: _ownership(ask("GetBucketOwnershipControls"))),
        versioned=read.part(lambda: ask("GetBucketVersioning").get("Status") == "Enabled"),
        logs_to=read.part(lambda: _logs_to(read, ask("GetBucketLogging"))),
        lock_days=read.part(lambda: _lock_days(ask("GetObjectLockConfiguration"))),
        copies_to=read.part(lambda: _copies_to(read, subject.physical)),
        policy=read.part(lambda: read.policy(ask("GetBucketPolicy").get("Policy"))),
        doors=read.part(lambda: of_doors(read, subject.physical)),
        **flags(read, "s3:GetPublicAccessBlock", Bucket=subject.physical),
    )


def _key(read: Reading, sealed: Mapping[str, str]) -> Where:
    """KMS without a key means the key that AWS manages for S3."""
    kms = sealed.get("SSEAlgorithm", DEFAULT_SEALED).startswith("aws:kms")
    return read.key(sealed.get("KMSMasterKeyID"), AWS_MANAGED) if kms else AWS_OWNED


def _ownership(answer: Mapping[str, Any]) -> str:
    rules = answer.get("OwnershipControls", {}).get("Rules", [])
    return rules[0]["ObjectOwnership"] if rules else DEFAULT_OWNERSHIP


def _logs_to(read: Reading, answer: Mapping[str, Any]) -> Where | None:
    target = answer.get("LoggingEnabled", {}).get("TargetBucket")
    return read.where(BUCKET, target) if target else None


def _lock_days(answer: Mapping[str, Any]) -> int:
    lock = answer.get("ObjectLockConfiguration", {})
    retention = lock.get("Rule", {}).get("DefaultRetention", {})
    return retention.get("Days", 0) + 365 * retention.get("Years", 0)


def _copies_to(read: Reading, name: str) -> tuple[Where, ...]:
    """The buckets of the rules that are on; a rule that is off copies nothing."""
    try:
        answer = read.ask("s3:GetBucketReplication", Bucket=name)
    except Gone:
        return ()
    rules = answer["ReplicationConfiguration"]["Rules"]
    on = (rule for rule in rules if rule["Status"] == "Enabled")
    return tuple(read.where(BUCKET, rule["Destination"]["Bucket"]) for rule in on)


def flags(read: Reading, operation: str, **parameters: str) -> dict[str, bool]:
    """The four flags of a public-access block; off where there is none."""

    def flag(member: str) -> bool:
        answer = read.ask(operation, **parameters)
        return answer.get("PublicAccessBlockConfiguration", {}).get(member, False)

    def part(member: str) -> bool:
        return read.part(lambda: flag(member))

    return {field: part(member) for field, member in FLAGS.items()}


def the_account(read: Reading) -> Iterable[Resource]:
    """The account itself, where no stack sets its block."""
    place = read.estate.place
    if not read.estate.of(ACCOUNT_BLOCK):
        arn = f"arn:{place.partition}:iam::{place.account}:root"
        yield read.estate.outside(ACCOUNT_BLOCK, arn)


@reader(AccountBlock, ACCOUNT_BLOCK, find=the_account, **PLACES)
def account_block(read: Reading, subject: Resource) -> AccountBlock:
    account = read.estate.place.account
    return AccountBlock(**flags(read, "s3control:GetPublicAccessBlock", AccountId=account))
