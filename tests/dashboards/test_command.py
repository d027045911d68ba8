"""`golive dashboards`: lists, writes, opens, and ends with what it means."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from golive.cli import main
from golive.dashboards import DASHBOARDS
from golive.dashboards.account import Account
from tests.dashboards import fakes
from tests.dashboards.fakes import CALLS, Fake

ONE = {"widgets": fakes.BODY["widgets"][:1]}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake(monkeypatch)

    def of(region: str) -> Account:
        return made.account

    monkeypatch.setattr(Account, "of", of)
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["dashboards", "--env", "sandbox", *words])


def test_it_lists_what_there_is(fake: Fake) -> None:
    """Each dashboard of the table with its title, those of others too; a missing one is said."""
    names = [f"golive-sandbox-{each.id}" for each in DASHBOARDS[1:]]
    entries = [{"DashboardName": name} for name in (*names, "golive-sandbox-mine")]
    fake.stubs["cloudwatch"].add_response("list_dashboards", {"DashboardEntries": entries})
    told = run()
    first, *_, last = told.output.splitlines()
    assert (first.split()[0], last.strip()) == ("system-health", "mine")
    assert "missing" in first
    assert told.exit_code == 3


def test_it_writes_the_page(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--out` no browser is opened; the page holds the data."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    fake.board(ONE)
    fake.data(CALLS)
    file = tmp_path / "new" / "launch.html"
    told = run("launch", "--out", str(file))
    assert told.exit_code == 0, told.output
    assert opened == []
    assert '"now":3.0' in file.read_text()


def test_it_opens_a_browser(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--out`, on a file of this machine; the whole name is known too."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    fake.board(ONE)
    fake.data(CALLS)
    assert run("golive-sandbox-launch").exit_code == 0
    assert opened[0].startswith("file:///")
    assert opened[0].endswith("/launch.html")


def test_what_can_not_be_read_is_no_success(fake: Fake, tmp_path: Path) -> None:
    """The page is written, says why, and the command ends with 3."""
    fake.board(ONE)
    fake.denied("get_metric_data")
    told = run("launch", "--out", str(tmp_path / "page.html"))
    assert told.exit_code == 3
    assert "cloudwatch:GetMetricData" in told.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [(("launch", "--serve", "--out", "x.html"), 2), (("launch", "--hours", "0"), 2)],
)
def test_bad_input_is_refused(fake: Fake, words: tuple[str, ...], code: int) -> None:
    """Before anything is read."""
    assert run(*words).exit_code == code


def test_a_dashboard_that_is_not_there_is_bad_input(fake: Fake) -> None:
    """Its name is told."""
    fake.denied("get_dashboard", code="ResourceNotFound")
    told = run("nothing")
    assert told.exit_code == 2
    assert "golive-sandbox-nothing" in told.stderr
