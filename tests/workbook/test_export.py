"""What a project manager finds in the workbook."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from golive.plan import lines
from golive.register.roster import roster
from golive.workbook import manifest
from golive.workbook.columns import LINE, PRIORITIES, STATUSES
from golive.workbook.export import export
from tests.register.snapshots import CALLER, EMOJI, FORMULA, HUGE, MARKUP, RIGHT_TO_LEFT, sample
from tests.report import runs
from tests.workbook.made import (
    CHECKLIST,
    HEADER,
    LAUNCH,
    NOW,
    ROSTER,
    SECURITY,
    back,
    cell,
    content,
    exported,
    with_line,
)

TABLES = (ROSTER, CHECKLIST, LAUNCH, SECURITY, "Issues", "Links", "Evidence")


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook as another program opens it."""
    return load_workbook(BytesIO(exported()))


def page(book: Workbook, title: str) -> Worksheet:
    """A sheet by its title."""
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def texts(sheet: Worksheet) -> list[str]:
    """Every text in a sheet."""
    return [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]


def test_its_sheets_are_those_of_the_plan(book: Workbook) -> None:
    """Start here, roster, parts of the plan, issues, links, evidence; the base is hidden."""
    assert book.sheetnames == ["Start here", *TABLES, manifest.SHEET]
    assert book[manifest.SHEET].sheet_state == "veryHidden"
    assert book.active is not None
    assert book.active.title == "Start here"


def test_every_line_and_role_has_a_row(book: Workbook) -> None:
    """No line of the plan is missing, none is there twice."""
    found = [
        c.value for title in (CHECKLIST, LAUNCH, SECURITY) for c in page(book, title)["A"][HEADER:]
    ]
    assert found == [line.id for line in lines()]
    assert [c.value for c in page(book, ROSTER)["A"][HEADER:]] == list(roster())


def test_the_first_sheet_says_how_it_stands_and_how_it_comes_back(book: Workbook) -> None:
    """Verdict, counts, when it was made, the bridge, and the command that imports it."""
    said = texts(page(book, "Start here"))
    assert "NO-GO" in said
    assert any(text.startswith("1 failed, 1 drifted") for text in said)
    assert "Wednesday 2026-11-25 12:30 America/New_York" in said
    assert "golive plan import plan.xlsx --env prod" in said
    assert "https://example.com/bridge/go-live" in said


def test_without_a_run_nothing_is_called_proven() -> None:
    """Each proof says that it was not read, and the first sheet how to get one."""
    bare = load_workbook(BytesIO(export(content()).data))
    assert cell(bare, SECURITY, "4.1", "Proof").value == "not read"
    assert any("golive verify" in text for text in texts(page(bare, "Start here")))


@pytest.mark.parametrize("title", TABLES)
def test_a_table_is_frozen_filtered_and_ready_for_paper(book: Workbook, title: str) -> None:
    """Headers stay, filters are on, and paper is landscape, a page wide, with headers repeated."""
    sheet = page(book, title)
    assert sheet.freeze_panes == f"B{HEADER + 1}"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.startswith(f"A{HEADER}:")
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet.print_area


def test_proof_is_locked_and_what_people_own_is_not(book: Workbook) -> None:
    """Every sheet is protected without a password; only people's cells take a value."""
    for column in LINE:
        guard: Any = cell(book, SECURITY, "4.1", column.header).protection
        assert guard.locked is not column.owned
    for title in TABLES:
        guard = page(book, title).protection
        assert guard.sheet
        assert not guard.password
        assert not guard.sort
        assert not guard.autoFilter


def test_status_and_priority_have_drop_downs_and_dates_a_rule(book: Workbook) -> None:
    """A program refuses another word as it is typed."""
    rules = page(book, SECURITY).data_validations.dataValidation
    lists = {rule.formula1 for rule in rules if rule.type == "list"}
    assert lists == {f'"{",".join(words)}"' for words in (STATUSES, PRIORITIES)}
    assert [rule.operator for rule in rules if rule.type == "date"] == ["between"]


def test_verdicts_and_statuses_are_coloured(book: Workbook) -> None:
    """There is a rule of colour for each tone, and for what is overdue."""
    areas: Any = page(book, SECURITY).conditional_formatting
    rules = [rule for area in areas for rule in area.rules]
    formulas = " ".join(formula for rule in rules for formula in rule.formula)
    for word in ("proven", "failed", "unknown", "waived", "signed", "listed", "no-go", "TODAY()"):
        assert word in formulas


