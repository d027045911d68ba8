"""CloudFormation types of what an instance holds, through the simulated API.

A type's properties are the API's parameters but for references, which are ARNs, and tags.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from botocore import xform_name

from sandbox.adapters.provisioner import Made, Properties, add
from sandbox.inprocess import client
from sandbox.simulated.connect import crud
from sandbox.simulated.connect.catalogue import FLOW, HOURS, QUEUE, ROUTING, SECURITY, USER
from sandbox.simulated.connect.executions import CASE
from sandbox.simulated.connect.kinds import Kind, model
from sandbox.simulated.connect.store import last
from sandbox.simulated.service import Refused
from sandbox.simulated.wire import from_wire

KINDS = (FLOW, QUEUE, HOURS, ROUTING, SECURITY, USER, CASE)
FUNCTION = "LAMBDA_FUNCTION"


def parameters(value: Any) -> Any:
    """Properties as the API takes them: QueueArn is QueueId, a list of tags is a map."""
    kind = type(value)  # pyright: ignore[reportUnknownVariableType]
    if kind is list:
        return [parameters(each) for each in value]
    return dict(_parameter(k, v) for k, v in value.items()) if kind is dict else value


def _parameter(name: str, value: Any) -> tuple[str, Any]:
    if name == "Tags":
        return name, {tag["Key"]: tag["Value"] for tag in value}
    if name.endswith("Arns"):
        return f"{name.removesuffix('Arns')}Ids", [last(each) for each in value]
    if name.endswith("Arn"):
        return f"{name.removesuffix('Arn')}Id", last(value)
    return name, parameters(value)


def create(kind: Kind, _: str, properties: Properties) -> Made:
    """AWS::Connect::X"""
    operation = f"Create{kind.noun}"
    shape = model().operation_model(operation).input_shape
    assert shape is not None
    given = from_wire(shape, parameters(dict(properties)))
    made = getattr(client("connect"), xform_name(operation))(**given)
    arn = made[f"{kind.noun}Arn"]
    return arn, {f"{kind.noun}Arn": arn}


def update(kind: Kind, arn: str, new: Properties, _: Properties) -> Made:
    """In place, whatever changed; ValueError for what AWS refuses."""
    given = parameters(dict(new))
    try:
        crud.update(kind, {**given, kind.id: last(arn)})
    except Refused as refusal:
        raise ValueError(str(refusal)) from refusal
    return arn, {f"{kind.noun}Arn": arn}


def delete(kind: Kind, arn: str, _: Properties) -> None:
    """Delete it."""
    instance = arn.split(":instance/")[1].split("/")[0]
    named = {"InstanceId": instance, kind.id: last(arn)}
    getattr(client("connect"), xform_name(f"Delete{kind.noun}"))(**named)


def integrate(_: str, properties: Properties) -> Made:
    """AWS::Connect::IntegrationAssociation, of a function."""
    instance, function = properties["InstanceId"], properties["IntegrationArn"]
    if properties["IntegrationType"] != FUNCTION:
        raise ValueError(f"{properties['IntegrationType']} is not simulated")
    client("connect").associate_lambda_function(InstanceId=instance, FunctionArn=function)
    return f"{instance}|{FUNCTION}|{function}", {}


def separate(physical: str, _: Properties) -> None:
    """Delete it."""
    instance, function = physical.split(f"|{FUNCTION}|")
    client("connect").disassociate_lambda_function(InstanceId=instance, FunctionArn=function)


for each in KINDS:
    add(
        f"AWS::Connect::{each.noun}",
        partial(create, each),
        partial(delete, each),
        partial(update, each),
        create_only=("InstanceArn",),
    )
add(
    "AWS::Connect::IntegrationAssociation",
    integrate,
    separate,
    create_only=("InstanceId", "IntegrationArn", "IntegrationType"),
)
