"""The plan as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook

from golive.workbook import aside, manifest
from golive.workbook.content import Content
from golive.workbook.manifest import Exported, Manifest
from golive.workbook.people import line_sheets, roster_sheet
from golive.workbook.start import start
from golive.workbook.styles import HEADER, OURS, add_styles
from golive.workbook.writing import at, text

FILE = "plan.xlsx"


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a workbook, and what is to be told about them."""

    data: bytes
    notes: tuple[str, ...]


def export(content: Content, file: str = FILE) -> Made:
    """Write everything down; `file` is the name by which the workbook tells how it comes back."""
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    sheet, records = roster_sheet(book, content)
    sheets = [(sheet.title, f"{len(records)} roles: who holds each, and when they were reached")]
    for sheet, more in line_sheets(book, content):
        sheets.append((sheet.title, f"{len(more)} lines"))
        records += more
    for sheet in book.worksheets:
        sheet.sheet_properties.tabColor = OURS
    digests: dict[str, str] = {}
    for make, holds in (
        (aside.issues, "launch issues, only to be read"),
        (aside.links, "bridge, dashboards, evidence"),
        (aside.evidence, "what each verdict rests on"),
    ):
        sheet, digests[sheet.title] = make(book, content)
        sheet.sheet_properties.tabColor = HEADER
        sheets.append((sheet.title, holds))
    start(book, content, sheets, file)
    _keep(book, content, records, digests)
    book.properties.title = f"Go-live plan of {content.place.name}"
    book.properties.creator = "golive"
    book.properties.created = book.properties.modified = content.exported_at.replace(tzinfo=None)
    book.active = 0
    out = BytesIO()
    book.save(out)
    return Made(out.getvalue(), tuple(_cuts(records)))


def _keep(
    book: Workbook, content: Content, records: list[Exported], digests: dict[str, str]
) -> None:
    """The hidden sheet with the base of the merge."""
    kept = Manifest(
        content.place.name, content.place.account, content.exported_at, records, digests
    )
    sheet = book.create_sheet(manifest.SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    for number, pieces in enumerate(manifest.to_rows(kept), 1):
        for place, piece in enumerate(pieces, 1):
            text(at(sheet, number, place), piece)


def _cuts(records: list[Exported]) -> Iterator[str]:
    for record in records:
        for key in record.cut:
            yield (
                f"{record.kind} {record.id}: {key} is too long for a cell: it is cut in the "
                "workbook, and can't be changed there"
            )
