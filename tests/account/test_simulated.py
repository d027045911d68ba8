"""What an endpoint says that it simulates is said of every fact that rests on it."""

from __future__ import annotations

import json

import pytest

from golive.account.session import Session
from golive.account.simulated import PATH, UNSAID, Marks
from golive.facts.connect import Instance
from golive.facts.storage import Table
from golive.model import Evidence, Unknown
from tests.account.endpoint import answering
from tests.account.good import account

CONNECT = Evidence("connect:DescribeInstance", {})
TABLE = Evidence("dynamodb:DescribeTable", {})
STATUS = Evidence("cloudtrail:GetTrailStatus", {})
SAID = {"connect": "Connect is simulated", "cloudtrail:GetTrailStatus": "deliveries are made up"}


@pytest.fixture(autouse=True)
def _no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)


def marked(monkeypatch: pytest.MonkeyPatch, url: str, *evidence: Evidence) -> str:
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)
    return Marks(Session("us-east-1")).of(evidence)


def test_a_service_or_an_operation_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The phrase of the service, or of the operation alone, and each phrase once."""
    with answering(200, json.dumps(SAID), "application/json") as server:
        assert marked(monkeypatch, server.url, CONNECT, CONNECT) == SAID["connect"]
        assert marked(monkeypatch, server.url, TABLE) == ""
        both = f"{SAID['connect']}; {SAID['cloudtrail:GetTrailStatus']}"
        assert marked(monkeypatch, server.url, CONNECT, STATUS) == both
        assert set(server.paths) == {PATH}


def test_an_endpoint_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many facts there are."""
    with answering(200, "{}", "application/json") as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        marks = Marks(Session("us-east-1"))
        marks.of([CONNECT])
        marks.of([TABLE])
        assert len(server.paths) == 1


def test_an_endpoint_without_a_list_simulates_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gateway in front of AWS knows nothing of it: 404."""
    with answering(404, "") as server:
        assert marked(monkeypatch, server.url, CONNECT) == ""


@pytest.mark.parametrize(("status", "body"), [(500, "{}"), (200, "<html>")])
def test_an_endpoint_that_does_not_say_is_marked(
    monkeypatch: pytest.MonkeyPatch, status: int, body: str
) -> None:
    """Nothing passes for real because the list could not be read."""
    with answering(status, body) as server:
        assert marked(monkeypatch, server.url, TABLE) == UNSAID


def test_an_endpoint_that_is_dead_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers, so nobody says what is real."""
    with answering(404, "") as server:
        url = server.url
    assert marked(monkeypatch, url, TABLE) == UNSAID


def test_aws_is_not_asked() -> None:
    """Without an endpoint of one's own nothing is simulated, and nobody is asked."""
    assert Marks(Session("us-east-1")).of([CONNECT]) == ""


def test_a_fact_carries_the_mark_of_its_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read from a simulated service says so, what was read beside it doesn't."""
    with answering(200, json.dumps(SAID), "application/json") as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        side = account()
        for kind, mark in ((Instance, SAID["connect"]), (Table, "")):
            found = side.facts(kind)
            assert not isinstance(found, Unknown)
            assert found[0].simulated == mark
