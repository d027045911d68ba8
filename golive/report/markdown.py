"""The board as Markdown: for a pull request, a ticket, a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golive.freshness import age
from golive.report.together import together
from golive.report.view import Board, Group, Line, Subject
from golive.report.words import SIDES

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def markdown(board: Board) -> str:
    """The verdict, what stands in the way, and every line by section."""
    return "\n".join(_rows(board)) + "\n"


def _rows(board: Board) -> Iterator[str]:
    yield f"# {board.call.word}: {safe(board.name)}"
    yield ""
    yield from _facts(board)
    if board.blocking:
        yield from ("", "## What stands in the way", "")
    for line in board.blocking:
        yield f"- **{_name(line)}**: {line.verdict}"
        yield from (f"  - {_finding(subject)}" for subject in together(line.troubled))
    if board.waived:
        yield from ("", "## Waived", "")
    yield from (f"- {_finding(subject)}" for subject in board.waived)
    for group in board.groups:
        yield from _section(group)
    elsewhere = [line for group in board.groups for line in group.on_account]
    if elsewhere:
        said = "Only the account can say: `golive verify` judges these lines."
        yield from ("", "## Judged on the account", "", said, "")
    yield from (f"- {_name(line)}" for line in elsewhere)
    missing = [line for group in board.groups for line in group.not_built]
    if missing:
        yield from ("", "## Not built yet", "", "These lines have no control and don't decide.", "")
    yield from (f"- {_name(line)}" for line in missing)


def _facts(board: Board) -> Iterator[str]:
    yield f"- Lines: {board.counted}"
    yield f"- Read from: {SIDES.get(board.side, 'template and account')}"
    yield f"- Made: {board.made:%Y-%m-%d %H:%M} UTC"
    if board.oldest:
        yield f"- Evidence: {age(board.oldest, board.made)} at most"
    if board.environment:
        yield f"- Launch: {board.environment.launch.at:%Y-%m-%d %H:%M} UTC"
        yield f"- Bridge: <{board.environment.bridge}>"
    if board.simulated:
        yield f"- Simulated: {safe('; '.join(board.simulated))}"
    yield from (f"- Warning: {safe(text)}" for text in board.warnings)


def _section(group: Group) -> Iterator[str]:
    if not group.built:
        return
    yield from ("", f"## {group.section.id} {group.section.title}".replace("  ", " "), "")
    yield from ("| line | verdict | subjects | |", "|---|---|---:|---|")
    for line in group.built:
        note = f"{line.simulated} simulated" if line.simulated else ""
        verdict = f"{line.word.sign} {line.verdict}"
        yield f"| {_name(line)} | {verdict} | {len(line.subjects)} | {note} |"


def _name(line: Line) -> str:
    return f"{safe(line.id)} {safe(line.title)}"


def _finding(subject: Subject) -> str:
    texts = [f"{safe(subject.path or subject.name)}: {safe(subject.finding or subject.verdict)}"]
    if subject.place:
        texts.append(f"({safe(subject.place)})")
    if subject.waived:
        texts.append(f"Waived {safe(subject.waived)}")
    elif subject.fix:
        texts.append(f"Fix: {safe(subject.fix)}")
    return " ".join(texts)


def safe(text: str) -> str:
    """A text that stays a text: no markup, no HTML, one row."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
