"""`golive env retained` lists, writes what an import needs, and says why it can't tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from golive.account import Account
from golive.cli.env import env
from golive.environment import Environment
from tests.account.canned import Answers, refused
from tests.account.good import account
from tests.account.test_retained import destroyed, event

LEFT = destroyed(event("Key", "k-1"), event("Bucket", "b-1"), event("Pair", "p-1"))


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """The account that the command opens gives these answers."""
    given = dict(LEFT)

    def opened(environment: Environment) -> Account:
        assert environment.name == "sandbox"
        return account(given)

    monkeypatch.setattr(Account, "open", opened)
    return given


def test_what_is_left_is_shown_by_stack(answering: Answers) -> None:
    """With what the next deployment makes of it."""
    ended = CliRunner().invoke(env, ["retained", "sandbox"])
    rows = [row.split() for row in ended.output.splitlines()]
    assert ended.exit_code == 0
    assert rows[0][:3] == ["golive-sandbox-data", "left", "on"]
    assert [" ".join(row[2:]) for row in rows[1:]] == [
        "is in the way b-1",
        "is made anew k-1",
        "is taken over p-1",
    ]


def test_nothing_left_is_said(answering: dict[str, object]) -> None:
    """An empty list is no empty answer."""
    answering["cloudformation:ListStacks"] = {"StackSummaries": []}
    ended = CliRunner().invoke(env, ["retained", "sandbox"])
    assert (ended.exit_code, ended.output) == (0, "nothing is left that no stack owns\n")


def test_a_mapping_is_written_for_each_stack(answering: Answers, tmp_path: Path) -> None:
    """What can be imported is in it, and the command that reads it is named."""
    words = ["retained", "sandbox", "--format", "json", "--mapping", str(tmp_path / "new")]
    ended = CliRunner().invoke(env, words)
    file = tmp_path / "new" / "Data.json"
    assert json.loads(file.read_text()) == {
        "Bucket": {"BucketName": "amazon-connect-x"},
        "Key": {"KeyId": "k-1"},
    }
    assert {one["path"] for one in json.loads(ended.stdout)} == {
        "Data/Bucket",
        "Data/Key",
        "Data/Pair",
    }
    assert ended.stderr == f"cdk import Data -c env=sandbox --resource-mapping {file}\n"


def test_a_denied_call_ends_in_its_reason(answering: dict[str, object]) -> None:
    """Exit code 3, and no list."""
    answering["cloudformation:ListStacks"] = refused("AccessDenied")
    ended = CliRunner().invoke(env, ["retained", "sandbox"])
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "it needs the permission cloudformation:ListStacks" in ended.stderr


def test_an_environment_that_is_not_there_is_usage() -> None:
    """Exit code 2, before any account is asked."""
    ended = CliRunner().invoke(env, ["retained", "nowhere"])
    assert ended.exit_code == 2
    assert "nowhere" in ended.stderr
