"""Queues, flows, numbers and origins, by the API."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

from sandbox.centre.desk import Desk
from sandbox.centre.flow_content import greeting, payment
from sandbox.control import SandboxError

HOURS = "Basic Hours"


def queues(desk: Desk) -> dict[str, str]:
    """Have every declared queue; the ARNs of all by name."""
    hours = desk.ids("list_hours_of_operations")[HOURS]
    for name in desk.environment.queues:
        if name not in desk.ids("list_queues"):
            desk.call("create_queue", Name=name, HoursOfOperationId=hours)
    return {row["Name"]: row["Arn"] for row in desk.listed("list_queues", InstanceId=desk.id)}


def flows(desk: Desk, functions: list[str]) -> dict[str, str]:
    """Have every declared flow; the ids of all by name."""
    hours = desk.listed("list_hours_of_operations", InstanceId=desk.id)[0]["Arn"]
    queue = queues(desk)[desk.environment.queues[0]]
    found = desk.ids("list_contact_flows")
    for flow in desk.environment.flows:
        if flow.name in found:
            continue
        if flow.secure_input:
            content = payment(*sealing(desk), queue)
        else:
            content = greeting(hours, queue, functions)
        made = desk.call(
            "create_contact_flow", Name=flow.name, Type="CONTACT_FLOW", Content=content
        )
        found[flow.name] = made["ContactFlowId"]
    return found


def sealing(desk: Desk) -> tuple[str, str]:
    """The id of an uploaded key, and the certificate of its pair in Parameter Store."""
    keys = {
        key["Key"].strip(): key["AssociationId"]
        for key in desk.listed("list_security_keys", InstanceId=desk.id)
    }
    path = f"{desk.environment.parameters}/input"
    pages = desk.client("ssm").get_paginator("get_parameters_by_path")
    for parameter in pages.paginate(Path=path, Recursive=True).search("Parameters[]"):
        if parameter["Name"].endswith("/certificate"):
            public = _public(parameter["Value"])
            if public in keys:
                return keys[public], parameter["Value"]
    raise SandboxError("no certificate in Parameter Store is of a key that Connect has")


def _public(certificate: str) -> str:
    key = load_pem_x509_certificate(certificate.encode()).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode().strip()


def numbers(desk: Desk, found: dict[str, str]) -> None:
    """Claim every declared number, and attach it to the first flow that asks nothing secret."""
    flow = next(found[f.name] for f in desk.environment.flows if not f.secure_input)
    rows = desk.listed("list_phone_numbers_v2", TargetArn=desk.instance)
    claimed = {row["PhoneNumber"] for row in rows}
    for declared in desk.environment.numbers:
        if declared.number in claimed:
            continue
        made = desk.client("connect").claim_phone_number(
            TargetArn=desk.instance,
            PhoneNumber=declared.number,
            PhoneNumberDescription=declared.purpose,
        )
        desk.call(
            "associate_phone_number_contact_flow",
            PhoneNumberId=made["PhoneNumberId"],
            ContactFlowId=flow,
        )


def origins(desk: Desk) -> None:
    """Approve every declared origin."""
    found = desk.listed("list_approved_origins", InstanceId=desk.id)
    for origin in desk.environment.origins:
        if origin not in found:
            desk.call("associate_approved_origin", Origin=origin)
