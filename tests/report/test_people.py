"""What people say, on the board: whose each line is, who is missing, what is open for too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from golive.environments import load
from golive.model import Unknown
from golive.register.records import Issue, LineState, Severity, SignOff
from golive.report.board import page
from golive.report.layout import board_of
from golive.report.markdown import markdown
from golive.report.people import BLOT, People, people_of, said_of, told, who
from golive.report.ruling import ruling_of
from golive.report.view import Board
from tests.register.snapshots import CALLER, HUGE, OTHER, sample
from tests.report import runs

TODAY = date(2026, 11, 23)
UTC_ZONE = ZoneInfo("UTC")
DECISION: dict[str, Any] = {
    "verdict": "RE-SIGN",
    "reasons": [
        {"line": "4.6", "owner": "Cy", "text": "Block public access again."},
        {"line": "", "owner": "", "text": "The waiver of Data/Reports expired."},
    ],
    "signed": {"by": OTHER, "at": "2026-11-22T10:00:00+00:00"},
    "moved": ["flow Main menu: version 7, signed was 6", "4.6: drifted, signed was proven"],
}


def board(decision: dict[str, Any] | None = None, **changes: Any) -> Board:
    snapshot = replace(sample(runs.NOW), **changes)
    return board_of(runs.rich(), load("prod"), runs.NOW, snapshot, decision)


def people(**changes: Any) -> People:
    found = board(**changes).people
    assert found
    return found


def issue(name: str, hours: float, **more: Any) -> Issue:
    """A launch issue that was opened so many hours ago."""
    opened = runs.NOW - timedelta(hours=hours)
    plain: dict[str, Any] = {"severity": Severity.CRITICAL, "opened": opened} | more
    return Issue(
        id=name, called=opened, caller=CALLER, representative="r", details="no audio", **plain
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"call {CALLER} back", f"call {BLOT} back"),
        ("ring +49 (30) 901820-17 now", f"ring {BLOT} now"),
        ("5555550123 hung up", f"{BLOT} hung up"),
        ("on 2027-01-18 05:00, ticket CC-12", "on 2027-01-18 05:00, ticket CC-12"),
        ("account 444455556666", "account 444455556666"),
        ("run 20270118", "run 20270118"),
    ],
)
def test_no_phone_number_stands_in_a_text(text: str, shown: str) -> None:
    """What looks like one is blotted out; dates, tickets and accounts are none."""
    assert told(text) == shown


def test_no_caller_and_no_reach_is_on_a_board() -> None:
    """Neither the page nor the Markdown names how somebody is called."""
    for text in (page(board()), markdown(board())):
        assert CALLER not in text
        assert "+15555550101" not in text
        assert "ben@example.com" not in text


def test_the_oldest_critical_issue_counts_and_no_other() -> None:
    """Closed ones, trials and those of less severity start no rollback."""
    found = [
        issue("old-trial", 9, trial=True),
        issue("closed", 8, closed=runs.NOW),
        issue("minor", 7, severity=Severity.MINOR),
        issue("younger", 1),
        issue("older", 3),
    ]
    shown = people(issues={one.id: one for one in found})
    assert shown.trouble
    assert (shown.trouble.id, shown.trouble.over) == ("older", False)
    assert shown.open_issues == 3


@pytest.mark.parametrize(("hours", "over"), [(3.9, False), (4.1, True)])
def test_an_issue_that_is_open_too_long_says_go_back(hours: float, over: bool) -> None:
    """The environment's own criterion, which is four hours here."""
    shown = board(issues={"i": issue("i", hours)})
    assert ("Go back: critical issue" in page(shown)) is over
    assert ("longer than the rollback criterion" in markdown(shown)) is over


def test_a_role_without_a_person_is_open() -> None:
    """Nine of the sample's thirteen roles, each by its title."""
    shown = people()
    assert (len(shown.roster), len(shown.open_roles)) == (13, 9)
    assert "Open roles: Supervisors: escalated issues;" in markdown(board())


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (LineState(id="4.1", due=TODAY), False),
        (LineState(id="4.1", due=TODAY - timedelta(days=1)), True),
        (LineState(id="4.1", due=TODAY - timedelta(days=1), status="go"), False),
        (LineState(id="4.1"), False),
    ],
)
def test_a_line_is_late_after_its_day(state: LineState, late: bool) -> None:
    """Not on it, and never once somebody said go."""
    assert said_of(state, None, TODAY).late is late


