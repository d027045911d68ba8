"""Chats, as far as a drill needs them: one runs through its flow at once, and ends.

What is counted is how often it took an error branch (Administrator Guide, Monitoring with
CloudWatch, ContactFlowErrors). A flow with a block that is not played here is refused: a chat
that passed it by would prove what it didn't do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox import measured
from sandbox.simulated.connect import starts
from sandbox.simulated.connect.kinds import get
from sandbox.simulated.connect.store import Instance, Record, instance, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

OTHERWISE = "NoMatchingError"
ENDS = "DisconnectParticipant"
VOICE_ONLY = frozenset({"UpdateContactMediaStreamingBehavior"})
"""A chat leaves them by the error (Administrator Guide, Supported channels for flow blocks)."""
MOST = 1000
"""Blocks of one chat: a flow that goes in a circle would never end."""


def start(given: Parameters) -> Parameters:
    """StartChatContact, of an inbound flow that is published and active."""
    found = instance(given)
    flow = get(found, "ContactFlow", given["ContactFlowId"])
    if (flow["Type"], flow["Status"], flow["State"]) != ("CONTACT_FLOW", "PUBLISHED", "ACTIVE"):
        raise Refused("InvalidRequestException", f"No chat can enter the flow {flow['Name']}")
    errors = run(json.loads(flow["Content"]))
    starts.start(found, flow["Id"], datetime.now(UTC))
    if errors:
        _count(found, flow, errors)
    return {name: new_id() for name in ("ContactId", "ParticipantId", "ParticipantToken")}


def _count(found: Instance, flow: Record, errors: int) -> None:
    about = {"InstanceId": found.about["Id"], "MetricGroup": "ContactFlow"}
    where = {**about, "ContactFlowName": flow["Name"]}
    measured.happened("AWS/Connect", "ContactFlowErrors", where, errors)


def run(content: Mapping[str, Any]) -> int:
    """How many error branches a chat takes until it ends; Refused where it can't be told."""
    actions = {action["Identifier"]: action for action in content["Actions"]}
    at, errors = content["StartAction"], 0
    for _ in range(MOST):
        action = actions.get(at)
        if action is None:
            raise _refused(f"there is no block {at}")
        if action["Type"] == ENDS:
            return errors
        if action["Type"] not in VOICE_ONLY:
            raise _refused(f"a chat is not played through {action['Type']}")
        at, errors = _by_error(action), errors + 1
    raise _refused(f"a chat is not played through more than {MOST} blocks")


def _by_error(action: Mapping[str, Any]) -> str:
    """Where the block leads that could not be done."""
    errors: list[Mapping[str, str]] = action["Transitions"].get("Errors", [])
    led = (each["NextAction"] for each in errors if each["ErrorType"] == OTHERWISE)
    if (to := next(led, None)) is None:
        raise _refused(f"the block {action['Identifier']} has no error branch")
    return to


def _refused(why: str) -> Refused:
    return Refused("InvalidRequestException", why)


OPERATIONS: dict[str, Operation] = {"StartChatContact": start}
