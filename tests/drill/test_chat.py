"""The flow that errs: what it is made of, how often it is met, and that it never stays."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from botocore.exceptions import ClientError

from golive.account.rate import Rate
from golive.alarms.table import by_id
from golive.drill import chat
from golive.drill.acts import act_of
from golive.drill.chat import BLOCKS, CHATS, TAG, Chats, content
from golive.drill.errors import CantDrill
from golive.drill.targets import Target
from golive.facts.drills import FLOW
from golive.flows.flow import read
from golive.flows.keys import Keys
from golive.flows.lint import lint
from sandbox.simulated.connect.chats import run
from tests.drill.account import NAME, START, aimed, world

QUERY = "SELECT SUM(ContactFlowErrors) FROM \"AWS/Connect\" WHERE InstanceId = 'an-instance'"


class Gone(ClientError):
    """The flow isn't there."""

    def __init__(self) -> None:
        super().__init__({"Error": {"Code": "ResourceNotFoundException"}}, "DeleteContactFlow")


class Connect:
    """Connect with these flows; what it was asked, by operation. `refuses` one of them."""

    exceptions: Any = type("Errors", (), {"ResourceNotFoundException": Gone})

    def __init__(self, *names: str, refuses: str = "") -> None:
        self.flows = {f"id-{name}": name for name in names}
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._refuses = refuses

    def client(self, service: str) -> Connect:
        return self

    def _ask(self, operation: str, given: dict[str, Any]) -> None:
        self.asked.append((operation, given))
        if operation == self._refuses:
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, operation)

    def create_contact_flow(self, **given: Any) -> dict[str, str]:
        self._ask("CreateContactFlow", given)
        self.flows["made"] = given["Name"]
        return {"ContactFlowId": "made"}

    def start_chat_contact(self, **given: Any) -> None:
        self._ask("StartChatContact", given)

    def delete_contact_flow(self, **given: Any) -> None:
        self._ask("DeleteContactFlow", given)
        if given["ContactFlowId"] not in self.flows:
            raise Gone
        del self.flows[given["ContactFlowId"]]

    def get_paginator(self, _: str) -> Connect:
        return self

    def paginate(self, **_: Any) -> Connect:
        return self

    def build_full_result(self) -> dict[str, Any]:
        listed = [{"Id": id, "Name": name} for id, name in self.flows.items()]
        return {"ContactFlowSummaryList": listed}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody shares this Connect."""
    monkeypatch.setattr(chat, "RATE", Rate(1000, 1000, "a test"))


def target(threshold: float = 2.0, query: str = QUERY) -> Target:
    """The alarm of flow errors."""
    metrics = [{"Id": "q", "Expression": query}]
    _, cloud = world(["flows-failing"])
    return aimed(cloud, Threshold=threshold, Metrics=metrics)[0]


@pytest.mark.parametrize(("threshold", "chats", "blocks"), [(1, 1, 1), (7, 7, 7), (1000, 10, 100)])
def test_there_are_as_many_errors_as_the_alarm_needs(
    threshold: int, chats: int, blocks: int
) -> None:
    """Counted by branch always, and by contact up to ten."""
    connect = Connect()
    assert act_of(connect, target(threshold)).begin() == ""  # pyright: ignore[reportOptionalMemberAccess]
    counted = Counter(operation for operation, _ in connect.asked)
    errors = run(json.loads(connect.asked[0][1]["Content"]))
    assert (counted["StartChatContact"], errors) == (chats, blocks)
    assert chats * errors >= threshold
    assert (chats, blocks) <= (CHATS, BLOCKS)


def test_the_flow_says_what_it_is() -> None:
    """In the console it reads as a drill's; by its tag the drill may delete it."""
    connect = Connect()
    Chats(connect, target()).begin()
    made, chat = connect.asked[0][1], connect.asked[1][1]
    assert (made["Name"], made["Type"]) == (FLOW, "CONTACT_FLOW")
    assert made["InstanceId"] == chat["InstanceId"] == "an-instance"
    assert made["Tags"] == {TAG: NAME}
    assert made["Description"].startswith("DRILL")
    assert chat["ParticipantDetails"]["DisplayName"] == FLOW


def test_no_contact_stays_in_the_flow() -> None:
    """Each block leads on, by its error or without one, and the last ends the contact: nothing
    else is in it, and our own rules for flows find no mistake."""
    flow = json.loads(content(3))
    *blocks, last = flow["Actions"]
    after = [b["Identifier"] for b in blocks[1:]] + [last["Identifier"]]
    for block, to in zip(blocks, after, strict=True):
        ways = [each["NextAction"] for each in block["Transitions"]["Errors"]]
        assert {block["Transitions"]["NextAction"], *ways} == {to}
    assert {b["Type"] for b in blocks} == {"UpdateContactMediaStreamingBehavior"}
    assert last["Type"] == "DisconnectParticipant"
    assert lint([read(content(3), FLOW, "arn")], Keys(START)).findings == ()


def test_the_longest_flow_is_not_too_long() -> None:
    """A flow has 256 000 characters at most (API Reference, CreateContactFlow)."""
    assert len(content(BLOCKS)) < 256_000


def test_the_flow_is_deleted_once() -> None:
    """To end it twice, or after somebody deleted it by hand, does no harm."""
    connect = Connect("Main")
    act = Chats(connect, target())
    act.begin()
    act.end()
    act.end()
    assert connect.flows == {"id-Main": "Main"}
    act.begin()
    connect.flows.clear()
    act.end()


def test_a_chat_that_is_refused_leaves_no_flow() -> None:
    """It is deleted when the drill ends, however that is."""
    connect = Connect(refuses="StartChatContact")
    act = Chats(connect, target())
    with pytest.raises(CantDrill, match="needs the permission connect:StartChatContact"):
        act.begin()
    act.end()
    assert connect.flows == {}


def test_only_the_flow_of_a_killed_drill_is_put_right() -> None:
    """By its whole name."""
    connect = Connect("Main", FLOW, f"{FLOW} of somebody")
    Chats(connect, target()).tidy()
    assert sorted(connect.flows.values()) == [f"{FLOW} of somebody", "Main"]


def test_an_alarm_without_its_instance_cannot_be_drilled_so() -> None:
    """The query names the instance, and nothing else does."""
    with pytest.raises(CantDrill, match="names no instance"):
        Chats(Connect(), target(query="SELECT SUM(a) FROM b"))


def test_the_deployed_query_names_its_instance() -> None:
    """As the row writes it."""
    query = by_id()["flows-failing"].query({"instance": "an-instance"})
    assert Chats(Connect(), target(query=query)).uses == ("connect:StartChatContact",)
