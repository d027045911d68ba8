"""Storage configurations: one of each kind, as on AWS."""

from __future__ import annotations

from typing import Any

from sandbox.simulated.connect.service_role import allow_stream
from sandbox.simulated.connect.store import Instance, instance, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

TARGETS = {
    "S3": "S3Config",
    "KINESIS_STREAM": "KinesisStreamConfig",
    "KINESIS_VIDEO_STREAM": "KinesisVideoStreamConfig",
    "KINESIS_FIREHOSE": "KinesisFirehoseConfig",
}


def associate(given: Parameters) -> Parameters:
    """AssociateInstanceStorageConfig."""
    found, kind = instance(given), given["ResourceType"]
    if any(each["kind"] == kind for each in found.storage.values()):
        raise Refused("ResourceConflictException", f"{kind} has a storage config already")
    id_ = new_id().replace("-", "") * 2
    _set(found, kind, id_, given["StorageConfig"])
    return {"AssociationId": id_}


def update(given: Parameters) -> Parameters:
    """UpdateInstanceStorageConfig."""
    _get(given)
    _set(instance(given), given["ResourceType"], given["AssociationId"], given["StorageConfig"])
    return {}


def disassociate(given: Parameters) -> Parameters:
    """DisassociateInstanceStorageConfig."""
    _get(given)
    del instance(given).storage[given["AssociationId"]]
    return {}


def listed(given: Parameters) -> Parameters:
    """ListInstanceStorageConfigs."""
    every = instance(given).storage.values()
    return {"StorageConfigs": [e["config"] for e in every if e["kind"] == given["ResourceType"]]}


def _set(found: Instance, kind: str, id_: str, config: dict[str, Any]) -> None:
    if TARGETS[config["StorageType"]] not in config:
        raise Refused("InvalidRequestException", f"{config['StorageType']} without its settings")
    if stream := config.get("KinesisStreamConfig"):
        allow_stream(found.about["ServiceRole"], stream["StreamArn"])
    found.storage[id_] = {"kind": kind, "config": {**config, "AssociationId": id_}}


def _get(given: Parameters) -> dict[str, Any]:
    entry = instance(given).storage.get(given["AssociationId"])
    if entry and entry["kind"] == given["ResourceType"]:
        return entry["config"]
    raise Refused("ResourceNotFoundException", f"Association {given['AssociationId']} not found")


OPERATIONS: dict[str, Operation] = {
    "AssociateInstanceStorageConfig": associate,
    "DescribeInstanceStorageConfig": lambda given: {"StorageConfig": _get(given)},
    "UpdateInstanceStorageConfig": update,
    "DisassociateInstanceStorageConfig": disassociate,
    "ListInstanceStorageConfigs": listed,
}
