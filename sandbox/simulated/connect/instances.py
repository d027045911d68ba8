"""Instances, their attributes, and the service-linked role that each one gets."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sandbox.inprocess import account, client, region
from sandbox.simulated.connect.catalogue import furnish
from sandbox.simulated.connect.service_role import create_service_role
from sandbox.simulated.connect.store import INSTANCES, Instance, instance, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

ON_AT_FIRST = ("AUTO_RESOLVE_BEST_VOICES", "EARLY_MEDIA")
"""Attributes that a new instance has on (API Reference, UpdateInstanceAttribute)."""


def create(given: Parameters) -> Parameters:
    """CreateInstance: active at once."""
    alias = given.get("InstanceAlias")
    if any(each.about.get("InstanceAlias") == alias for each in INSTANCES.values()):
        raise Refused("InvalidRequestException", f"The alias {alias} is already in use")
    id_ = new_id()
    arn = f"arn:aws:connect:{region()}:{account()}:instance/{id_}"
    kept = ("IdentityManagementType", "InstanceAlias", "Tags")
    calls = ("InboundCallsEnabled", "OutboundCallsEnabled")
    about: dict[str, Any] = {
        "Id": id_,
        "Arn": arn,
        "CreatedTime": datetime.now(UTC),
        "InstanceStatus": "ACTIVE",
        "ServiceRole": create_service_role(id_),
        "InstanceAccessUrl": f"https://{alias}.my.connect.aws",
        **{k: given[k] for k in (*kept, *calls) if k in given},
    }
    made = Instance(about, _attributes(given))
    furnish(made)
    INSTANCES[id_] = made
    return {"Id": id_, "Arn": arn}


def _attributes(given: Parameters) -> dict[str, str]:
    enum = client("connect").meta.service_model.shape_for("InstanceAttributeType").enum
    on = {
        **dict.fromkeys(ON_AT_FIRST, True),
        "INBOUND_CALLS": given["InboundCallsEnabled"],
        "OUTBOUND_CALLS": given["OutboundCallsEnabled"],
    }
    return {name: str(on.get(name, False)).lower() for name in enum}


def delete(given: Parameters) -> Parameters:
    """DeleteInstance, with its role."""
    found = instance(given)
    role = found.about["ServiceRole"].rsplit("/", 1)[-1]
    for policy in client("iam").list_role_policies(RoleName=role)["PolicyNames"]:
        client("iam").delete_role_policy(RoleName=role, PolicyName=policy)
    client("iam").delete_role(RoleName=role)
    del INSTANCES[found.about["Id"]]
    return {}


def listed(_: Parameters) -> Parameters:
    """ListInstances."""
    return {
        "InstanceSummaryList": [
            {k: v for k, v in each.about.items() if k != "Tags"} for each in INSTANCES.values()
        ]
    }


def set_attribute(given: Parameters) -> Parameters:
    """UpdateInstanceAttribute."""
    found = instance(given)
    found.attributes[given["AttributeType"]] = given["Value"]
    calls = {"INBOUND_CALLS": "InboundCallsEnabled", "OUTBOUND_CALLS": "OutboundCallsEnabled"}
    if name := calls.get(given["AttributeType"]):
        found.about[name] = given["Value"] == "true"
    return {}


def attribute(given: Parameters) -> Parameters:
    """DescribeInstanceAttribute."""
    kind = given["AttributeType"]
    value = instance(given).attributes[kind]
    return {"Attribute": {"AttributeType": kind, "Value": value}}


def attributes(given: Parameters) -> Parameters:
    """ListInstanceAttributes."""
    found = instance(given).attributes.items()
    return {"Attributes": [{"AttributeType": k, "Value": v} for k, v in found]}


OPERATIONS: dict[str, Operation] = {
    "CreateInstance": create,
    "DescribeInstance": lambda given: {"Instance": instance(given).about},
    "DeleteInstance": delete,
    "ListInstances": listed,
    "UpdateInstanceAttribute": set_attribute,
    "DescribeInstanceAttribute": attribute,
    "ListInstanceAttributes": attributes,
}
