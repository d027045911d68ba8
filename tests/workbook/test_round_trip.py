"""What nobody edited comes back without a difference, whatever was done to the workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from golive.plan import lines
from golive.register.records import Snapshot
from golive.workbook.export import export
from golive.workbook.merge import Merged, merged
from tests.register.snapshots import sample
from tests.workbook import nasty
from tests.workbook.made import (
    CHECKLIST,
    HEADER,
    NOW,
    ROSTER,
    SECURITY,
    all_of,
    back,
    content,
    edited,
    exported,
    with_line,
    write,
)

NOTHING = Merged()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NASTY = st.sampled_from(nasty.TEXTS)
DATES = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
LINE_IDS = [line.id for line in lines()]


def page(book: Workbook, title: str) -> Worksheet:
    """A sheet by its title."""
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def test_an_untouched_workbook_changes_nothing() -> None:
    """No edit, no note, no conflict."""
    found = back(exported())
    assert found.edits == {}
    assert found.notes == []
    assert merged(found, sample(NOW)) == NOTHING


def test_a_workbook_saved_by_another_program_changes_nothing() -> None:
    """openpyxl reads and writes every cell anew."""
    found = back(edited(lambda book: None))
    assert (found.edits, found.notes) == ({}, [])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(LINE_IDS),
        st.fixed_dictionaries(
            {
                "owner": TEXTS | NASTY,
                "notes": TEXTS | NASTY | st.lists(TEXTS | NASTY).map("".join),
                "link": TEXTS | NASTY,
                "due": DATES,
                "status": st.sampled_from(["", "go", "no-go"]),
                "priority": st.sampled_from(["", "low", "medium", "high"]),
            }
        ),
        max_size=5,
    ),
    TEXTS | NASTY,
)
def test_random_texts_survive(states: dict[str, dict[str, Any]], person: str) -> None:
    """Whatever a register holds leaves and comes back without a difference, twice."""
    snapshot = sample(NOW)
    for id_, values in states.items():
        snapshot = with_line(snapshot, id_, **values)
    role = replace(snapshot.roles["aws"], person=person, notes=person)
    snapshot = replace(snapshot, roles=snapshot.roles | {"aws": role})
    data = export(content(snapshot)).data
    for each in (data, edited(lambda book: None, data)):
        found = back(each)
        assert (found.edits, found.notes) == ({}, [])
        assert merged(found, snapshot) == NOTHING


def move_rows(book: Workbook) -> None:
    """The rows are sorted the other way round."""
    sheet = page(book, SECURITY)
    last = sheet.max_row
    rows = [[c.value for c in row] for row in sheet.iter_rows(HEADER + 1, last)]
    for number, values in enumerate(reversed(rows), HEADER + 1):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value  # pyright: ignore[reportAttributeAccessIssue]


def move_columns(book: Workbook) -> None:
    """The columns stand the other way round."""
    sheet = page(book, SECURITY)
    for row in sheet.iter_rows(HEADER):
        values = [c.value for c in row]
        for c, value in zip(row, reversed(values), strict=True):
            c.value = value  # pyright: ignore[reportAttributeAccessIssue]


def hide(book: Workbook) -> None:
    """A column, a row and a sheet are hidden, and a filter is on."""
    sheet = page(book, SECURITY)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[HEADER + 2].hidden = True
    filters: Any = sheet.auto_filter
    filters.add_filter_column(7, ["go"])
    page(book, ROSTER).sheet_state = "hidden"


def insert_blanks(book: Workbook) -> None:
    """Rows and a column are inserted, empty."""
    sheet = page(book, SECURITY)
    sheet.insert_rows(HEADER + 3, 2)
    sheet.insert_rows(1, 3)
    sheet.insert_cols(2)


def rename(book: Workbook) -> None:
    """Somebody's language has other words for the sheets."""
    page(book, SECURITY).title = "Sicherheit"
    page(book, ROSTER).title = "Équipe"


def reorder(book: Workbook) -> None:
    """The sheets stand in another order, with one of their own between."""
    book.move_sheet(SECURITY, -3)
    book.create_sheet("My sheet", 1)["B2"] = "=1+1"


def unprotect(book: Workbook) -> None:
    """Protection, drop-downs and colours are gone."""
    sheet = page(book, SECURITY)
    sheet.protection.sheet = False
    sheet.data_validations.dataValidation = []


def count_from_1904(book: Workbook) -> None:
    """Days are counted as Excel did on a Mac."""
    days: Any = book
    days.epoch = CALENDAR_MAC_1904


HARMLESS = {
    "days counted from 1904": count_from_1904,
    "rows sorted": move_rows,
    "columns moved": move_columns,
    "columns, rows and sheets hidden": hide,
    "blank rows and columns inserted": insert_blanks,
    "sheets renamed": rename,
    "sheets reordered": reorder,
    "protection taken off": unprotect,
    "header in capitals": write(SECURITY, "Line", "Owner", " OWNER "),
    "id as a number": write(SECURITY, "4.1", "Line", 4.1),
    "date as text": write(CHECKLIST, "2.1.3", "Due", "2026-11-24"),
    "status in capitals": write(SECURITY, "4.1", "Status", " GO"),
}


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=list(HARMLESS))
def test_what_people_do_to_tables_is_no_difference(edit: Any) -> None:
    """Rows and columns are found by what they are, not by where they stand."""
    found = back(edited(edit))
    assert (found.edits, found.notes) == ({}, [])


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=list(HARMLESS))
def test_an_edit_is_found_beside_it(edit: Any) -> None:
    """The same workbook with one new owner has that edit, and no other."""
    change = write(SECURITY, "4.2", "Owner", "Eve Sample")
    found = back(edited(all_of(change, edit)))
    texts = {key: [one.text for one in said] for key, said in found.edits.items()}
    assert texts == {("line", "4.2"): ["Eve Sample"]}


def test_a_cut_text_is_no_change() -> None:
    """What was too long for a cell comes back as what it was."""
    snapshot: Snapshot = with_line(sample(NOW), "4.1", notes="\x07" * 9_000)
    found = back(export(content(snapshot)).data)
    assert merged(found, snapshot) == NOTHING
