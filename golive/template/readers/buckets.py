"""S3 buckets and the account's public-access block."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.storage import AccountBlock, Bucket
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Unknown
from golive.policy import is_mapping, several
from golive.template.defaults import PUBLIC, SSE
from golive.template.keys import key
from golive.template.policies import attached
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

FLAGS = {
    "block_public_acls": "BlockPublicAcls",
    "ignore_public_acls": "IgnorePublicAcls",
    "block_public_policy": "BlockPublicPolicy",
    "restrict_public_buckets": "RestrictPublicBuckets",
}
RULES = "ReplicationConfiguration.Rules"
RETENTION = "ObjectLockConfiguration.Rule.DefaultRetention"


@reads(Bucket, "AWS::S3::Bucket")
def bucket(resource: Resource) -> Mapping[str, Field]:
    encryption = resource.word(f"{SSE}.ServerSideEncryptionByDefault.SSEAlgorithm")
    return {
        "name": resource.name("BucketName"),
        "encryption": encryption,
        "key": _key(resource, encryption),
        "bucket_key": resource.flag(f"{SSE}.BucketKeyEnabled"),
        **{field: resource.flag(f"{PUBLIC}.{name}") for field, name in FLAGS.items()},
        "ownership": resource.word("OwnershipControls.Rules.0.ObjectOwnership"),
        "versioned": _versioned(resource),
        "logs_to": _logs_to(resource),
        "lock_days": _lock_days(resource),
        "copies_to": resource.field(RULES, lambda rules: _copies(resource, rules)),
        "policy": attached(resource, {"AWS::S3::BucketPolicy": "Bucket"}, most=1),
        "doors": attached(resource, {"AWS::S3::AccessPoint": "Bucket"}, says="Policy"),
    }


def _key(resource: Resource, encryption: Field) -> Field:
    """S3 User Guide, SSE-KMS: the AWS managed key unless another is named."""
    if isinstance(encryption.value, Unknown):
        return encryption
    path = f"{SSE}.ServerSideEncryptionByDefault.KMSMasterKeyID"
    return (
        Field(path, AWS_OWNED) if encryption.value == "AES256" else key(resource, path, AWS_MANAGED)
    )


def _versioned(resource: Resource) -> Field:
    """S3 User Guide, Object Lock: it turns versioning on."""
    locked = resource.flag("ObjectLockEnabled")
    if locked.value is not False:
        return locked
    return resource.field("VersioningConfiguration.Status", lambda status: status == "Enabled")


def _logs_to(resource: Resource) -> Field:
    path = "LoggingConfiguration.DestinationBucketName"
    if resource.given("LoggingConfiguration") is None:
        return Field("LoggingConfiguration", None)
    if resource.given(path) is None:
        return Field(path, resource.ref)
    return resource.where(path, "AWS::S3::Bucket")


def _lock_days(resource: Resource) -> Field:
    """A retention in years counts 365 days each."""
    locked = resource.flag("ObjectLockEnabled")
    if locked.value is not True:
        return locked._replace(value=locked.value or 0)
    for unit, days in (("Days", 1), ("Years", 365)):
        if resource.given(f"{RETENTION}.{unit}") is not None:
            each = resource.number(f"{RETENTION}.{unit}")
            return each._replace(
                value=each.value * days if isinstance(each.value, int) else each.value
            )
    return Field(RETENTION, 0)


def _copies(resource: Resource, rules: object) -> tuple[object, ...]:
    """Where each rule copies to; one whose Status isn't known may be on."""
    found: list[object] = []
    for rule in several(rules):
        status = rule.get("Status") if is_mapping(rule) else rule
        if status == "Enabled":
            destination = rule.get("Destination")
            bucket = destination.get("Bucket") if is_mapping(destination) else destination
            found.append(resource.meant(bucket, "AWS::S3::Bucket"))
        elif status != "Disabled":
            found.append(Unknown("whether a replication rule is on is not known"))
    return tuple(found)


@reads(AccountBlock, "Custom::AccountPublicAccessBlock")
def account_block(resource: Resource) -> Mapping[str, Field]:
    """A block that is set in another account leaves this one open."""
    given, own = resource.given("AccountId"), resource.stack.account
    if given is None or given == own:
        return {field: resource.flag(name) for field, name in FLAGS.items()}
    unknown = next((value for value in (given, own) if isinstance(value, Unknown)), None)
    return dict.fromkeys(FLAGS, Field("AccountId", unknown or False))
