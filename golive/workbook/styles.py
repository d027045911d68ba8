"""How cells look: a few named styles, which whoever edits the workbook finds in its gallery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from golive.report.words import Tone
from golive.workbook.columns import Column, Kind

INK, PAPER, RULE, LINK = "1B2A38", "FFFFFF", "D5DCE3", "0B5CAD"
HEADER, OURS, QUIET = "24465F", "1F7A6D", "F4F6F8"
TONES: dict[Tone, tuple[str, str]] = {
    "go": ("D7F0DD", "14532D"),
    "no-go": ("F9D4D2", "8B1A14"),
    "unsure": ("FCEFC3", "6B4E00"),
    "aside": ("E6EAEE", "46535F"),
}
"""Paper and ink of a tone; the ink has a contrast of 7 to 1 at least."""
FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MOMENT: "yyyy-mm-dd hh:mm"}
TEXT_FORMAT = "@"
"""What is typed stays text: no date, no number, no formula is made of it."""
FLAT = "golive proof flat"
EDGE = Side(style="thin", color=RULE)


def add_styles(book: Workbook) -> None:
    """The named styles that `style_of` and the sheets use."""
    for owned in (True, False):
        for kind in (Kind.TEXT, Kind.DATE, Kind.MOMENT):
            book.add_named_style(_cell(owned, kind))
    flat = _cell(False, Kind.TEXT)
    flat.name, flat.alignment = FLAT, Alignment(vertical="top")
    book.add_named_style(flat)
    for name, colour in (("golive header", HEADER), ("golive header yours", OURS)):
        header = NamedStyle(name, font=_font(PAPER, bold=True), fill=_fill(colour))
        header.alignment = Alignment(vertical="center", wrap_text=True)
        header.border = Border(bottom=EDGE, right=EDGE)
        book.add_named_style(header)
    book.add_named_style(NamedStyle("golive title", font=_font(INK, bold=True, size=16)))
    book.add_named_style(NamedStyle("golive hint", font=_font("5A6875", size=10)))
    plain = NamedStyle("golive plain", font=_font(INK))
    plain.alignment = Alignment(vertical="top", wrap_text=True)
    book.add_named_style(plain)


def style_of(column: Column) -> str:
    """The named style of a column's cells."""
    kind = column.kind if column.kind in FORMATS else Kind.TEXT
    return _name(column.owned, kind) if column.wrap else FLAT


def tone_fill(tone: Tone) -> PatternFill:
    return _fill(TONES[tone][0])


def tone_font(tone: Tone, size: int = 11) -> Font:
    return _font(TONES[tone][1], bold=True, size=size)


def colour_words(sheet: Worksheet, cells: str, words: Iterable[tuple[str, Tone]]) -> None:
    """Colour each cell of a range by the word that it holds."""
    first = cells.partition(":")[0]
    by_tone: dict[Tone, list[str]] = {}
    for word, tone in words:
        by_tone.setdefault(tone, []).append(f'{first}="{word}"')
    for tone, tests in by_tone.items():
        test = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
        colour(sheet, cells, coloured(test, tone))


def coloured(test: str, tone: Tone) -> Rule:
    """A rule: where the test holds, the tone's colours."""
    paper, ink = TONES[tone]
    fill = PatternFill(bgColor=paper, fill_type="solid")
    look = DifferentialStyle(font=Font(color=ink, bold=True), fill=fill)
    return Rule(type="expression", formula=[test], dxf=look)


def colour(sheet: Worksheet, cells: str, rule: Rule) -> None:
    """Put a rule over a range of cells."""
    formats: Any = sheet.conditional_formatting
    formats.add(cells, rule)


def widths(sheet: Worksheet, sizes: Sequence[int]) -> None:
    """Column widths in characters, from the first column on."""
    for number, size in enumerate(sizes, 1):
        sheet.column_dimensions[get_column_letter(number)].width = size


def _name(owned: bool, kind: Kind) -> str:
    what = {Kind.DATE: " date", Kind.MOMENT: " time"}.get(kind, "")
    return f"golive {'yours' if owned else 'proof'}{what}"


def _cell(owned: bool, kind: Kind) -> NamedStyle:
    style = NamedStyle(_name(owned, kind), font=_font(INK))
    style.number_format = FORMATS.get(kind, TEXT_FORMAT)
    style.alignment = Alignment(
        vertical="top", wrap_text=True, horizontal="left" if kind in FORMATS else None
    )
    style.fill = _fill(PAPER if owned else QUIET)
    style.border = Border(bottom=EDGE, right=EDGE)
    style.protection = Protection(locked=not owned)
    return style


def _font(colour: str, *, bold: bool = False, size: int = 11) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=colour)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)
