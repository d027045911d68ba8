"""DynamoDB tables."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.storage import Table
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Unknown
from golive.policy import is_mapping, several, statements
from golive.template.defaults import PITR
from golive.template.keys import key
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

POLICY = "ResourcePolicy.PolicyDocument"
KEY = "SSESpecification.KMSMasterKeyId"


@reads(Table, "AWS::DynamoDB::Table")
def table(resource: Resource) -> Mapping[str, Field]:
    return {
        "name": resource.name("TableName"),
        "key": _key(resource, KEY),
        "recovery": resource.flag(PITR),
        "deletion_protection": resource.flag("DeletionProtectionEnabled"),
        "policy": _policy(resource, POLICY),
    }


@reads(Table, "AWS::DynamoDB::GlobalTable")
def global_table(resource: Resource) -> Mapping[str, Field]:
    """The replica in the stack's own Region is the table that the account shows there."""
    replica = _own_replica(resource)
    if isinstance(replica, Unknown):
        unknown = Field("Replicas", replica)
        settings: dict[str, Field] = dict.fromkeys(
            ("key", "recovery", "deletion_protection", "policy"), unknown
        )
    else:
        settings = {
            "key": _replica_key(resource, f"{replica}."),
            "recovery": resource.flag(f"{replica}.{PITR}", of=PITR),
            "deletion_protection": resource.flag(
                f"{replica}.DeletionProtectionEnabled", of="DeletionProtectionEnabled"
            ),
            "policy": _policy(resource, f"{replica}.{POLICY}"),
        }
    return {"name": resource.name("TableName"), **settings}


def _policy(resource: Resource, path: str) -> Field:
    return Field(path, statements(resource.given(path), resource.ours))


def _replica_key(resource: Resource, own: str) -> Field:
    """The key of the own replica, unless one elsewhere has the same items under no key of ours."""
    every = range(len(several(resource.at("Replicas"))))
    keys = [_key(resource, f"{at}{KEY}") for at in (own, *(f"Replicas.{n}." for n in every))]
    return next((k for k in keys if k.value in (AWS_OWNED, AWS_MANAGED)), keys[0])


def _own_replica(resource: Resource) -> str | Unknown:
    replicas, own = resource.at("Replicas"), resource.stack.region
    if isinstance(replicas, Unknown) or isinstance(own, Unknown):
        return replicas if isinstance(replicas, Unknown) else own
    for n, replica in enumerate(several(replicas)):
        region = replica.get("Region") if is_mapping(replica) else replica
        if region == own:
            return f"Replicas.{n}"
    return Unknown(f"no replica is known to be in {own}")


def _key(resource: Resource, path: str) -> Field:
    """DynamoDB Developer Guide, encryption at rest: an AWS owned key unless SSE is enabled."""
    enabled = resource.flag("SSESpecification.SSEEnabled")
    if isinstance(enabled.value, Unknown):
        return enabled
    return key(resource, path, AWS_MANAGED) if enabled.value else Field(enabled.property, AWS_OWNED)
