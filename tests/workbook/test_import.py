"""What people wrote comes back: merged three ways, and kept in the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from golive.environments import load
from golive.register.errors import Conflict
from golive.workbook.applying import apply
from golive.workbook.errors import BadWorkbook
from golive.workbook.export import export
from golive.workbook.merge import Edit, Merged, age, check_origin, merged
from golive.workbook.told import show
from tests.register.snapshots import sample
from tests.workbook.made import (
    CHECKLIST,
    FILE,
    NOW,
    ROSTER,
    SECURITY,
    Kept,
    all_of,
    back,
    content,
    edited,
    exported,
    with_line,
    write,
)

ANSWERS: dict[str, tuple[str, str, str, object, Any]] = {
    "an owner": (SECURITY, "4.2", "Owner", "Eve Sample", "Eve Sample"),
    "a status": (SECURITY, "4.2", "Status", "go", "go"),
    "a status in other letters": (SECURITY, "4.2", "Status", "No-Go ", "no-go"),
    "a priority": (CHECKLIST, "2.2.1", "Priority", "low", "low"),
    "a date": (SECURITY, "4.2", "Due", date(2027, 1, 18), date(2027, 1, 18)),
    "a date with a time": (SECURITY, "4.2", "Due", datetime(2027, 1, 18, 9), date(2027, 1, 18)),
    "a date as text": (SECURITY, "4.2", "Due", " 2027-01-18", date(2027, 1, 18)),
    "a note": (SECURITY, "4.2", "Notes", "two\nrows", "two\nrows"),
    "a note taken back": (SECURITY, "4.1", "Notes", None, ""),
    "a number as a note": (SECURITY, "4.2", "Notes", 42, "42"),
    "a blank as a note": (SECURITY, "4.1", "Notes", "  ", ""),
    "a yes as a note": (SECURITY, "4.2", "Notes", True, "TRUE"),
    "a link": (SECURITY, "4.2", "Link", "https://example.com/x", "https://example.com/x"),
    "a phone as a link": (SECURITY, "4.2", "Link", "tel:+15555550199", "tel:+15555550199"),
    "a person": (ROSTER, "wfm", "Person", "Fay Sample", "Fay Sample"),
    "a day of reaching them": (ROSTER, "wfm", "Reached on", "2026-11-24", date(2026, 11, 24)),
}
FIELDS = {"Reached on": "confirmed", "Person": "person"}


def changes(found: Iterable[Edit]) -> dict[tuple[str, str], str]:
    """What each edit makes of which field."""
    return {(edit.key[1], edit.said.column.key): edit.after for edit in found}


@pytest.mark.parametrize(
    ("sheet", "id_", "header", "written", "kept"), ANSWERS.values(), ids=list(ANSWERS)
)
def test_what_people_own_comes_back(
    sheet: str, id_: str, header: str, written: object, kept: Any
) -> None:
    """The register has what was written, typed as its field is."""
    register = Kept(sample(NOW))
    found = merged(back(edited(write(sheet, id_, header, written))), register.snapshot)
    assert list(apply(found, register, "import")) == [("role" if sheet == ROSTER else "line", id_)]
    records = register.snapshot.roles if sheet == ROSTER else register.snapshot.lines
    assert getattr(records[id_], FIELDS.get(header, header.lower())) == kept


def test_importing_twice_changes_nothing() -> None:
    """The second time everything is in the register already."""
    register = Kept(sample(NOW))
    data = edited(write(SECURITY, "4.2", "Owner", "Eve Sample"))
    for count in (1, 0):
        found = merged(back(data), register.snapshot)
        assert len(list(apply(found, register, "import"))) == count
    assert changes(found.done) == {("4.2", "owner"): "Eve Sample"}
    assert register.snapshot.lines["4.2"].version == 1


def test_the_plans_own_priority_is_kept_as_none() -> None:
    """Who chooses what the plan says anyway, follows the plan when that changes."""
    register = Kept(with_line(sample(NOW), "2.2.1", priority="high"))
    data = edited(
        write(CHECKLIST, "2.2.1", "Priority", "medium"), export(content(register.snapshot)).data
    )
    list(apply(merged(back(data), register.snapshot), register, "import"))
    assert register.snapshot.lines["2.2.1"].priority == ""


def test_an_empty_priority_is_the_plans_own() -> None:
    """Where it stood already nothing changes; where another did, the plan's own is back."""
    emptied = write(CHECKLIST, "2.2.1", "Priority", None)
    found = merged(back(edited(emptied)), sample(NOW))
    assert (found.changes, found.conflicts) == ([], [])
    register = Kept(with_line(sample(NOW), "2.2.1", priority="high"))
    data = edited(emptied, export(content(register.snapshot)).data)
    for count in (1, 0):
        found = merged(back(data), register.snapshot)
        assert len(list(apply(found, register, "import"))) == count
    assert register.snapshot.lines["2.2.1"].priority == ""


def test_both_sides_changed_is_a_conflict() -> None:
    """It is listed with the three texts, and not among the changes."""
    now = with_line(sample(NOW), "4.2", owner="Gil Sample")
    edits = all_of(
        write(SECURITY, "4.2", "Owner", "Eve Sample"), write(SECURITY, "4.3", "Owner", "Eve Sample")
    )
    found = merged(back(edited(edits)), now)
    assert changes(found.changes) == {("4.3", "owner"): "Eve Sample"}
    assert [(e.base, e.now, e.after) for e in found.conflicts] == [("", "Gil Sample", "Eve Sample")]


