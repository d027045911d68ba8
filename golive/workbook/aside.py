"""The sheets that are only to be read: issues, links, evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from golive.register.records import Issue
from golive.report.console import console_link
from golive.report.links import opened
from golive.report.words import Tone, clean
from golive.workbook.columns import Column, Kind
from golive.workbook.content import Content
from golive.workbook.proofs import tones
from golive.workbook.readonly import digest
from golive.workbook.styles import colour_words
from golive.workbook.text import cut
from golive.workbook.values import shown_value
from golive.workbook.writing import HEADER, Value, Values, cells, heading, said, table

MOST_EVIDENCE = 25_000
ISSUE = (
    Column("id", "Issue", 10),
    Column("severity", "Severity", 11),
    Column("state", "State", 10),
    Column("opened", "Opened", 17, Kind.MOMENT),
    Column("closed", "Closed", 17, Kind.MOMENT),
    Column("called", "Time of call", 17, Kind.MOMENT),
    Column("caller", "Caller", 10),
    Column("representative", "Representative", 20),
    Column("details", "Details", 52),
    Column("screenshot", "Screenshot", 28, Kind.LINK),
)
LINKED = (
    Column("what", "What", 30),
    Column("line", "Line", 9),
    Column("link", "Link", 110, Kind.LINK),
)
EVIDENCE = (
    Column("line", "Line", 8, wrap=False),
    Column("control", "Control", 28, wrap=False),
    Column("verdict", "Verdict", 13, wrap=False),
    Column("subject", "Subject", 44, wrap=False),
    Column("operation", "What was asked", 34, wrap=False),
    Column("parameters", "Of what", 44, wrap=False),
    Column("read", "Read", 17, Kind.MOMENT),
    Column("digest", "Digest of the answer", 24, wrap=False),
    Column("link", "Console", 9, Kind.LINK, wrap=False, says="open"),
)
SEVERITIES: tuple[tuple[str, Tone], ...] = (
    ("critical", "no-go"),
    ("major", "unsure"),
    ("minor", "aside"),
)


def issues(book: Workbook, content: Content) -> tuple[Worksheet, str]:
    """The launch issues, callers masked; the digest tells whether somebody wrote into it."""
    rows = [_issue(content, issue) for issue in content.snapshot.issues.values()]
    sheet = book.create_sheet("Issues")
    hint = "Only to be read: golive issue opens and closes them. Callers are masked."
    heading(sheet, f"Launch issues of {content.place.name}", hint)
    table(sheet, ISSUE, rows)
    colour_words(sheet, cells(ISSUE, "severity", len(rows)), SEVERITIES)
    colour_words(sheet, cells(ISSUE, "state", len(rows)), (("open", "unsure"), ("closed", "go")))
    return sheet, _digest(sheet, ISSUE, rows)


def links(book: Workbook, content: Content) -> tuple[Worksheet, str]:
    """The bridge, dashboards, evidence, and what people linked to a line."""
    named = [{"what": what, "link": link} for what, link in opened(content.place)]
    lines = content.snapshot.lines.values()
    theirs = [{"what": "Evidence", "line": n.id, "link": n.link} for n in lines if n.link]
    rows: list[Values] = [*named, *theirs]
    sheet = book.create_sheet("Links")
    heading(sheet, f"Links of {content.place.name}", "Only to be read.")
    table(sheet, LINKED, rows)
    return sheet, _digest(sheet, LINKED, rows)


def evidence(book: Workbook, content: Content) -> tuple[Worksheet, str]:
    """Every answer of the account that a verdict rests on."""
    every = list(_evidence(content))
    rows = every[:MOST_EVIDENCE]
    said = f"; the first {MOST_EVIDENCE:,} of {len(every):,}" if len(every) > len(rows) else ""
    sheet = book.create_sheet("Evidence")
    heading(sheet, f"Evidence of {content.place.name}", f"Only to be read{said}.")
    table(sheet, EVIDENCE, rows)
    colour_words(sheet, cells(EVIDENCE, "verdict", len(rows)), tones())
    return sheet, _digest(sheet, EVIDENCE, rows)


def masked(number: str) -> str:
    """A caller's number with its last two digits alone."""
    return f"…{number[-2:]}" if number else ""


def _issue(content: Content, issue: Issue) -> Values:
    state = "trial" if issue.trial else "closed" if issue.closed else "open"
    return {
        "id": issue.id,
        "severity": str(issue.severity),
        "state": state,
        "opened": content.local(issue.opened),
        "closed": content.local(issue.closed),
        "called": content.local(issue.called),
        "caller": masked(issue.caller),
        "representative": issue.representative,
        "details": cut(issue.details, "the register"),
        "screenshot": issue.screenshot,
    }


def _evidence(content: Content) -> Iterator[Values]:
    for line in (content.run or {"lines": ()})["lines"]:
        for subject in line["subjects"]:
            for one in subject["evidence"]:
                yield _reading(content, line["id"], subject, one)


def _reading(
    content: Content, line: str, subject: Mapping[str, Any], one: Mapping[str, Any]
) -> Values:
    operation, parameters = str(one["operation"]), one["parameters"]
    read: Any = one.get("read_at")
    texts: dict[str, Value] = {
        "line": line,
        "control": subject["control"],
        "verdict": subject["verdict"],
        "subject": str(subject["path"] or subject["subject"]).removeprefix("/"),
        "operation": operation,
        "parameters": cut(json.dumps(parameters, ensure_ascii=False, default=str), "the run"),
        "digest": one.get("digest") or "",
        "link": console_link(operation, parameters, content.place.region),
    }
    moment = content.local(datetime.fromisoformat(read)) if read else None
    return {key: clean(str(text)) for key, text in texts.items()} | {"read": moment}


def _digest(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Values]) -> str:
    """As `readonly.digest_of` finds it in the sheet when it comes back."""
    above = [[str(cell.value or "")] for row in sheet["A1:A2"] for cell in row]
    header = [[str(cell.value or "") for cell in sheet[HEADER]]]
    shown = ([shown_value(said(c, row.get(c.key))) for c in columns] for row in rows)
    return digest([*above, *header, *shown])
