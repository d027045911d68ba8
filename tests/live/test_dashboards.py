"""Every dashboard of the deployed environment, looked at with its data: no widget is empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from golive.dashboards import DASHBOARDS
from golive.dashboards.account import Account as Reader
from golive.dashboards.account import NoDashboard
from golive.dashboards.page import page as written
from golive.dashboards.view import View, view
from golive.environments import load
from sandbox import control
from tests.dashboards import looking
from tests.sandbox.account import Account

TARGET = load("sandbox")
IDS = [each.id for each in DASHBOARDS]
WALL, LAPTOP = (1920, 1080), (1366, 768)
Read = Callable[[str], View]


@pytest.fixture(scope="module")
def read(deployed: Account) -> Read:
    """Reads a dashboard once, with the caller's settings as a person has them."""
    kept: dict[str, View] = {}

    def once(id: str) -> View:
        if id not in kept:
            with pytest.MonkeyPatch.context() as patch:
                for name, value in control.environ(deployed.connection).items():
                    patch.setenv(name, value)
                kept[id] = view(Reader.of(TARGET.region), TARGET, f"{TARGET.prefix}-{id}", 3)
        return kept[id]

    return once


@pytest.mark.parametrize("id", IDS)
def test_no_widget_is_empty(read: Read, id: str) -> None:
    """Each graph has data, or says that nothing failed; alarms, board and text are there."""
    shown = read(id)
    assert not shown.unread
    for widget in shown.widgets:
        match widget["kind"]:
            case "graph":
                told = widget.get("why", {"tone": "go"})
                assert widget.get("series") or told["tone"] == "go", (widget["title"], told)
            case "alarms":
                assert widget["alarms"]
                assert all(alarm["state"] != "gone" for alarm in widget["alarms"])
            case "html":
                assert "Situation-room bridge" in widget["dark"]
            case kind:
                assert kind == "text"


def test_most_graphs_have_a_line(read: Read) -> None:
    """What only a failure publishes may say so; everything that contacts make is drawn."""
    graphs = [w for id in IDS for w in read(id).widgets if w["kind"] == "graph"]
    drawn = [w for w in graphs if "series" in w]
    assert len(drawn) > 0.8 * len(graphs)


@pytest.mark.parametrize("id", IDS)
def test_it_is_whole_on_every_screen(read: Read, chrome: Browser, id: str, tmp_path: Path) -> None:
    """On the wall all of it is seen without scrolling; on a laptop nothing is cut off."""
    file = tmp_path / f"{id}.html"
    file.write_text(written(read(id), TARGET.time_zone), encoding="utf-8")
    wanted = sum("series" in widget for widget in read(id).widgets)
    for size in (WALL, LAPTOP):
        with looking.at(chrome, file, size) as page:
            assert looking.graphs(page) == wanted
            assert looking.empty(page) == []
            assert looking.cut(page) == []
            assert size != WALL or looking.overflow(page) <= 0


def test_a_dashboard_that_is_not_there_is_said(read: Read) -> None:
    """By its name."""
    with pytest.raises(NoDashboard, match="golive-sandbox-nothing"):
        read("nothing")
