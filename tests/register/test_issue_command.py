"""`golive issue`: launch issues by command."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from golive.register.errors import Denied
from golive.register.issues import report, said
from golive.register.store import Register
from tests.register.command import Golive
from tests.register.command import golive as golive
from tests.register.snapshots import CALLER, MARKUP

ADD = ("issue", "add", "--representative", "agent.one", "--details", MARKUP)


def test_an_issue_is_taken_and_given_back(golive: Golive, register: Register) -> None:
    """Time, number, representative, details and picture come back as they were told."""
    at = "2026-01-18T06:00:00+01:00"
    words = ("--caller", CALLER, "--called", at, "--screenshot", "shots/7.png")
    id_ = golive(*ADD, *words, "--severity", "critical").output.strip()
    assert id_ == "issue-1"
    text = golive("issue", "show", id_).output
    for part in (CALLER, MARKUP, "agent.one", "2026-01-18T05:00:00+00:00", "shots/7.png"):
        assert part in text
    assert register.snapshot().issues[id_].given_back is None


def test_a_number_is_shown_only_with_its_issue(golive: Golive, register: Register) -> None:
    """List, plan, history and every table but the one of `issue show` are without it."""
    golive(*ADD, "--caller", CALLER)
    for words in (("issue", "list"), ("plan", "history"), ("plan", "history", "issue-1")):
        assert CALLER not in golive(*words).output
        assert CALLER not in golive(*words, "--format", "json").output
    assert json.loads(golive("issue", "show", "issue-1", "--format", "json").output)["caller"]


def test_a_number_that_was_not_given_is_asked_for(golive: Golive, register: Register) -> None:
    """A number need not stand in the shell's history."""
    golive(*ADD, typed=f"{CALLER}\n")
    assert register.snapshot().issues["issue-1"].caller == CALLER


def test_a_number_is_forgotten(golive: Golive, register: Register) -> None:
    """The number is erased where it stood, and its history never had it."""
    golive(*ADD, "--caller", CALLER)
    golive("issue", "forget", "issue-1", "--why", "the caller asked")
    assert register.snapshot().issues["issue-1"].caller == ""
    assert CALLER not in str(register.history())


def test_a_trial_is_noted_as_given_back(golive: Golive, register: Register) -> None:
    """Showing a trial proves that the log gives back: once, with its time."""
    golive(*ADD, "--caller", CALLER, "--trial")
    golive("issue", "show", "issue-1")
    first = register.snapshot().issues["issue-1"].given_back
    golive("issue", "show", "issue-1")
    assert first is not None
    assert register.snapshot().issues["issue-1"].given_back == first


def test_who_may_only_read_is_shown_a_trial_too(
    golive: Golive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That nothing could be kept is said beside it."""

    def refused(*_: object) -> None:
        raise Denied("it needs the permission dynamodb:PutItem")

    golive(*ADD, "--caller", CALLER, "--trial")
    monkeypatch.setattr("golive.register.issues.given_back", refused)
    done = golive("issue", "show", "issue-1")
    assert CALLER in done.stdout
    assert "can't be kept: it needs the permission dynamodb:PutItem" in done.stderr


def test_an_issue_is_closed_once(golive: Golive, register: Register) -> None:
    """Closing again changes nothing; the list can leave out what is closed."""
    golive(*ADD, "--caller", "")
    golive(*ADD, "--caller", "")
    golive("issue", "close", "issue-1", "--why", "the trunk was changed")
    first = register.snapshot().issues["issue-1"].closed
    golive("issue", "close", "issue-1", "--why", "again")
    assert register.snapshot().issues["issue-1"].closed == first
    shown = json.loads(golive("issue", "list", "--open", "--format", "json").output)
    assert [row["id"] for row in shown] == ["issue-2"]


def test_reporters_at_the_same_time_get_numbers_of_their_own(register: Register) -> None:
    """Ten reports at once are ten issues."""
    now = datetime.now(UTC)
    new = said(now, called=now, caller="", representative="a", details="b")
    with ThreadPoolExecutor(10) as pool:
        ids = {issue.id for issue in pool.map(report, [register] * 10, [new] * 10)}
    assert ids == {f"issue-{number}" for number in range(1, 11)}


LATER = (datetime.now(UTC) + timedelta(days=1)).isoformat()
WRONG = {
    "no offset": (("--called", "2026-01-18T06:00:00"), "allowed: a date and time with its offset"),
    "to come": (("--called", LATER), "is to come; allowed: now or earlier"),
    "severity": (("--severity", "deadly"), "'deadly' is not one of"),
    "details": (("--details", " "), "--details: is empty"),
    "long": (("--details", "x" * 10_001), "allowed: 10000"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_bad_issue_is_named(golive: Golive, register: Register, case: str) -> None:
    """The message names key, value and what is allowed; nothing is written."""
    words, text = WRONG[case]
    assert text in golive(*ADD, "--caller", "", *words, code=2).output
    assert register.history() == []


@pytest.mark.parametrize("words", [("show",), ("close", "--why", "w"), ("forget", "--why", "w")])
def test_an_issue_that_is_not_there_is_named(golive: Golive, words: tuple[str, ...]) -> None:
    """An id that nobody gave is told with what is allowed."""
    done = golive("issue", words[0], "issue-9", *words[1:], code=2)
    assert "issue-9" in done.output
