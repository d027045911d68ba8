"""Writes tables into sheets: cells, drop-downs, protection, and what paper needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as day
from datetime import datetime
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from golive.workbook.columns import Column, Kind
from golive.workbook.heights import fit
from golive.workbook.styles import style_of, widths
from golive.workbook.text import acts, escaped
from golive.workbook.values import FIRST, LAST

HEADER = 4
FIRST_ROW = HEADER + 1
A4 = 9
LONGEST_LINK = 2_000
MOST_LINKS = 60_000
"""A sheet holds 65 530 links (Excel specifications and limits)."""
Value = str | day | datetime | None
Values = Mapping[str, Value]


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell; none is merged in what we write."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def put(cell: Cell, value: Value, style: str) -> None:
    """Write a value as what it is: a text stays one, whatever it begins with."""
    cell.style = style
    write(cell, value)


def write(cell: Cell, value: Value) -> None:
    """The same, whatever the cell looks like."""
    if isinstance(value, str):
        text(cell, value)
    elif value is not None:
        cell.value = value


def text(cell: Cell, value: str) -> None:
    """Write a text, without its being taken for a formula or an error."""
    if not value:
        return
    cell.value = escaped(value)
    cell.data_type = "s"
    if acts(value):
        cell.quotePrefix = True


def said(column: Column, value: Value) -> Value:
    """What a cell says of a value."""
    return column.says if value and column.says else value


def link(cell: Cell, target: str, number: int = 0) -> None:
    """Let a cell lead somewhere, where a workbook can hold that."""
    if target.startswith("https://") and len(target) <= LONGEST_LINK and number < MOST_LINKS:
        cell.hyperlink = target


def heading(sheet: Worksheet, title: str, hint: str) -> None:
    """The title, and what there is to know, above a table."""
    put(at(sheet, 1, 1), title, "golive title")
    put(at(sheet, 2, 1), hint, "golive hint")
    sheet.row_dimensions[1].height = 24


def table(sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Values]) -> None:
    """Header and rows, frozen, with filters and drop-downs, ready for paper."""
    for place, column in enumerate(columns, 1):
        style = "golive header yours" if column.owned else "golive header"
        put(at(sheet, HEADER, place), column.header, style)
    sheet.row_dimensions[HEADER].height = 32
    looks = {column: _look(sheet, column) for column in columns}
    for number, values in enumerate(rows, FIRST_ROW):
        _row(sheet, number, looks, values)
    widths(sheet, [column.width for column in columns])
    sheet.freeze_panes = f"B{FIRST_ROW}"
    last = max(FIRST_ROW, HEADER + len(rows))
    sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(columns))}{last}"
    for place, column in enumerate(columns, 1):
        if column.owned:
            _validate(sheet, column, f"{get_column_letter(place)}{FIRST_ROW}", last)
    protect(sheet)
    paper(sheet, len(columns), last, repeat=HEADER)


def cells(columns: Sequence[Column], key: str, count: int) -> str:
    """The range of a column in a table of so many rows."""
    letter = get_column_letter(1 + [column.key for column in columns].index(key))
    return f"{letter}{FIRST_ROW}:{letter}{max(FIRST_ROW, HEADER + count)}"


def protect(sheet: Worksheet) -> None:
    """Lock what is not people's, with no password: against slips, and no more."""
    guard = sheet.protection
    guard.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(guard, allowed, False)


def paper(sheet: Worksheet, columns: int, rows: int, repeat: int = 0) -> None:
    """Landscape, as wide as a page, with its header and numbers on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:{get_column_letter(columns)}{rows}"
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    footer: Any = sheet.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"
    sheet.sheet_view.showGridLines = False


def _look(sheet: Worksheet, column: Column) -> Any:
    """A column's style for many cells to share: looking its name up for each takes longer."""
    sample = Cell(sheet, 1, 1)
    sample.style = style_of(column)
    return sample._style  # pyright: ignore[reportPrivateUsage]


def _row(sheet: Worksheet, number: int, columns: Mapping[Column, Any], values: Values) -> None:
    for place, (column, look) in enumerate(columns.items(), 1):
        cell, value = at(sheet, number, place), values.get(column.key)
        says = said(column, value)
        if isinstance(says, str) and acts(says):
            put(cell, says, style_of(column))
        else:
            cell._style = look  # pyright: ignore[reportPrivateUsage]
            write(cell, says)
        if column.kind is Kind.LINK and isinstance(value, str):
            link(cell, value, number)
    texts = ((values.get(column.key), column.width) for column in columns if column.wrap)
    fit(sheet, number, ((text, width) for text, width in texts if isinstance(text, str)))


def _validate(sheet: Worksheet, column: Column, first: str, last: int) -> None:
    rule = _rule(column)
    if rule is None:
        return
    rule.promptTitle, rule.prompt = column.header, column.hint or column.allowed
    rule.showInputMessage = bool(column.hint or column.choices)
    rule.errorTitle, rule.error = column.header, f"Allowed: {column.allowed}."
    rule.showErrorMessage = True
    letter = first.rstrip("0123456789")
    rule.sqref = MultiCellRange(f"{first}:{letter}{last}")
    sheet.add_data_validation(rule)


def _rule(column: Column) -> DataValidation | None:
    if column.choices:
        return DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    if column.kind is Kind.DATE:
        between = _day(FIRST), _day(LAST)
        return DataValidation("date", *between, allow_blank=True, operator="between")
    return None


def _day(one: day) -> str:
    return f"DATE({one.year},{one.month},{one.day})"


def as_value(text: str, *, date: bool) -> Value:
    """A text as its cell holds it: a date as a date."""
    return day.fromisoformat(text) if date and text else text or None
