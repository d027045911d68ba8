"""Workbooks of a register in the middle of a project, and what people do to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any, TypeVar

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from golive.environments import load
from golive.register.records import LineState, Role, Snapshot
from golive.report.place import Place, place_of
from golive.workbook.content import Content
from golive.workbook.export import export
from golive.workbook.returned import Returned, returned
from tests.register.snapshots import sample
from tests.report import runs

R = TypeVar("R", LineState, Role)
NOW = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
TODAY = NOW.date()
FILE = "plan.xlsx"
CHECKLIST, LAUNCH, SECURITY, ROSTER = "Go-live checklist", "Launch", "Security checklist", "Roster"
HEADER = 4
Edit = Callable[[Workbook], None]


@cache
def place() -> Place:
    """The environment `prod`."""
    return place_of(load("prod").model_dump(mode="json"))


def content(snapshot: Snapshot | None = None, run: Mapping[str, Any] | None = None) -> Content:
    """What a workbook of that register shows."""
    return Content(snapshot or sample(NOW), place(), run, NOW)


@cache
def exported() -> bytes:
    """A workbook of the register in the middle of a project, with the richest run."""
    return export(content(run=runs.rich())).data


def edited(edit: Edit, data: bytes | None = None) -> bytes:
    """The workbook after somebody edited it with another program."""
    book = load_workbook(BytesIO(data or exported()))
    edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def back(data: bytes) -> Returned:
    """The workbook as import reads it."""
    return returned(data, FILE, TODAY)


def cell(book: Workbook, sheet: str, id_: str, header: str) -> Cell:
    """The cell of a record in a column."""
    page = book[sheet]
    assert isinstance(page, Worksheet)
    column = next(c.column for c in page[HEADER] if c.value == header)
    row = next(c.row for c in page["A"] if str(c.value) == id_)
    assert isinstance(column, int)
    found = page.cell(row, column)
    assert isinstance(found, Cell)
    return found


def write(sheet: str, id_: str, header: str, value: object) -> Edit:
    """Somebody writes a value into a cell."""

    def edit(book: Workbook) -> None:
        cell(book, sheet, id_, header).value = value  # pyright: ignore[reportAttributeAccessIssue]

    return edit


def all_of(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(book: Workbook) -> None:
        for each in edits:
            each(book)

    return edit


def with_line(snapshot: Snapshot, id_: str, **values: object) -> Snapshot:
    """The register after somebody changed a line."""
    old = snapshot.lines[id_]
    new = replace(old, version=old.version + 1, **values)  # pyright: ignore[reportArgumentType]
    return replace(snapshot, lines=snapshot.lines | {id_: new})


@dataclass
class Kept:
    """A register in memory, with the calls that changed it."""

    snapshot: Snapshot
    why: list[str] = field(default_factory=list[str])

    def change(self, kind: type[R], id_: str, change: Callable[[R], R], why: str) -> R:
        """As the register's own: one record, one more version."""
        records: dict[str, Any] = self.snapshot.lines if kind is LineState else self.snapshot.roles
        old = records[id_]
        new: R = replace(change(old), version=old.version + 1)
        parts = {"lines" if kind is LineState else "roles": records | {id_: new}}
        self.snapshot = replace(self.snapshot, **parts)
        self.why.append(why)
        return new
