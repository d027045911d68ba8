"""A waiver covers what it names, until its last day, and says when nothing needs it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from golive.waivers import Ledger, Waiver
from tests.waivers.waivers import CONTROL, LAST_DAY, waiver

IAM5 = "AwsSolutions-IAM5"


def ledger(*waivers: Waiver, today: date = LAST_DAY, strict: bool = False) -> Ledger:
    return Ledger(waivers, environment="prod", today=today, strict=strict)


@pytest.mark.parametrize(
    ("changes", "rule", "path", "resource", "covered"),
    [
        ({}, CONTROL, "Data/Register", "", True),
        ({}, CONTROL, "Data/Register/Role", "", False),
        ({}, CONTROL, "Data/Registers", "", False),
        ({}, "4.8-stream-key", "Data/Register", "", False),
        ({"scope": "Data/Archive/*"}, CONTROL, "Data/Archive/Role", "", True),
        ({"scope": "Data/Archive/*"}, CONTROL, "Data/Archive/Role/Policy", "", True),
        ({"scope": "Data/Archive/*"}, CONTROL, "Data/Archive", "", False),
        ({"scope": "Data/Archive/*"}, CONTROL, "Data/Archives/Role", "", False),
        ({"rules": (IAM5,), "resource": "R::*"}, IAM5, "Data/Register", "R::*", True),
        ({"rules": (IAM5,), "resource": "R::*"}, IAM5, "Data/Register", "R::other", False),
        ({"environments": ("prod",)}, CONTROL, "Data/Register", "", True),
        ({"environments": ("dev",)}, CONTROL, "Data/Register", "", False),
    ],
)
def test_a_waiver_covers_what_it_names(
    changes: dict[str, object], rule: str, path: str, resource: str, covered: bool
) -> None:
    """Rule, path, resource and environment must all be those; only `/*` stands for more."""
    assert (ledger(waiver(**changes)).find(rule, path, resource) is not None) is covered


@pytest.mark.parametrize(
    ("days", "strict", "holds", "warns"),
    [(0, True, True, False), (1, True, False, True), (1, False, True, True)],
)
def test_the_last_day_is_included(days: int, strict: bool, holds: bool, warns: bool) -> None:
    """After it, a waiver holds only where it may warn."""
    book = ledger(waiver(row=7), today=LAST_DAY + timedelta(days=days), strict=strict)
    found = book.find(CONTROL, "Data/Register")
    assert found is not None
    assert book.holds(found) is holds
    warning = "waivers.toml:7: the waiver of Data/Register expired on 2027-06-30"
    assert book.warnings() == [warning] * warns


def test_what_nothing_needs_is_a_complaint() -> None:
    """Each rule of a waiver must be met, where its stack is read and the rule is judged."""
    both = waiver(rules=(CONTROL, "4.8-stream-key"))
    book = ledger(both)
    book.find(CONTROL, "Data/Register")
    [complaint] = book.complaints([CONTROL, "4.8-stream-key"], ["Data"])
    assert (complaint.rule, complaint.waiver) == ("4.8-stream-key", both)
    assert "nothing there fails it" in complaint.finding
    assert not list(book.complaints([CONTROL], ["Data"]))
    assert not list(book.complaints([CONTROL, "4.8-stream-key"], ["Operations"]))
    assert list(book.complaints([CONTROL, "4.8-stream-key"]))


@pytest.mark.parametrize(("met", "said"), [(0, "nothing"), (1, "on 1 paths"), (2, ""), (3, "on 3")])
def test_a_wildcard_is_counted(met: int, said: str) -> None:
    """A path more or fewer than it says, and the waiver is asked for again."""
    book = ledger(waiver(scope="Data/Archive/*", covers=2))
    for number in range(met):
        book.find(CONTROL, f"Data/Archive/{number}")
    complaints = [complaint.finding for complaint in book.complaints([CONTROL])]
    assert len(complaints) == (1 if said else 0)
    assert all(said in complaint for complaint in complaints)
