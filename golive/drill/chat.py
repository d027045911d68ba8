"""A flow of the drill's own takes its error branches: the errors of flows are the alarm's metric.

AWS counts how often an error branch was run (Administrator Guide, Monitoring with CloudWatch).
Should it count a contact once, as one report from the field has it, then up to ten are counted so
as well: there is a chat for each error that the alarm needs, and each of them meets all of them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from golive.account.rate import Bucket, Rate
from golive.alarms.selection import parsed
from golive.drill.errors import CantDrill, asking
from golive.drill.targets import Target
from golive.facts.drills import FLOW

TAG = "golive:drill"
VERSION = "2019-10-30"
CHATS, BLOCKS = 10, 100
"""At most: chats of one drill, and blocks of its flow that err. Both together are `most`."""
RATE = Rate(2, 2, "Administrator Guide, quotas: StartChatContact 5 a second, with customers' own")
END = "end"
LAST: Mapping[str, Any] = {
    "Identifier": END,
    "Type": "DisconnectParticipant",
    "Parameters": {},
    "Transitions": {},
}


class Chats:
    """Chats through a flow that is made for them, that nobody can meet, and that is deleted."""

    uses = ("connect:StartChatContact",)

    def __init__(self, session: Any, target: Target) -> None:
        self._connect, self._target = session.client("connect"), target
        self._instance = instance_of(target.alarm)
        self._flow = ""

    def begin(self) -> str:
        errors = math.ceil(self._target.breach)
        self._flow = self._made(content(min(errors, BLOCKS)))
        turn = Bucket(RATE)
        for _ in range(min(errors, CHATS)):
            turn.take()
            with asking("connect:StartChatContact"):
                self._connect.start_chat_contact(
                    InstanceId=self._instance,
                    ContactFlowId=self._flow,
                    ParticipantDetails={"DisplayName": FLOW},
                    Attributes={"drill": self._target.name},
                )
        return ""

    def _made(self, content: str) -> str:
        with asking("connect:CreateContactFlow"):
            answer = self._connect.create_contact_flow(
                InstanceId=self._instance,
                Name=FLOW,
                Type="CONTACT_FLOW",
                Description=f"DRILL of {self._target.name}: nobody calls it, and it is deleted.",
                Content=content,
                Status="PUBLISHED",
                Tags={TAG: self._target.prefix},
            )
        return answer["ContactFlowId"]

    def end(self) -> None:
        if self._flow:
            self._delete(self._flow)
            self._flow = ""

    def tidy(self) -> None:
        """Delete the flow of this name: it is the drill's, and no other drill goes on."""
        pages = self._connect.get_paginator("list_contact_flows")
        with asking("connect:ListContactFlows"):
            listed = pages.paginate(
                InstanceId=self._instance, ContactFlowTypes=["CONTACT_FLOW"]
            ).build_full_result()
        for flow in listed.get("ContactFlowSummaryList", ()):
            if flow["Name"] == FLOW:
                self._delete(flow["Id"])

    def _delete(self, flow: str) -> None:
        gone = self._connect.exceptions.ResourceNotFoundException
        with asking("connect:DeleteContactFlow"), suppress(gone):
            self._connect.delete_contact_flow(InstanceId=self._instance, ContactFlowId=flow)


def content(errors: int) -> str:
    """A flow of blocks that err, one after the other, and then end the contact.

    Each leads to the next one however it ends, so that no contact stays in it.
    """
    names = [f"error-{number}" for number in range(1, errors + 1)]
    blocks = [_block(*pair) for pair in zip(names, [*names[1:], END], strict=True)]
    return json.dumps({"Version": VERSION, "StartAction": names[0], "Actions": [*blocks, LAST]})


def _block(name: str, after: str) -> dict[str, Any]:
    """Stop media streaming, which a chat leaves by the error (Administrator Guide, that block)."""
    return {
        "Identifier": name,
        "Type": "UpdateContactMediaStreamingBehavior",
        "Parameters": {
            "MediaStreamingState": "Disabled",
            "Participants": [{"ParticipantType": "Customer", "MediaDirections": ["To", "From"]}],
            "MediaStreamType": "Audio",
        },
        "Transitions": {
            "NextAction": after,
            "Errors": [{"NextAction": after, "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }


def instance_of(alarm: Mapping[str, Any]) -> str:
    """The instance whose flows the alarm's query groups; CantDrill where it names none."""
    queries = (parsed(query.get("Expression", "")) for query in alarm.get("Metrics", ()))
    found = next((q.where.get("InstanceId") for q in queries if q), None)
    if found is None:
        raise CantDrill(f"the query of {alarm['AlarmName']} names no instance")
    return found
