"""Connect's CloudFormation types, through the simulated API."""

from __future__ import annotations

import re
from typing import Any

from sandbox.adapters.provisioner import NOTHING, Made, Properties, add, some, true
from sandbox.adapters.services import simulate
from sandbox.inprocess import client
from sandbox.simulated.connect import (
    associations,
    chats,
    executions,
    instances,
    numbers,
    people,
    security_keys,
    starts,
    storage,
)
from sandbox.simulated.connect.catalogue import KINDS
from sandbox.simulated.connect.crud import operations
from sandbox.simulated.connect.kinds import model
from sandbox.simulated.connect.pages import paged
from sandbox.simulated.connect.storage import TARGETS
from sandbox.simulated.connect.store import last
from sandbox.simulated.service import Parameters


def create(_: str, properties: Properties) -> Made:
    """AWS::Connect::Instance"""
    attributes = properties.get("Attributes", NOTHING)
    wanted = {
        "IdentityManagementType": properties["IdentityManagementType"],
        "InboundCallsEnabled": true(attributes.get("InboundCalls")),
        "OutboundCallsEnabled": true(attributes.get("OutboundCalls")),
    }
    wanted |= some(properties, "InstanceAlias", "DirectoryId")
    return update(client("connect").create_instance(**wanted)["Arn"], properties, NOTHING)


def update(arn: str, new: Properties, _: Properties) -> Made:
    """Attributes, and what GetAtt gives."""
    api = client("connect")
    for name, value in new.get("Attributes", NOTHING).items():
        api.update_instance_attribute(
            InstanceId=arn, AttributeType=attribute_type(name), Value=str(true(value)).lower()
        )
    about = api.describe_instance(InstanceId=arn)["Instance"]
    names = ("Arn", "Id", "InstanceStatus", "ServiceRole")
    return arn, {k: about[k] for k in names} | {"CreatedTime": about["CreatedTime"].isoformat()}


def attribute_type(name: str) -> str:
    """`ContactflowLogs` is CONTACTFLOW_LOGS to the API."""
    name = name.replace("OutBound", "Outbound")
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).upper()


def associate(_: str, properties: Properties) -> Made:
    """AWS::Connect::InstanceStorageConfig"""
    where = {"InstanceId": properties["InstanceArn"], "ResourceType": properties["ResourceType"]}
    made = client("connect").associate_instance_storage_config(
        **where, StorageConfig=_config(properties)
    )
    physical = "|".join((properties["InstanceArn"], made["AssociationId"], where["ResourceType"]))
    return physical, {"AssociationId": made["AssociationId"]}


def reassociate(physical: str, new: Properties, _: Properties) -> Made:
    """What the data is stored in may change in place."""
    client("connect").update_instance_storage_config(
        **_association(physical), StorageConfig=_config(new)
    )
    return physical, {"AssociationId": physical.split("|")[1]}


def _config(properties: Properties) -> dict[str, Any]:
    return some(properties, "StorageType", *TARGETS.values())


def _association(physical: str) -> dict[str, str]:
    return dict(
        zip(("InstanceId", "AssociationId", "ResourceType"), physical.split("|"), strict=True)
    )


def upload(_: str, properties: Properties) -> Made:
    """AWS::Connect::SecurityKey"""
    made = client("connect").associate_security_key(
        InstanceId=properties["InstanceId"], Key=properties["Key"]
    )
    id_ = made["AssociationId"]
    return f"{properties['InstanceId']}|{id_}", {"AssociationId": id_}


def withdraw(physical: str, _: Properties) -> None:
    """Delete it."""
    instance, id_ = physical.split("|")
    client("connect").disassociate_security_key(InstanceId=instance, AssociationId=id_)


def approve(_: str, properties: Properties) -> Made:
    """AWS::Connect::ApprovedOrigin"""
    given = some(properties, "InstanceId", "Origin")
    client("connect").associate_approved_origin(**given)
    return "|".join(given.values()), {}


def disapprove(physical: str, _: Properties) -> None:
    """Delete it."""
    instance, origin = physical.split("|")
    client("connect").disassociate_approved_origin(InstanceId=instance, Origin=origin)


OF_FLOWS = ("CreateContactFlow", "DeleteContactFlow", "ListContactFlows", "StartChatContact")


def authorized_on(operation: str, given: Parameters) -> str:
    """The instance that a request names, or the flow of it (Service Authorization Reference)."""
    named = "instance/" + last(given.get("InstanceId", "*"))
    flow = f"/contact-flow/{last(given.get('ContactFlowId', '*'))}"
    return named + flow if operation in OF_FLOWS else named


OPERATIONS = {
    **instances.OPERATIONS,
    **storage.OPERATIONS,
    **security_keys.OPERATIONS,
    **{name: each for kind in KINDS for name, each in operations(kind).items()},
    **people.OPERATIONS,
    **numbers.OPERATIONS,
    **associations.OPERATIONS,
    **executions.OPERATIONS,
    **starts.OPERATIONS,
    **chats.OPERATIONS,
}
PAGED = {name: paged(model(), name, each) for name, each in OPERATIONS.items()}
simulate("connect", "connect", PAGED, authorized_on)
add(
    "AWS::Connect::Instance",
    create,
    lambda arn, _: client("connect").delete_instance(InstanceId=arn),
    update,
    create_only=("IdentityManagementType", "InstanceAlias", "DirectoryId"),
)
add(
    "AWS::Connect::InstanceStorageConfig",
    associate,
    lambda physical, _: client("connect").disassociate_instance_storage_config(
        **_association(physical)
    ),
    reassociate,
    create_only=("InstanceArn", "ResourceType"),
)
add("AWS::Connect::SecurityKey", upload, withdraw, create_only=("InstanceId", "Key"))
add("AWS::Connect::ApprovedOrigin", approve, disapprove, create_only=("InstanceId", "Origin"))
