"""The board as Markdown: for a pull request, a ticket, a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from golive.freshness import age
from golive.report.line import Line, Subject
from golive.report.ruling import Reason
from golive.report.times import day, span
from golive.report.together import together
from golive.report.view import Board, Group
from golive.report.words import SIDES

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def markdown(board: Board) -> str:
    """The verdict, what stands in the way, and every line by section."""
    return "\n".join(_rows(board)) + "\n"


def _rows(board: Board) -> Iterator[str]:
    yield f"# {board.call.word}: {safe(board.name)}"
    yield ""
    yield from _facts(board)
    if board.blocking or board.elsewhere:
        title = "What stands between us and GO" if board.ruling else "What stands in the way"
        yield from ("", f"## {title}", "")
    yield from (f"- {_reason(reason)}" for reason in board.elsewhere)
    for line in board.blocking:
        owned = f", {_owner(line)}" if board.people else ""
        yield f"- **{_name(line)}**: {line.verdict}{owned}"
        yield from (f"  - {_reason(r)}" for r in board.reasons if r.line == line.id)
        yield from (f"  - {_finding(subject)}" for subject in together(line.troubled))
    if board.waived:
        yield from ("", "## Waived", "")
    yield from (f"- {_finding(subject)}" for subject in board.waived)
    for group in board.groups:
        yield from _section(group, board)
    elsewhere = [line for group in board.groups for line in group.on_account]
    if elsewhere:
        said = "A template says nothing of these lines: `golive verify` judges them."
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
    if board.place:
        yield f"- Launch: {board.place.launch:%Y-%m-%d %H:%M} UTC"
        yield f"- Bridge: <{board.place.bridge}>"
    yield from _ruled(board)
    yield from _register(board)
    if board.simulated:
        yield f"- Simulated: {safe('; '.join(board.simulated))}"
    yield from (f"- Warning: {safe(text)}" for text in board.warnings)


def _ruled(board: Board) -> Iterator[str]:
    if board.ruling is None:
        return
    at, by = board.ruling.at, safe(board.ruling.by)
    yield f"- Signed: by {by}, {at:%Y-%m-%d %H:%M} UTC" if at else "- Signed: not yet"
    yield f"- The proofs alone say: {board.proof.word}"
    yield from (f"- Moved since it was signed: {safe(text)}" for text in board.ruling.moved)


def _register(board: Board) -> Iterator[str]:
    if board.unread:
        yield f"- The register could not be read: {safe(board.unread)}"
    if board.people is None:
        return
    issue = board.people.trouble
    if issue:
        over = "longer than the rollback criterion allows" if issue.over else "critical"
        yield f"- Launch issue {safe(issue.id)}: open for {span(issue.open_for)}, {over}"
    if board.people.open_roles:
        roles = "; ".join(seat.title for seat in board.people.open_roles)
        yield f"- Open roles: {safe(roles)}"


def _section(group: Group, board: Board) -> Iterator[str]:
    if not group.built:
        return
    people = board.people is not None
    owned, ruled = (" owner | status | due |", "---|---|---|") if people else ("", "")
    yield from ("", f"## {group.section.id} {group.section.title}".replace("  ", " "), "")
    yield from (f"| line | verdict |{owned} subjects | |", f"|---|---|{ruled}---:|---|")
    for line in group.built:
        note = f"{line.simulated} simulated" if line.simulated else ""
        verdict = f"{line.word.sign} {line.verdict}"
        said = f" {_said(line)} |" if people else ""
        yield f"| {_name(line)} | {verdict} |{said} {len(line.subjects)} | {note} |"


def _said(line: Line) -> str:
    due = day(line.said.due) if line.said.due else ""
    status = " ".join(filter(None, (line.said.status, line.said.word)))
    return " | ".join((_owner(line), status, f"{due}, late" if line.said.late else due))


def _owner(line: Line) -> str:
    return safe(line.said.owner) or "nobody"


def _reason(reason: Reason) -> str:
    said = f"{safe(reason.line)} {safe(reason.text)}".strip()
    return f"{said} ({safe(reason.owner)})" if reason.owner else said


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
