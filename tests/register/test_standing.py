"""What a record counts for on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from golive.plan import Mark, by_id, lines
from golive.register.records import LineState, Role, SignOff
from golive.register.standing import (
    ROSTER_LINE,
    people_of,
    priority_of,
    role_gaps,
    signable,
    standing,
)
from golive.register.terminal import cut, in_a_row, safe, who

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
FULL = {"person": "A", "confirmed": TODAY - 30 * DAY, "told": TODAY}


def test_a_sign_off_counts_on_its_last_day() -> None:
    """The day after, it has expired; withdrawn it counts on no day."""
    sign = SignOff(line="2.1.1", note="x", expires=TODAY)
    assert standing(sign, TODAY) == "given"
    assert standing(sign, TODAY + DAY) == "expired"
    assert standing(SignOff(line="2.1.1", note="x"), TODAY) == "given"
    assert standing(SignOff(line="2.1.1", note="x", withdrawn=True), TODAY) == "withdrawn"


def test_all_lines_of_people_can_be_signed() -> None:
    """Every H mark but the roster's, whose roles speak for themselves."""
    marked = [line.id for line in lines() if Mark.PERSON in line.marks]
    assert [line.id for line in signable()] == [n for n in marked if n != ROSTER_LINE]
    assert Mark.PERSON in by_id()[ROSTER_LINE].marks


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({}, ()),
        ({"person": " "}, ("is open",)),
        ({"confirmed": None}, ("was never reached",)),
        (
            {"confirmed": TODAY - 31 * DAY},
            ("was last reached on 2026-10-25, more than 30 days ago",),
        ),
        ({"told": None}, ("was not told the dates",)),
    ],
)
def test_a_role_says_what_it_lacks(changes: dict[str, str], gaps: tuple[str, ...]) -> None:
    """Somebody who was reached within 30 days, and told the dates."""
    assert role_gaps(Role(id="crm", **(FULL | changes)), TODAY) == gaps  # pyright: ignore[reportArgumentType]


def test_people_are_counted_once() -> None:
    """Rows, without the empty ones."""
    assert people_of(SignOff(line="2.5.1-3", note="x", people="a\n\n b \na")) == {"a", "b"}
    assert people_of(None) == frozenset()


def test_the_plan_says_a_priority_first() -> None:
    """What people gave wins."""
    assert priority_of(LineState(id="4.1")) == "high"
    assert priority_of(LineState(id="4.1", priority="low")) == "low"


def test_a_terminal_gets_no_command() -> None:
    """Controls, line separators and direction marks are written out; emoji and Hebrew stay."""
    assert safe("\x1b]0;x\x07\x85\u2028\u202e\u2066") == "\\x1b]0;x\\x07\\x85\\u2028\\u202e\\u2066"
    assert safe("👩🏽‍💻 שלום\r\né") == "👩🏽‍💻 שלום\né"
    assert in_a_row("a\nb") == "a / b"
    assert who("arn:aws:iam::1:user/a\x1b") == "user/a\\x1b"
    assert cut("x" * 300).endswith("... (300 characters)")
