"""A workbook that came back: what its cells say of each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from golive.mistakes import nearest
from golive.workbook import manifest
from golive.workbook.columns import Column
from golive.workbook.errors import BadWorkbook, Refused
from golive.workbook.manifest import Exported, Manifest
from golive.workbook.opening import Cell, Sheet, opened
from golive.workbook.readonly import digest_of
from golive.workbook.tables import Row, Table, found_in
from golive.workbook.text import folded, seen
from golive.workbook.values import check, plain, shown, value_of

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says where it was edited; `place` is the sheet and the cell."""

    column: Column
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The edits by record, and what is to be told about the rest of the file."""

    manifest: Manifest
    edits: Mapping[Key, Sequence[Said]]
    notes: Sequence[str]


def returned(data: bytes, name: str, today: date) -> Returned:
    """Read a workbook; BadWorkbook has every mistake with its sheet, cell, value and remedy."""
    try:
        sheets = opened(data)
        base = manifest.from_rows(_hidden(sheets))
    except Refused as error:
        raise BadWorkbook(name, [str(error)]) from error
    visible = [sheet for sheet in sheets if sheet.title != manifest.SHEET]
    found = [found_in(sheet) for sheet in visible]
    rows = [row for one in found for row in one.rows]
    notes = [note for one in found for note in one.notes]
    mistakes = [mistake for one in found for mistake in one.mistakes]
    mistakes += _strangers(rows, base)
    reading = _Reading(
        base, today, mistakes, [*notes, *_missing(rows, base), *_read_only(visible, base)]
    )
    if not rows and not mistakes:
        mistakes.append(f"has no table of the plan in it: {manifest.AGAIN}")
    edits = reading.edits(rows) if not mistakes else {}
    if mistakes:
        raise BadWorkbook(name, mistakes)
    return Returned(base, edits, reading.notes)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the cells of each row, and gathers what is wrong with them."""

    base: Manifest
    today: date
    mistakes: list[str]
    notes: list[str]

    def edits(self, rows: Sequence[tuple[Table, Row]]) -> dict[Key, list[Said]]:
        known = self.base.by_id
        found: dict[Key, list[Said]] = {}
        for table, row in rows:
            record = known[table.record, row.id]
            self._tell_proof(table, row, record)
            if said := list(self._said(table, row, record)):
                found[table.record, row.id] = said
        return found

    def _said(self, table: Table, row: Row, record: Exported) -> Iterator[Said]:
        for column in table.owned:
            cell = row.cells.get(column.key)
            where = f"sheet {row.sheet}, {_place(cell, row, column)}"
            try:
                text = _edited(folded(value_of(column, cell)), record.fields[column.key])
                if text is None:
                    continue
                _refuse_cut(column, record)
                check(column, text, self.today)
            except Refused as error:
                self.mistakes.append(f"{where}: {error}")
            else:
                yield Said(column, where, text)

    def _tell_proof(self, table: Table, row: Row, record: Exported) -> None:
        for column in table.proof:
            cell = row.cells.get(column.key)
            now, then = plain(cell), record.proof[column.key]
            if cell is not None and seen(now).strip() != seen(then).strip():
                self.notes.append(
                    f"sheet {row.sheet}, {cell.place}: {column.header} of {row.id} was changed to "
                    f"{shown(now)}; proof comes from the account alone, and is not taken"
                )


def _hidden(sheets: Sequence[Sheet]) -> list[list[str]]:
    sheet = next((sheet for sheet in sheets if sheet.title == manifest.SHEET), None)
    if sheet is None:
        return []
    rows = sheet.rows
    return [[str(cell.value) for _, cell in sorted(rows[n].items())] for n in sorted(rows)]


def _place(cell: Cell | None, row: Row, column: Column) -> str:
    return cell.place if cell else f"row {row.number}, {column.header}"


def _edited(text: str, base: str) -> str | None:
    """The new text, or None where it is the old one; blanks that somebody typed are nothing."""
    if seen(text) == seen(base):
        return None
    new = text if text.strip() else ""
    return None if new == base else new


def _refuse_cut(column: Column, record: Exported) -> None:
    if column.key in record.cut:
        raise Refused(
            "was too long for a cell, and stands here cut; it can't come back: "
            f"golive plan set {record.id} changes it"
        )


def _strangers(rows: Sequence[tuple[Table, Row]], base: Manifest) -> Iterator[str]:
    """Rows that the exported plan didn't have, or that stand there twice."""
    known = base.by_id
    for table, row in rows:
        if (table.record, row.id) not in known:
            ids = [id_ for kind, id_ in known if kind == table.record]
            key = row.cells[table.key.key]
            yield (
                f"sheet {row.sheet}, {key.place}: {shown(row.id)} is no {table.key.header.lower()} "
                f"of the plan{nearest(row.id, ids)}"
            )
    counts = Counter((table.record, row.id) for table, row in rows)
    for (kind, id_), count in counts.items():
        if count > 1 and (kind, id_) in known:
            at = [f"{r.sheet} row {r.number}" for t, r in rows if (t.record, r.id) == (kind, id_)]
            yield f"{kind} {id_} stands there {count} times: {', '.join(at)}; allowed: once"


def _missing(rows: Sequence[tuple[Table, Row]], base: Manifest) -> Iterator[str]:
    there = {(table.record, row.id) for table, row in rows}
    for kind in ("line", "role"):
        gone = [r.id for r in base.records if r.kind == kind and (kind, r.id) not in there]
        if gone:
            named = ", ".join(gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
            yield f"not in the file, and left as they are: {kind} {named}"


def _read_only(sheets: Sequence[Sheet], base: Manifest) -> Iterator[str]:
    for sheet in sheets:
        kept = base.read_only.get(sheet.title)
        if kept is not None and kept != digest_of(sheet):
            yield f"sheet {sheet.title} was changed: it is only to be read, nothing of it is taken"