def test_a_day_ends_where_the_environment_is() -> None:
    """An hour after midnight UTC it is still yesterday in New York."""
    night = runs.NOW.replace(hour=1)
    due = replace(sample(night), lines={"4.1": LineState(id="4.1", due=date(2026, 11, 22))})
    zones = (UTC_ZONE, ZoneInfo("America/New_York"))
    assert [people_of(due, night, zone, 4).said["4.1"].late for zone in zones] == [True, False]


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "signed off"),
        ({"expires": TODAY}, "signed off"),
        ({"expires": TODAY - timedelta(days=1)}, "expired"),
        ({"withdrawn": True}, "withdrawn"),
    ],
)
def test_what_became_of_a_sign_off(more: dict[str, Any], word: str) -> None:
    """It counts until the end of its last day, unless it was taken back."""
    sign = SignOff(line="2.1.1", note="told them", by=OTHER, **more)
    said = said_of(LineState(id="2.1.1"), sign, TODAY)
    assert said.word == word
    assert "sample-lead" in said.signed


def test_a_priority_that_nobody_changed_is_the_plans() -> None:
    """And what somebody changed is theirs."""
    assert said_of(LineState(id="4.1"), None, TODAY).priority == "high"
    assert said_of(LineState(id="4.1", priority="low"), None, TODAY).priority == "low"


def test_only_a_plain_link_is_a_link() -> None:
    """A script in the register's link is no address on the board."""
    said = said_of(LineState(id="4.1", link="javascript:alert(1)"), None, TODAY)
    assert said.link == ""


def test_who_is_the_end_of_an_arn() -> None:
    """A user's name, or that of a session."""
    assert who("arn:aws:iam::111122223333:user/team/kim") == "kim"
    assert who(OTHER) == "sample-lead"
    assert who("kim.ito") == "kim.ito"


def test_a_huge_note_is_folded_and_whole() -> None:
    """Its beginning is seen, and all of it is there."""
    text = page(board())
    assert text.count(HUGE) == 1
    assert f"<summary>{HUGE[:80]}…" in text


def test_the_decision_stands_at_the_top() -> None:
    """Its word, who signed it, what moved; below it what the proofs alone say."""
    shown = board(DECISION)
    text = page(shown)
    assert "<title>RE-SIGN: sandbox</title>" in text
    assert "by <bdi>sample-lead</bdi>" in text
    assert "version 7, signed was 6" in text
    assert shown.blocking[0].id == "4.6"
    assert [reason.text for reason in shown.elsewhere] == ["The waiver of Data/Reports expired."]
    said = markdown(shown)
    assert said.startswith("# RE-SIGN: sandbox\n")
    assert "- The proofs alone say: NO-GO\n" in said
    assert "  - 4.6 Block public access again. (Cy)\n" in said


def test_a_signature_that_counts_for_nothing_is_told() -> None:
    """A forged one is red, and a signature despite what stood in the way says so."""
    more = {"refused": ["decision-2: forged"], "standing": "signed despite"}
    text = page(board(DECISION | more))
    assert "A signature counts for nothing" in text
    assert "Signed despite what stands in the way" in text


def test_a_decision_that_nobody_knows_is_refused() -> None:
    """No board is drawn from a word of another version."""
    with pytest.raises(KeyError, match="perhaps"):
        ruling_of({"verdict": "PERHAPS"})


def test_a_register_that_could_not_be_read_is_told() -> None:
    """The reason stands where people look first; nobody's name is missing silently."""
    shown = board_of(runs.rich(), load("prod"), runs.NOW, Unknown("dynamodb:Query was denied"))
    assert "The register could not be read" in page(shown)
    assert "- The register could not be read: dynamodb:Query was denied" in markdown(shown)
    assert "Owner" not in page(shown)


def test_without_a_register_nothing_is_said_of_it() -> None:
    """A board of the template alone has no roster, no owners and no complaint."""
    text = page(board_of(runs.rich(), load("prod"), runs.NOW))
    for word in ("Roster</h2>", "Launch log", "could not be read", "nobody owns"):
        assert word not in text
