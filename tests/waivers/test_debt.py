"""The debt is listed by the day on which it comes due."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from golive.cli.waivers import waivers as command
from golive.waivers import loading
from golive.waivers.debt import debts
from tests.waivers.waivers import waiver

TODAY = date(2026, 11, 23)
ROW = """
[[waiver]]
rules = ["4.1-table-key"]
scope = "Data/{scope}"
reason = "The key comes with the next release."
owner = "Ana"
approver = "Kim"
ticket = "CC-12"
expires = {expires}
environments = ["{environment}"]
"""


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command with a waiver that has expired, and one that holds until long from now."""
    file = tmp_path / "waivers.toml"
    rows = [("Old", "2020-01-31", "dev"), ("New", "2099-12-31", "prod")]
    texts = [ROW.format(scope=s, expires=day, environment=env) for s, day, env in reversed(rows)]
    file.write_text("".join(texts))
    monkeypatch.setattr(loading.load, "__defaults__", (file,))
    return CliRunner()


def listed(runner: CliRunner, *words: str) -> Result:
    return runner.invoke(command, words)


def test_the_soonest_is_first_and_days_are_counted() -> None:
    """Its last day counts 0, the day after it -1."""
    days = [date(2026, 12, 1), date(2026, 11, 22), TODAY]
    owed = debts([waiver(expires=day) for day in days], TODAY)
    assert [(one.days, one.expired, one.left) for one in owed] == [
        (-1, True, "expired 1 d ago"),
        (0, False, "last day"),
        (8, False, "8 d left"),
    ]


def test_an_environment_owes_its_own() -> None:
    """A waiver that names environments counts in those alone; one that names none, in each."""
    all_ = [waiver(), waiver(environments=("dev",)), waiver(environments=("prod",))]
    assert [one.waiver for one in debts(all_, TODAY, "dev")] == all_[:2]
    assert len(debts(all_, TODAY)) == 3


def test_the_list_says_who_answers_for_what(called: CliRunner) -> None:
    """Date, days, scope, rule, owner, approver, ticket; exit code 1 while one has expired."""
    done = listed(called)
    assert done.exit_code == 1
    first = done.stdout.splitlines()[0]
    assert first.startswith("2020-01-31  expired ")
    assert "Data/Old" in first
    for text in ("waives 4.1-table-key", "Ana, approved by Kim, CC-12 in dev", "2 waivers, 1 exp"):
        assert text in done.stdout


def test_what_holds_is_well(called: CliRunner) -> None:
    """Where no waiver has expired the exit code is 0."""
    done = listed(called, "--env", "prod")
    assert (done.exit_code, "Data/Old" in done.stdout) == (0, False)


def test_other_programs_read_it(called: CliRunner) -> None:
    """As JSON, with every key of the file and the days that are left."""
    done = listed(called, "--format", "json")
    old, new = json.loads(done.stdout)
    assert (old["scope"], old["expired"], old["expires"]) == ("Data/Old", True, "2020-01-31")
    assert new["days_left"] > 0
    assert new["rules"] == ["4.1-table-key"]
    assert new["approver"] == "Kim"


def test_mistakes_are_told(called: CliRunner) -> None:
    """An environment that isn't there is usage."""
    done = listed(called, "--env", "nowhere")
    assert done.exit_code == 2
    assert "nowhere" in done.stderr
