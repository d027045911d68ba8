"""What an instance is only associated with: origins, functions, bots, integrations."""

from __future__ import annotations

from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from sandbox.inprocess import account, client
from sandbox.simulated.connect.crud import operations as of_kind
from sandbox.simulated.connect.kinds import Kind
from sandbox.simulated.connect.store import Instance, instance, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

INTEGRATION = Kind("IntegrationAssociation", "integration-association", "IntegrationAssociations")
MEMBERS = {"Origin": "Origins", "FunctionArn": "LambdaFunctions"}
"""The member that is associated, and the list that answers."""


def associate(member: str, given: Parameters) -> Parameters:
    """AssociateApprovedOrigin, AssociateLambdaFunction."""
    found = instance(given)
    if given[member] in found.associated[member]:
        raise Refused("ResourceConflictException", f"{given[member]} is associated already")
    if member == "FunctionArn":
        _let_in(found, given[member])
    found.associated[member].append(given[member])
    return {}


def _let_in(found: Instance, function: str) -> None:
    """Connect adds itself to the function's policy (Service Authorization Reference)."""
    try:
        client("lambda").add_permission(
            FunctionName=function,
            StatementId=f"connect-{new_id()}",
            Action="lambda:InvokeFunction",
            Principal="connect.amazonaws.com",
            SourceArn=found.arn,
            SourceAccount=account(),
        )
    except ClientError as error:
        raise Refused("InvalidRequestException", str(error)) from error


def disassociate(member: str, given: Parameters) -> Parameters:
    """DisassociateApprovedOrigin, DisassociateLambdaFunction."""
    held = instance(given).associated[member]
    if given[member] not in held:
        raise Refused("ResourceNotFoundException", f"{given[member]} is not associated")
    held.remove(given[member])
    return {}


def listed(member: str, given: Parameters) -> Parameters:
    """ListApprovedOrigins, ListLambdaFunctions."""
    return {MEMBERS[member]: [*instance(given).associated[member]]}


def _bot(given: Parameters) -> dict[str, Any]:
    return {name: given[name] for name in ("LexBot", "LexV2Bot") if name in given}


def associate_bot(given: Parameters) -> Parameters:
    """AssociateBot"""
    held, bot = instance(given).associated["Bot"], _bot(given)
    if not bot or bot in held:
        raise Refused("ResourceConflictException" if bot else "InvalidRequestException", "no bot")
    held.append(bot)
    return {}


def disassociate_bot(given: Parameters) -> Parameters:
    """DisassociateBot"""
    held, bot = instance(given).associated["Bot"], _bot(given)
    if bot not in held:
        raise Refused("ResourceNotFoundException", "the bot is not associated")
    held.remove(bot)
    return {}


def bots(given: Parameters) -> Parameters:
    """ListBots, of one version of Lex."""
    member = "LexV2Bot" if given["LexVersion"] == "V2" else "LexBot"
    return {"LexBots": [bot for bot in instance(given).associated["Bot"] if member in bot]}


OPERATIONS: dict[str, Operation] = {
    "AssociateApprovedOrigin": partial(associate, "Origin"),
    "DisassociateApprovedOrigin": partial(disassociate, "Origin"),
    "ListApprovedOrigins": partial(listed, "Origin"),
    "AssociateLambdaFunction": partial(associate, "FunctionArn"),
    "DisassociateLambdaFunction": partial(disassociate, "FunctionArn"),
    "ListLambdaFunctions": partial(listed, "FunctionArn"),
    "AssociateBot": associate_bot,
    "DisassociateBot": disassociate_bot,
    "ListBots": bots,
    **of_kind(INTEGRATION),
}
