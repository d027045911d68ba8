"""The first sheet: what this is, how it stands, how to fill it in and send it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from shlex import quote

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from golive.judge import Verdict
from golive.report.words import CALLS, clean, words
from golive.workbook.content import Content
from golive.workbook.heights import fit
from golive.workbook.proofs import NOT_READ
from golive.workbook.styles import LINK, tone_fill, tone_font, widths
from golive.workbook.writing import at, link, paper, protect, put

TITLE = "Start here"
WIDTHS = (18, 100)
HOW = (
    "Fill in the green columns: owner, status, priority, due, notes, link, and the roster.",
    "Status is your word on a line: go or no-go. Dates are dates, or texts such as 2027-01-18.",
    "Grey cells are proof: they come from the account alone, and changes to them are not taken.",
    "Filter rows and hide columns as you like. To sort or move them, take the sheet's protection "
    "off first: it has no password, and is there against slips only.",
)
BACK = (
    "Save it as an Excel workbook (.xlsx), and send it to who runs the go-live. They call",
    "golive plan import {file} --env {name}",
    "which shows every change before it is made. What somebody changed in the register meanwhile "
    "is never overwritten: it is listed. Importing twice changes nothing more.",
)


@dataclass(slots=True)
class _Page:
    """Two columns of rows, written from the top."""

    sheet: Worksheet
    row: int = 3

    def add(self, word: str, said: str) -> tuple[Cell, Cell]:
        """The next row."""
        self.row += 1
        left, right = at(self.sheet, self.row, 1), at(self.sheet, self.row, 2)
        put(left, word, "golive plain")
        put(right, said, "golive plain")
        fit(self.sheet, self.row, [(said, WIDTHS[1])])
        return left, right

    def title(self, word: str) -> None:
        """A bar, after an empty row."""
        self.row += 1
        for cell in self.add(word, ""):
            cell.style = "golive header"


def start(book: Workbook, content: Content, sheets: Sequence[tuple[str, str]], file: str) -> None:
    """Write it as the first sheet; `sheets` are the others, with what they hold."""
    sheet = book.create_sheet(TITLE, 0)
    place = content.place
    put(at(sheet, 1, 1), f"Go-live plan of {place.name}", "golive title")
    put(at(sheet, 2, 1), f"{place.alias}, {place.region}, account {place.account}", "golive hint")
    sheet.row_dimensions[1].height = 24
    page = _Page(sheet)
    _state(page, content)
    _texts(page, "How to fill it in", HOW)
    _texts(page, "How to send it back", [t.format(file=quote(file), name=place.name) for t in BACK])
    page.title("Sheets")
    for title, holds in sheets:
        left, _ = page.add(title, holds)
        left.hyperlink = f"#'{title}'!A1"
        left.font = Font(name="Calibri", size=11, color=LINK, underline="single")
    _words(page, content)
    widths(sheet, WIDTHS)
    protect(sheet)
    paper(sheet, 2, page.row)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1


def _state(page: _Page, content: Content) -> None:
    call = CALLS[str(content.run["verdict"])] if content.run else None
    _, cell = page.add("Verdict", call.word if call else NOT_READ)
    tone = call.tone if call else "unsure"
    cell.fill, cell.font = tone_fill(tone), tone_font(tone, 20)
    cell.alignment = Alignment(vertical="center", indent=1)
    page.sheet.row_dimensions[cell.row].height = 34
    page.add("Lines", _counted(content))
    page.add("Launch", _moment(content.local(content.place.launch), content))
    page.add("Oldest proof", _moment(_oldest(content), content) or "none was read")
    page.add("Exported", _moment(content.local(content.exported_at), content))
    _, bridge = page.add("Bridge", content.place.bridge)
    link(bridge, content.place.bridge)
    for warning in (content.run or {}).get("warnings", ()):
        page.add("Note", clean(warning))


def _counted(content: Content) -> str:
    if not content.run:
        return "no run was given: golive verify --out out, then export with --run out/verify.json"
    counts = Counter(str(line["verdict"]) for line in content.run["lines"])
    return ", ".join(f"{counts[v]} {v}" for v in map(str, reversed(Verdict)) if counts[v])


def _oldest(content: Content) -> datetime | None:
    return min((p.read for p in content.proofs.values() if p.read), default=None)


def _moment(when: datetime | None, content: Content) -> str:
    return f"{when:%A %Y-%m-%d %H:%M} {content.place.zone.key}" if when else ""


def _texts(page: _Page, title: str, texts: Sequence[str]) -> None:
    page.title(title)
    for text in texts:
        page.add("", text)


def _words(page: _Page, content: Content) -> None:
    page.title("What the proofs say")
    meanings = words(str(content.run["side"]) if content.run else "both")
    for verdict, word in meanings.items():
        cell, _ = page.add(str(verdict), word.meaning)
        cell.fill, cell.font = tone_fill(word.tone), tone_font(word.tone)