def test_other_fields_of_a_changed_line_are_no_conflict() -> None:
    """What the register changed and the file did not stays; what only the file changed is made."""
    register = Kept(with_line(sample(NOW), "4.2", owner="Gil Sample"))
    found = merged(back(edited(write(SECURITY, "4.2", "Status", "go"))), register.snapshot)
    list(apply(found, register, "import"))
    line = register.snapshot.lines["4.2"]
    assert (line.owner, line.status) == ("Gil Sample", "go")


def test_both_sides_say_the_same() -> None:
    """No conflict, and nothing to do."""
    now = with_line(sample(NOW), "4.2", owner="Eve Sample")
    found = merged(back(edited(write(SECURITY, "4.2", "Owner", "Eve Sample"))), now)
    assert (found.changes, found.conflicts) == ([], [])


def test_who_was_quicker_after_the_comparison_is_not_overwritten() -> None:
    """The field is compared once more when it is written."""
    found = merged(back(edited(write(SECURITY, "4.2", "Owner", "Eve"))), sample(NOW))
    register = Kept(with_line(sample(NOW), "4.2", owner="Gil Sample"))
    with pytest.raises(Conflict, match=r"line 4\.2: Owner was changed meanwhile to 'Gil Sample'"):
        list(apply(found, register, "import"))
    assert register.snapshot.lines["4.2"].owner == "Gil Sample"


def test_proof_that_was_edited_is_told_and_not_taken() -> None:
    """The cell is named, and the register keeps what the account proved."""
    found = back(edited(write(SECURITY, "4.9", "Proof", "proven")))
    assert found.edits == {}
    assert found.notes == [
        'sheet Security checklist, D13: Proof of 4.9 was changed to "proven"; '
        "proof comes from the account alone, and is not taken"
    ]


def test_a_sheet_to_be_read_that_was_edited_is_told() -> None:
    """Nothing of it comes back."""
    found = back(edited(write("Issues", "issue-1", "Severity", "minor")))
    assert found.notes == [
        "sheet Issues was changed: it is only to be read, nothing of it is taken"
    ]


def test_rows_and_columns_of_ones_own_are_told() -> None:
    """What is missing stays as it is, what is new is not read."""

    def edit(book: Any) -> None:
        book[SECURITY].delete_rows(5)
        book[SECURITY]["Z4"] = "My column"

    found = back(edited(edit))
    assert found.edits == {}
    assert found.notes == [
        "sheet Security checklist, Z4: column My column is none of the plan's, and is not read",
        "not in the file, and left as they are: line 4.1",
    ]


@pytest.mark.parametrize(
    ("environment", "account", "said"),
    [
        ("dev", "444455556666", "is of environment prod; allowed: dev"),
        ("prod", "111122223333", "is of account 444455556666; allowed: 111122223333"),
    ],
)
def test_a_workbook_of_elsewhere_is_refused(environment: str, account: str, said: str) -> None:
    """Environment and account are those of the file."""
    here = load("prod").model_copy(update={"name": environment, "account": account})
    with pytest.raises(BadWorkbook, match=said):
        check_origin(back(exported()), here, sample(NOW), FILE)


def test_a_workbook_of_another_register_is_refused() -> None:
    """A register that knows fewer changes than the workbook is not the one it came from."""
    older = with_line(sample(NOW), "4.1")
    older = replace(older, lines=older.lines | {"4.1": replace(older.lines["4.1"], version=1)})
    with pytest.raises(BadWorkbook, match=r"line 4\.1 had 2 changes .* another register"):
        check_origin(back(exported()), load("prod"), older, FILE)


def test_a_line_that_left_the_plan_is_refused() -> None:
    """An edit of it has nowhere to go."""
    now = sample(NOW)
    fewer = replace(now, lines={k: v for k, v in now.lines.items() if k != "4.2"})
    found = back(edited(write(SECURITY, "4.2", "Owner", "Eve")))
    with pytest.raises(BadWorkbook, match=r"4\.2 is no longer in the plan"):
        check_origin(found, load("prod"), fewer, FILE)


def test_the_history_says_which_workbook() -> None:
    """When it was exported, to the second, in UTC."""
    assert age(back(exported()).manifest) == "exported 2026-11-25T17:30:00Z"


def test_the_differences_are_shown() -> None:
    """Record, column, and the texts of each side; nothing in them commands a terminal."""
    now = with_line(sample(NOW), "4.2", owner="Gil Sample")
    edits = all_of(
        write(SECURITY, "4.2", "Owner", "Eve"), write(SECURITY, "4.3", "Notes", "a\nb\u202etxt")
    )
    out = StringIO()
    show(merged(back(edited(edits)), now), Console(width=100, file=out))
    said = out.getvalue()
    for text in ("Changes: 1", "line 4.3", "a / b\\u202etxt", "Conflicts: 1", "Gil Sample", "Eve"):
        assert text in said


def test_nothing_to_change_is_said() -> None:
    """An empty comparison says so."""
    out = StringIO()
    show(Merged(), Console(width=80, file=out))
    assert out.getvalue() == "nothing to change\n"
