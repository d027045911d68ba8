"""The dashboard's board, drawn by its deployed function under its own role with IAM on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from golive.environments import load
from golive.register.records import LineState
from golive.register.store import Register
from sandbox.readiness import draw
from tests.live.command import verify
from tests.sandbox.account import Account

TARGET = load("sandbox")
LINE, OWNER = "2.3.6", "Kim <b>Ito</b>"
"""A line that stands in the way, for no test contact is made yet."""


@pytest.fixture(scope="module")
def html(deployed: Account) -> str:
    """What the dashboard gets, with a run kept and an owner of one line in the register."""

    class Session:
        def client(self, service: str) -> Any:
            return deployed.client(service)

    table = deployed.physical("data", "Register")
    register = Register("sandbox", table, Session(), TARGET.account)

    register.change(LineState, LINE, lambda state: replace(state, owner=OWNER), "a test")
    return draw(TARGET, deployed.connection, widgetContext={"theme": "light"})


def test_its_role_is_enough(html: str) -> None:
    """The newest run and the register's owners were read: verdict and lines stand there."""
    assert re.search(r"<h1 class=\"call c-[a-z-]+\">", html)
    assert "could not be read" not in html
    assert "Situation-room bridge" in html


def test_it_is_html_that_cloudwatch_keeps(html: str) -> None:
    """No script, no frame; an owner with markup in the name is text."""
    assert not re.search(r"<(script|iframe|use)\b", html)
    assert "<b>Ito" not in html
    assert "Kim &lt;b&gt;Ito" in html


def test_it_describes_itself(deployed: Account) -> None:
    """CloudWatch shows the documentation when the widget is edited."""
    assert draw(TARGET, deployed.connection, describe=True).startswith("## Go-live board")


def test_the_board_shows_the_deployed_register(
    html: str, deployed: Account, tmp_path: Path
) -> None:
    """`golive verify --out` reads the register as well; the widget's function is kept and logs."""
    words = ("--line", LINE, "--line", "2.6.9", "--no-evidence", "--out", str(tmp_path))
    found = verify(deployed.connection, *words)
    page = (tmp_path / "board.html").read_text(encoding="utf-8")
    assert "Kim &lt;b&gt;Ito" in page
    assert "could not be read" not in page
    subjects = [one for line in found.run["lines"] for one in line["subjects"]]
    assert {s["verdict"] for s in subjects if "BoardWidget" in s["path"]} == {"proven"}
