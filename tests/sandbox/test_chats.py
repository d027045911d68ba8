"""A chat in the sandbox: which error branches it takes is counted, and nothing passes unplayed."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from golive.drill.chat import content
from sandbox.centre.flow_content import greeting
from sandbox.simulated.connect.chats import run
from sandbox.simulated.service import Refused
from tests.sandbox.account import Account
from tests.sandbox.test_connect import Centre

Change = Callable[[dict[str, Any]], None]


def first(flow: dict[str, Any]) -> dict[str, Any]:
    return flow["Actions"][0]


REFUSED: dict[str, tuple[Change, str]] = {
    "a block that chats are not played through": (
        lambda flow: first(flow).update(Type="MessageParticipant"),
        "not played through MessageParticipant",
    ),
    "no error branch": (
        lambda flow: first(flow)["Transitions"].update(Errors=[]),
        "error-1 has no error branch",
    ),
    "a block that isn't there": (
        lambda flow: flow.update(StartAction="nowhere"),
        "there is no block nowhere",
    ),
    "a circle": (
        lambda flow: first(flow)["Transitions"]["Errors"][0].update(NextAction="error-1"),
        "more than 1000 blocks",
    ),
}


@pytest.mark.parametrize(("change", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_played_is_refused(change: Change, why: str) -> None:
    """A chat that passed it by would prove what it didn't do."""
    flow = json.loads(content(2))
    change(flow)
    with pytest.raises(Refused, match=why):
        run(flow)


def test_a_flow_of_the_centre_is_refused() -> None:
    """A drill's flow is played, and no flow that callers meet."""
    with pytest.raises(Refused, match="not played through UpdateFlowLoggingBehavior"):
        run(json.loads(greeting("hours", "queue", [])))


@pytest.fixture(scope="module")
def centre(account: Account) -> Generator[Centre]:
    """An instance of these tests."""
    made = Centre(account)
    yield made
    made.call("delete_instance")


def counted(account: Account, where: dict[str, str]) -> float:
    """The sum of the metric, of now."""
    now = datetime.now(UTC)
    found = account.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Connect",
        MetricName="ContactFlowErrors",
        Dimensions=[{"Name": name, "Value": value} for name, value in where.items()],
        StartTime=now - timedelta(minutes=5),
        EndTime=now + timedelta(minutes=1),
        Period=60,
        Statistics=["Sum"],
    )
    return sum(point["Sum"] for point in found["Datapoints"])


def test_errors_are_counted_by_flow(account: Account, centre: Centre) -> None:
    """In the dimensions of AWS's metric; the flow was started too."""
    name = f"erring {centre.id}"
    made = centre.call("create_contact_flow", Name=name, Type="CONTACT_FLOW", Content=content(3))
    for _ in range(2):
        centre.call(
            "start_chat_contact",
            ContactFlowId=made["ContactFlowId"],
            ParticipantDetails={"DisplayName": "somebody"},
        )
    where = {"InstanceId": centre.id, "MetricGroup": "ContactFlow", "ContactFlowName": name}
    assert counted(account, where) == 6


def test_no_chat_enters_what_is_not_published(centre: Centre) -> None:
    """A draft, or a flow of another type, is refused as on AWS."""
    for given in ({"Type": "CONTACT_FLOW", "Status": "SAVED"}, {"Type": "CUSTOMER_HOLD"}):
        name = " ".join(given.values())
        made = centre.call("create_contact_flow", Name=name, Content=content(1), **given)
        refused = centre.refused(
            "start_chat_contact",
            ContactFlowId=made["ContactFlowId"],
            ParticipantDetails={"DisplayName": "somebody"},
        )
        assert refused == "InvalidRequestException"