def test_dates_are_dates(book: Workbook) -> None:
    """A program sorts, filters and counts with them."""
    due = cell(book, CHECKLIST, "2.1.3", "Due")
    assert due.value == datetime(2026, 11, 24)
    assert due.number_format == "yyyy-mm-dd"
    read = cell(book, SECURITY, "4.1", "Proof read").value
    assert read is None or isinstance(read, datetime | date)


@pytest.mark.parametrize(
    ("sheet", "id_", "header", "text"),
    [
        (CHECKLIST, "2.1.1", "Notes", FORMULA),
        (CHECKLIST, "2.4.2", "Owner", "@sample"),
        (SECURITY, "4.5", "Owner", "-Dee Sample"),
        (ROSTER, "network", "Reached by", "+15555550101"),
        (ROSTER, "aws", "Reached by", "=HYPERLINK(1)"),
        (CHECKLIST, "2.2.1", "Notes", MARKUP),
        (CHECKLIST, "1.1", "Notes", EMOJI),
        (CHECKLIST, "2.4.2", "Notes", RIGHT_TO_LEFT),
        (SECURITY, "4.1", "Notes", HUGE),
    ],
)
def test_texts_stay_texts(book: Workbook, sheet: str, id_: str, header: str, text: str) -> None:
    """Formulas, markup, emoji, right-to-left and huge texts are as given, and typed as text."""
    found = cell(book, sheet, id_, header)
    assert (found.value, found.data_type) == (text, "s")
    assert bool(found.quotePrefix) is text.startswith(("=", "+", "-", "@"))


def test_no_cell_holds_a_formula(book: Workbook) -> None:
    """Whatever people wrote, nothing in the workbook is computed."""
    found = [c for s in book for row in s.iter_rows() for c in row if c.data_type in ("f", "e")]
    assert found == []


def test_callers_are_masked() -> None:
    """No part of the file holds the number of who called."""
    with ZipFile(BytesIO(exported())) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    assert not any(CALLER.encode() in part for part in parts)
    assert "…23" in texts(page(load_workbook(BytesIO(exported())), "Issues"))


def test_links_lead_to_the_bridge_the_dashboards_and_what_people_linked(book: Workbook) -> None:
    """Each is a link that a click opens."""
    links = page(book, "Links")
    rows = {str(row[0].value): row[2] for row in links.iter_rows(min_row=HEADER + 1)}
    assert rows["Situation-room bridge"].value == "https://example.com/bridge/go-live"
    assert rows["System health"].hyperlink is not None
    assert rows["Evidence"].value == "https://example.com/metrics"


def test_evidence_has_a_row_for_each_answer(book: Workbook) -> None:
    """What was asked, of what, when, and the digest of the answer."""
    count = sum(len(s["evidence"]) for line in runs.rich()["lines"] for s in line["subjects"])
    assert page(book, "Evidence").max_row == HEADER + count


def test_evidence_beyond_what_comes_back_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook says how much of it stands there, and still comes back."""
    monkeypatch.setattr("golive.workbook.aside.MOST_EVIDENCE", 3)
    data = export(content(run=runs.rich())).data
    sheet = page(load_workbook(BytesIO(data)), "Evidence")
    assert sheet["A2"].value == "Only to be read; the first 3 of 62."
    assert back(data).notes == []


def test_a_sign_off_is_told_beside_the_proof(book: Workbook) -> None:
    """Who gave their word, when, and for how long."""
    said = cell(book, CHECKLIST, "2.2.3", "What was found").value
    assert said == "signed off by sample-owner on 2026-11-21, until 2026-12-15: agreed"


def test_a_text_too_long_for_a_cell_is_told() -> None:
    """The workbook is made all the same, and whoever exports it hears which text was cut."""
    made = export(content(with_line(sample(NOW), "4.1", notes="\x07" * 9_000)))
    assert made.notes == (
        "line 4.1: notes is too long for a cell: it is cut in the workbook, "
        "and can't be changed there",
    )


def test_the_same_register_gives_the_same_rows() -> None:
    """Nothing in the workbook depends on chance: two exports hold the same parts."""

    def parts(data: bytes) -> dict[str, bytes]:
        with ZipFile(BytesIO(data)) as archive:
            return {n: archive.read(n) for n in archive.namelist() if n != "docProps/core.xml"}

    assert parts(export(content()).data) == parts(export(content()).data)
