"""A workbook of 500 lines and 10 000 pieces of evidence: `python -m benchmarks.workbook WHAT FILE`.

WHAT is `export`, `bare` (openpyxl writes the cells of the workbook that is there, with no look at
all: the floor), `import`, or `bare-read` (openpyxl reads it, cell by cell).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from golive.environments import load
from golive.plan import Line, Section, sections
from golive.register.records import LineState, Role, Snapshot
from golive.register.roster import roster
from golive.report.place import place_of
from golive.workbook.content import Content
from golive.workbook.export import export
from golive.workbook.merge import merged
from golive.workbook.returned import returned

LINES, EVIDENCE = 500, 10_000
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@cache
def plan() -> tuple[Section, ...]:
    """The plan's own sections, with as many lines as asked for."""
    own = sections()
    each = LINES // len(own) + 1
    made = [replace(s, lines=tuple(_lines(s, each))) for s in own]
    return tuple(made)


def _lines(section: Section, count: int) -> list[Line]:
    first = section.lines[0]
    return [replace(first, id=f"{section.id}.{n}") for n in range(1, count + 1)]


def content() -> Content:
    """A register in the middle of a project, and what a run proved of it."""
    ids = [line.id for section in plan() for line in section.lines]
    lines = {
        id_: LineState(
            id=id_,
            owner="Ana Sample",
            notes=f"what was said of line {id_}, in a row or two of a cell",
            due=(NOW + timedelta(days=n % 30)).date(),
            version=3,
        )
        for n, id_ in enumerate(ids)
    }
    roles = {id_: Role(id=id_) for id_ in roster()}
    snapshot = Snapshot("prod", NOW, lines=lines, roles=roles)
    place = place_of(load("prod").model_dump(mode="json"))
    return Content(snapshot, place, _run(ids), NOW, plan())


def _run(ids: list[str]) -> dict[str, Any]:
    each = EVIDENCE // len(ids) + 1
    lines = [
        {"id": id_, "title": "", "marks": "TL", "verdict": "proven", "subjects": _subjects(each)}
        for id_ in ids
    ]
    head: dict[str, Any] = {"environment": "prod", "side": "both", "verdict": "go", "warnings": []}
    return {**head, "only": [], "waived": 0, "lines": lines}


def _subjects(count: int) -> list[dict[str, Any]]:
    evidence = [
        {
            "operation": "dynamodb:DescribeTable",
            "parameters": {"TableName": f"golive-prod-data-Contacts{n}"},
            "digest": f"sha256:{n:064x}",
            "read_at": "2027-01-01T00:00:00+00:00",
        }
        for n in range(count)
    ]
    said = {"control": "table_key", "path": "Data/Contacts", "verdict": "proven", "fix": ""}
    return [said | {"subject": "x", "finding": "", "waived": "", "evidence": evidence}]


def prepare(file: Path) -> int:
    """Make the workbook, and its values for the floor; gives its size in bytes."""
    written(file)
    source = load_workbook(file, read_only=True)
    pages = {page.title: list(page.iter_rows(values_only=True)) for page in source.worksheets}
    file.with_suffix(".json").write_text(json.dumps(pages, default=str), encoding="utf-8")
    return file.stat().st_size


def bare(file: Path) -> None:
    """Write the values of the workbook that was prepared, and nothing else."""
    pages = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    book = Workbook()
    for title, values in pages.items():
        page: Worksheet = book.create_sheet(title)
        for row in values:
            page.append(row)
    book.save(file.with_suffix(".bare.xlsx"))


def written(file: Path) -> None:
    """Export it."""
    file.write_bytes(export(content(), file.name).data)


def bare_read(file: Path) -> None:
    """Read every cell of it, with openpyxl's fastest reader."""
    book = load_workbook(file, read_only=True)
    for page in book.worksheets:
        for _ in page.iter_rows(values_only=True):
            pass


def read(file: Path) -> None:
    """Import it: no difference, so nothing to write."""
    every = content()
    known = {line.id: line for section in every.plan for line in section.lines}
    found = merged(returned(file.read_bytes(), file.name, NOW.date()), every.snapshot, known)
    assert (found.changes, found.conflicts, found.done) == ([], [], [])


WHAT: dict[str, Callable[[Path], None]] = {
    "bare": bare,
    "export": written,
    "bare-read": bare_read,
    "import": read,
}

if __name__ == "__main__":
    WHAT[sys.argv[1]](Path(sys.argv[2]))
