"""The inside of a workbook: its sheets as sparse cells, with the types that the file says.

openpyxl reads it, sheet by sheet through its parser: that makes no cell that isn't there, so
that a merge or a link over a million rows costs nothing. Its reader of shared strings is
replaced, for it drops each `x005F_` in a text.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from defusedxml.ElementTree import iterparse
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from golive.workbook.errors import Refused
from golive.workbook.package import checked

STRING = f"{{{SHEET_MAIN_NS}}}si"
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What openpyxl and the parser of XML raise on a damaged workbook, by experiment."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is there; `type` is as openpyxl names it: s, n, d, b, e, f."""

    row: int
    column: int
    value: Any
    type: str

    @property
    def place(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells with a value by row and column; `merged` are ranges as the file writes them."""

    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[str, ...] = ()


def opened(data: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order; Refused when it is none, or damaged."""
    file = checked(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = _Reader(file, read_only=True)
            reader.read()
            return reader.sheets
    except DAMAGE as error:
        raise Refused(f"is damaged: {_first_row(error)}") from error


class _Reader(ExcelReader):
    """Reads cells as they are; the sheets are plain data."""

    sheets: list[Sheet]

    def read_strings(self) -> None:
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        strings: list[str] = []
        self.shared_strings = strings
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == STRING:
                    text: Any = Text.from_tree(node)
                    strings.append(text.content)
                    node.clear()

    def read_worksheets(self) -> None:
        found: Any = self.parser.find_sheets()
        self.sheets = [self._sheet(s.name, r.target) for s, r in found if "chart" not in r.Type]

    def _sheet(self, title: str, part: str) -> Sheet:
        book: Any = self.wb
        with self.archive.open(part) as source:
            parser = WorkSheetParser(
                source,
                self.shared_strings,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            rows: dict[int, dict[int, Cell]] = {}
            for number, cells in parser.parse():
                there = [_cell(cell) for cell in cells if cell["value"] is not None]
                rows.setdefault(number, {}).update({cell.column: cell for cell in there})
        merged: Any = parser.merged_cells
        ranges = tuple(str(one.ref) for one in merged.mergeCell) if merged else ()
        return Sheet(title, rows, ranges)


def _cell(raw: Mapping[str, Any]) -> Cell:
    return Cell(raw["row"], raw["column"], raw["value"], raw["data_type"])


def _first_row(error: BaseException) -> str:
    cause = error.__cause__ or error
    said = str(cause).strip().splitlines() or [type(cause).__name__]
    return f"{type(cause).__name__}, {said[0]}" if said[0] != type(cause).__name__ else said[0]
