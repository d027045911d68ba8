"""Flows, and the lists of an instance that a new one has."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sandbox.simulated.connect.store import instance, new_id
from sandbox.simulated.service import Operation, Parameters, Refused


def create(given: Parameters) -> Parameters:
    """CreateContactFlow: published at once, unless it is SAVED."""
    found, id_ = instance(given), new_id()
    if any(each["Name"] == given["Name"] for each in found.flows.values()):
        raise Refused("DuplicateResourceException", f"A flow named {given['Name']} exists")
    kept = ("Name", "Type", "Description", "Tags")
    found.flows[id_] = {
        "Id": id_,
        "Arn": f"{found.arn}/contact-flow/{id_}",
        "State": "ACTIVE",
        "Status": given.get("Status", "PUBLISHED"),
        **{k: given[k] for k in kept if k in given},
        **_content(given["Content"]),
    }
    flow = found.flows[id_]
    return {
        "ContactFlowId": id_,
        "ContactFlowArn": flow["Arn"],
        "FlowContentSha256": flow["FlowContentSha256"],
    }


def update(given: Parameters) -> Parameters:
    """UpdateContactFlowContent."""
    _flow(given).update(_content(given["Content"]))
    return {}


def _content(text: str) -> dict[str, Any]:
    """JSON with Version, StartAction and Actions (API Reference, Flow language)."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise Refused("InvalidContactFlowException", f"Content is not JSON: {error}") from error
    if missing := {"Version", "StartAction", "Actions"} - set(content):
        raise Refused("InvalidContactFlowException", f"Content lacks {', '.join(sorted(missing))}")
    digest = sha256(text.encode()).hexdigest()
    return {"Content": text, "FlowContentSha256": digest, "LastModifiedTime": datetime.now(UTC)}


def _flow(given: Parameters) -> dict[str, Any]:
    asked = given["ContactFlowId"].rsplit("/", 1)[-1]
    if found := instance(given).flows.get(asked):
        return found
    raise Refused("ResourceNotFoundException", f"Flow {asked} not found")


def delete(given: Parameters) -> Parameters:
    """DeleteContactFlow."""
    del instance(given).flows[_flow(given)["Id"]]
    return {}


def listed(given: Parameters) -> Parameters:
    """ListContactFlows."""
    kinds = given.get("ContactFlowTypes", [])
    flows = [f for f in instance(given).flows.values() if not kinds or f["Type"] in kinds]
    return {
        "ContactFlowSummaryList": [
            {
                **{k: flow[k] for k in ("Id", "Arn", "Name")},
                "ContactFlowType": flow["Type"],
                "ContactFlowState": flow["State"],
                "ContactFlowStatus": flow["Status"],
            }
            for flow in flows
        ]
    }


def _none(given: Parameters, name: str) -> Parameters:
    """What nothing here associates with an instance."""
    instance(given)
    return {name: []}


OPERATIONS: dict[str, Operation] = {
    "CreateContactFlow": create,
    "UpdateContactFlowContent": update,
    "DescribeContactFlow": lambda given: {"ContactFlow": _flow(given)},
    "DeleteContactFlow": delete,
    "ListContactFlows": listed,
    "ListApprovedOrigins": lambda given: _none(given, "Origins"),
    "ListLambdaFunctions": lambda given: _none(given, "LambdaFunctions"),
    "ListBots": lambda given: _none(given, "LexBots"),
    "ListQueues": lambda given: {"QueueSummaryList": instance(given).queues},
    "ListPhoneNumbersV2": lambda _: {"ListPhoneNumbersSummaryList": []},
}
