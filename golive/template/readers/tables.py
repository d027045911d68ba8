"""DynamoDB tables."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts import AWS_MANAGED, AWS_OWNED, Table
from golive.model import Unknown
from golive.template.keys import key
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource


@reads(Table, "AWS::DynamoDB::Table")
def table(resource: Resource) -> Mapping[str, Field]:
    return {
        "name": resource.name("TableName"),
        "key": _key(resource),
        "recovery": resource.flag("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"),
        "deletion_protection": resource.flag("DeletionProtectionEnabled"),
    }


def _key(resource: Resource) -> Field:
    """DynamoDB Developer Guide, encryption at rest: an AWS owned key unless SSE is enabled."""
    enabled = resource.flag("SSESpecification.SSEEnabled")
    if isinstance(enabled.value, Unknown):
        return enabled
    if not enabled.value:
        return Field(enabled.property, AWS_OWNED)
    return key(resource, "SSESpecification.KMSMasterKeyId", AWS_MANAGED)
