"""`golive access` says who, in three forms, and ends as its list demands."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner, Result

from golive.account import Account
from golive.cli.access import access
from golive.environment import Environment
from tests.account.canned import Answers, refused
from tests.account.concerns.access import ANALYST, DETAILS, RECORDED, USER, granted, policy
from tests.account.good import account, changed
from tests.account.wrong import KEY

GIVEN = changed(DETAILS, USER, policy("s3:GetObject", RECORDED))
"""The analyst's group has the key already."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command on the good account, some of its answers changed."""

    def run(changes: Answers, *words: str) -> Result:
        side = account(changes)

        def opened(_: Environment, *, rates: Mapping[str, float]) -> Account:
            assert rates == {"iam": 3}
            return side

        monkeypatch.setattr(Account, "open", opened)
        return CliRunner().invoke(access, ["--env", "sandbox", "--rate", "iam=3", *words])

    return run


def test_a_list_without_strangers_ends_well(run: Any) -> None:
    """Counts stand beside it, with how many administrators there are, and what isn't seen."""
    done = run({})
    assert done.exit_code == 0, done.output
    assert "contact data: 2 service; beside them 3 administrators" in done.stderr
    assert "Not seen: service and resource control policies" in done.stderr
    assert "contact_data (listed, in part by IAM Access Analyzer)\n" in done.stdout
    assert "secrets (listed)\n" in done.stdout


@pytest.mark.parametrize("changes", [GIVEN, granted(KEY, ANALYST)], ids=["policy", "grant"])
def test_who_is_not_approved_is_named(run: Any, changes: Answers) -> None:
    """In the list, in JSON and in CSV; the counts name nobody."""
    done = run(changes)
    assert done.exit_code == 1
    assert "1 unapproved" in done.stderr
    assert f"unapproved     {ANALYST}\n" in done.stdout
    assert "analyst" not in done.stderr
    whole = json.loads(run(changes, "--format", "json").stdout)
    [row] = [row for row in whole["access"] if row["standing"] == "unapproved"]
    assert (row["principal"], row["class"]) == (ANALYST, "contact_data")
    listed = csv.DictReader(io.StringIO(run(changes, "--format", "csv").stdout))
    assert [r["principal"] for r in listed if r["standing"] == "unapproved"] == [ANALYST]


def test_one_class_by_itself(run: Any) -> None:
    """What is wrong with another class doesn't matter then."""
    done = run(GIVEN, "--class", "secrets", "--format", "json")
    assert done.exit_code == 0
    assert {row["class"] for row in json.loads(done.stdout)["access"]} == {"secrets"}


def test_what_can_t_be_read_can_t_be_told(run: Any) -> None:
    """A denied call ends with 3 and says which permission it needs."""
    done = run({DETAILS: refused("AccessDenied")})
    assert done.exit_code == 3
    assert "needs the permission iam:GetAccountAuthorizationDetails" in done.stderr


def test_an_environment_that_is_not_there_is_a_mistake(run: Any) -> None:
    """Like in every other command."""
    assert CliRunner().invoke(access, ["--env", "nowhere"]).exit_code == 2
