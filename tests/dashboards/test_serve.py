"""Dashboards served on this machine: to itself only, and read once a minute."""

from __future__ import annotations

import json
from collections.abc import Generator
from http.client import HTTPConnection
from threading import Thread

import pytest
from playwright.sync_api import Browser

from golive.dashboards.account import NoDashboard
from golive.dashboards.serve import Server
from golive.dashboards.view import View
from tests.dashboards.views import made

READ: list[str] = []


def read(id: str) -> View:
    if id != "launch":
        raise NoDashboard(f"the account has no dashboard {id}")
    READ.append(id)
    return made()


@pytest.fixture(scope="module")
def server() -> Generator[Server]:
    with Server(read, "UTC") as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def asked(server: Server, path: str, method: str = "GET", host: str = "") -> tuple[int, str]:
    """Status and body of one request."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_page_and_data_are_one_reading(server: Server) -> None:
    """The page names where its newer data is; who asks twice within a minute costs one reading."""
    status, page = asked(server, "/launch")
    assert status == 200
    assert '"/launch.json"' in page
    assert 'href="/queues"' in page
    assert json.loads(asked(server, "/launch.json")[1])["title"] == "prod: launch"
    assert READ == ["launch"]


def test_a_browser_may_ask_for_newer_data_and_nothing_else(server: Server, chrome: Browser) -> None:
    """The page's policy lets it come back to where it is from, and go nowhere else."""
    page = chrome.new_page()
    page.goto(server.address("launch"))
    ask = "(at) => fetch(at).then((answer) => answer.status, () => 'refused')"
    assert page.evaluate(ask, "/launch.json") == 200
    assert page.evaluate(ask, "http://localhost:9/") == "refused"
    assert page.get_by_role("link", name="Queues and agents").first.is_visible()
    page.close()


def test_it_is_bound_to_this_machine(server: Server) -> None:
    """No other host can reach it, and no page of another name may ask."""
    assert server.server_address[0] == "127.0.0.1"
    assert asked(server, "/launch", host="evil.example.com") == (403, "this machine only")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_it_only_shows(server: Server, method: str) -> None:
    """There is nothing to change."""
    assert asked(server, "/launch", method)[0] == 501


def test_what_is_not_there_is_said(server: Server) -> None:
    """By its name."""
    assert asked(server, "/nothing") == (404, "the account has no dashboard nothing")
