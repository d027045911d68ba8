"""Finds our tables in a workbook by their headers, wherever people moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.utils.cell import range_boundaries

from golive.mistakes import nearest
from golive.workbook.columns import TABLES, Column, Table
from golive.workbook.opening import Cell, Sheet

DEEPEST = 30
"""The last row in which a header is looked for."""
ENOUGH = 4
"""So many of our headers in one row are our table."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by the column's key."""

    sheet: str
    number: int
    id: str
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class Found:
    """The tables of a sheet: what is wrong with them, and what is only to be told."""

    rows: list[tuple[Table, Row]] = field(default_factory=list[tuple[Table, Row]])
    mistakes: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])


def found_in(sheet: Sheet) -> Found:
    """Every row of the table in a sheet; of a sheet without one, nothing."""
    found = Found()
    if (header := _header(sheet)) is None:
        return found
    number, table, places = header
    _check_columns(sheet, number, table, places, found)
    if not found.mistakes:
        _check_merges(sheet, number, places, found)
    if not found.mistakes:
        found.rows = [(table, row) for row in _rows(sheet, number, table, places, found)]
    return found


def text_of(cell: Cell | None) -> str:
    """What a cell says, trimmed: for headers and ids."""
    return "" if cell is None or cell.value is None else " ".join(str(cell.value).split())


def _header(sheet: Sheet) -> tuple[int, Table, dict[str, list[int]]] | None:
    """The header's row, the table it is of, and the columns of each key."""
    for number in sorted(n for n in sheet.rows if n <= DEEPEST):
        row = sheet.rows[number]
        for table in TABLES.values():
            places = _places(table, row)
            if len(places) >= ENOUGH and _more_than_others(table, places, row):
                return number, table, places
    return None


def _places(table: Table, row: Mapping[int, Cell]) -> dict[str, list[int]]:
    keys = {column.header.casefold(): column.key for column in table.columns}
    places: dict[str, list[int]] = {}
    for column, cell in sorted(row.items()):
        if key := keys.get(text_of(cell).casefold()):
            places.setdefault(key, []).append(column)
    return places


def _more_than_others(
    table: Table, places: Mapping[str, list[int]], row: Mapping[int, Cell]
) -> bool:
    return all(len(_places(other, row)) <= len(places) for other in TABLES.values())


def _check_columns(
    sheet: Sheet, number: int, table: Table, places: Mapping[str, list[int]], found: Found
) -> None:
    headers = {column.key: column.header for column in table.columns}
    for column in (table.key, *table.owned):
        if column.key not in places:
            found.mistakes.append(
                f"sheet {sheet.title}, row {number}: there is no column {column.header}; "
                f"allowed: {', '.join(headers.values())}, in any order, also hidden"
                f"{_perhaps(column, sheet, number, headers.values())}"
            )
    for key, columns in places.items():
        if len(columns) > 1:
            cells = " and ".join(sheet.rows[number][column].place for column in columns)
            found.mistakes.append(
                f"sheet {sheet.title}, {cells}: column {headers[key]} is there more than once"
            )
    ours = {column for columns in places.values() for column in columns}
    for at, cell in sheet.rows[number].items():
        if at not in ours and text_of(cell):
            found.notes.append(
                f"sheet {sheet.title}, {cell.place}: column {text_of(cell)} is none of the plan's, "
                "and is not read"
            )


def _perhaps(column: Column, sheet: Sheet, number: int, headers: object) -> str:
    strangers = [text for cell in sheet.rows[number].values() if (text := text_of(cell))]
    return nearest(column.header, strangers)


def _check_merges(sheet: Sheet, header: int, places: Mapping[str, list[int]], found: Found) -> None:
    columns = {column for each in places.values() for column in each}
    for merged in sheet.merged:
        left, _, right, bottom = (part or 0 for part in range_boundaries(merged))
        if bottom >= header and any(left <= column <= right for column in columns):
            found.mistakes.append(
                f"sheet {sheet.title}, {merged}: cells of the table are merged; "
                "allowed: one cell for each row and column"
            )


def _rows(
    sheet: Sheet, header: int, table: Table, places: Mapping[str, list[int]], found: Found
) -> Iterator[Row]:
    for number in sorted(n for n in sheet.rows if n > header):
        there = sheet.rows[number]
        cells = {k: there[column] for k, (column, *_) in places.items() if column in there}
        written = [key for key, cell in cells.items() if text_of(cell)]
        if table.key.key in written:
            yield Row(sheet.title, number, text_of(cells[table.key.key]), cells)
        elif owned := [cells[column.key] for column in table.owned if column.key in written]:
            found.mistakes.append(
                f"sheet {sheet.title}, {owned[0].place}: row {number} says something, "
                f"and has no {table.key.header}; allowed: a row of the plan, or an empty one"
            )
