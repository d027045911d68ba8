"""The sheets that come back: the parts of the plan, and the roster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from golive.plan import Line, Section
from golive.workbook import shown
from golive.workbook.columns import LINE, ROLE, TABLES, Kind
from golive.workbook.content import Content
from golive.workbook.manifest import Exported
from golive.workbook.proofs import Proof, tones
from golive.workbook.styles import colour, colour_words, coloured
from golive.workbook.text import cut
from golive.workbook.values import shown_value
from golive.workbook.writing import Values, as_value, cells, heading, table

ROSTER = "Roster"
FIRST_PART = "Go-live checklist"
"""Where line 1.1 stands: the roster's sheet has the roles themselves."""
FILL_IN = "Green columns are yours to fill in; the others are proof, and stay as they are."


@dataclass(frozen=True, slots=True)
class Sheeted:
    """A record, with the values of its cells."""

    record: Exported
    values: Values


def line_sheets(book: Workbook, content: Content) -> Iterator[tuple[Worksheet, list[Exported]]]:
    """A sheet for each part of the plan, in its order."""
    proofs = content.proofs
    for part, sections in _parts(content.plan).items():
        rows = [
            _line(content, line, section, proofs.get(line.id, Proof()))
            for section in sections
            for line in section.lines
        ]
        sheet = book.create_sheet(part)
        heading(sheet, f"{part} of {content.place.name}", FILL_IN)
        table(sheet, LINE, [row.values for row in rows])
        _colour_lines(sheet, len(rows), content)
        yield sheet, [row.record for row in rows]


def roster_sheet(book: Workbook, content: Content) -> tuple[Worksheet, list[Exported]]:
    """Who holds each role; an open one is red."""
    rows = [_role(content, id_, title) for id_, title in content.roles.items()]
    sheet = book.create_sheet(ROSTER)
    hint = f"{FILL_IN} A role without a person is open, and keeps line 1.1 red."
    heading(sheet, f"Roster of {content.place.name}", hint)
    table(sheet, ROLE, [row.values for row in rows])
    person = cells(ROLE, "person", len(rows))
    first = person.partition(":")[0]
    colour(sheet, person, coloured(f"LEN(TRIM({first}))=0", "no-go"))
    return sheet, [row.record for row in rows]


def _parts(plan: Sequence[Section]) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = {}
    for section in plan:
        part = FIRST_PART if section.part == ROSTER else section.part
        found.setdefault(part, []).append(section)
    return found


def _line(content: Content, line: Line, section: Section, proof: Proof) -> Sheeted:
    state = content.snapshot.lines[line.id]
    told: Values = {
        "section": f"{section.id} {section.title}",
        "title": line.title,
        "proof": proof.verdict,
        "read": proof.read,
        "found": proof.found,
    }
    texts = shown.line_texts(state, line)
    return _sheeted("line", line.id, state.version, told, texts, f"golive plan show {line.id}")


def _role(content: Content, id_: str, title: str) -> Sheeted:
    role = content.snapshot.roles[id_]
    return _sheeted(
        "role", id_, role.version, {"title": title}, shown.role_texts(role), "golive plan show 1.1"
    )


def _sheeted(
    kind: str, id_: str, version: int, told: Values, texts: Mapping[str, str], where: str
) -> Sheeted:
    """The cells of a record; a text that no cell holds is cut, and can't come back."""
    fields = {key: cut(text, where) for key, text in texts.items()}
    dates = {column.key for column in TABLES[kind].owned if column.kind is Kind.DATE}
    typed = {key: as_value(text, date=key in dates) for key, text in fields.items()}
    proof = {key: shown_value(value) for key, value in told.items()}
    gone = [key for key, text in fields.items() if text != texts[key]]
    record = Exported(kind, id_, version, fields, proof, gone)
    return Sheeted(record, {"id": id_, **told, **typed})


def _colour_lines(sheet: Worksheet, count: int, content: Content) -> None:
    side = str(content.run["side"]) if content.run else "both"
    colour_words(sheet, cells(LINE, "proof", count), tones(side))
    colour_words(sheet, cells(LINE, "status", count), (("go", "go"), ("no-go", "no-go")))
    colour_words(sheet, cells(LINE, "priority", count), (("high", "unsure"),))
    due, status = (cells(LINE, key, count).partition(":")[0] for key in ("due", "status"))
    late = f'AND({due}<>"",{due}<TODAY(),{status}<>"go")'
    colour(sheet, cells(LINE, "due", count), coloured(late, "no-go"))
