"""Tables: encryption, point-in-time recovery, time to live."""

from __future__ import annotations

from typing import Any

from sandbox.adapters.provisioner import NOTHING, Properties, keep, some, true
from sandbox.emulator import needs
from sandbox.inprocess import client

DYNAMODB = needs("services.dynamodb", "_sse_description_from_spec")


def table(name: str, new: Properties, old: Properties) -> None:
    """AWS::DynamoDB::Table"""
    sse = new.get("SSESpecification", NOTHING)
    _encrypt(name, {**sse, "SSEEnabled": sse.get("SSEEnabled", bool(sse))})
    _recover(name, new.get("PointInTimeRecoverySpecification", NOTHING))
    _expire(name, new.get("TimeToLiveSpecification"), old.get("TimeToLiveSpecification"))


def global_table(name: str, new: Properties, old: Properties) -> None:
    """AWS::DynamoDB::GlobalTable, whose keys and recovery are said per replica."""
    replica = new["Replicas"][0]
    _encrypt(
        name,
        {**new.get("SSESpecification", NOTHING), **replica.get("SSESpecification", NOTHING)},
    )
    _recover(name, replica.get("PointInTimeRecoverySpecification", NOTHING))
    _expire(name, new.get("TimeToLiveSpecification"), old.get("TimeToLiveSpecification"))


def _encrypt(name: str, sse: Properties) -> None:
    wanted: dict[str, Any] = {"Enabled": true(sse.get("SSEEnabled"))}
    if wanted["Enabled"]:
        wanted |= some(sse, "SSEType", "KMSMasterKeyId")
    client("dynamodb").update_table(TableName=name, SSESpecification=wanted)


def _recover(name: str, wanted: Properties) -> None:
    enabled = true(wanted.get("PointInTimeRecoveryEnabled"))
    client("dynamodb").update_continuous_backups(
        TableName=name,
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": enabled},
    )


def _expire(name: str, wanted: Properties | None, before: Properties | None) -> None:
    if wanted is None and before is None:
        return
    said = wanted or {**(before or NOTHING), "Enabled": False}
    ttl = {"Enabled": true(said["Enabled"]), "AttributeName": said["AttributeName"]}
    client("dynamodb").update_time_to_live(TableName=name, TimeToLiveSpecification=ttl)


_describe = DYNAMODB._sse_description_from_spec


def described(spec: Properties | None) -> Any:
    """As on AWS: a table under DynamoDB's own key has no SSEDescription."""
    return _describe(spec) if spec and true(spec.get("Enabled")) else None


DYNAMODB._sse_description_from_spec = described
keep("AWS::DynamoDB::Table", table)
keep("AWS::DynamoDB::GlobalTable", global_table)
