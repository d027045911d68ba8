"""The board in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from golive.report.layout import Register, board_of
from golive.report.line import Line, Subject
from golive.report.together import together
from golive.report.view import Board
from golive.report.words import SIDES, Tone

if TYPE_CHECKING:
    from golive.environment import Environment

COLOURS: dict[Tone, str] = {"go": "green", "no-go": "red", "unsure": "yellow", "aside": "dim"}


def show(
    run: Mapping[str, Any],
    console: Console | None = None,
    environment: Environment | None = None,
    snapshot: Register = None,
) -> None:
    """Print a run: every line, below it what keeps it from being a go, at last the verdict."""
    (console or Console()).print(rendered(board_of(run, environment, snapshot=snapshot)))


def rendered(board: Board) -> RenderableType:
    """The lines by section; those without a control are only counted."""
    parts: list[RenderableType] = []
    for group in board.groups:
        if group.built:
            title = f"{group.section.id} {group.section.title}".strip()
            parts.append(Text(f"\n{title}", style="bold"))
            people = board.people is not None
            parts.extend(part for line in group.built for part in _line(line, people))
    if board.unread:
        parts.append(Text(f"\nThe register could not be read: {board.unread}", style="yellow"))
    return Group(*parts, Text(), _verdict(board))


def _line(line: Line, people: bool) -> list[RenderableType]:
    row = Table.grid(padding=(0, 1), expand=True)
    for width in (2, 8):
        row.add_column(width=width)
    row.add_column(ratio=1)
    for width in (14, 10) if people else ():
        row.add_column(width=width, no_wrap=True)
    for width in (15, 4):
        row.add_column(width=width, justify="right" if width == 4 else "left")
    style = COLOURS[line.word.tone]
    simulated = Text(" simulated", style="magenta") if line.simulated else Text()
    row.add_row(
        Text(line.word.sign, style=style),
        Text(line.id),
        Text(line.title) + simulated,
        *(_said(line) if people else ()),
        Text(line.verdict, style=style),
        Text(str(len(line.subjects)), style="dim"),
    )
    return [row, *(Padding(_subject(s), (0, 0, 0, 12)) for s in together(line.told))]


def _said(line: Line) -> tuple[Text, Text]:
    """Owner and status; one row each, cut where they are too long."""
    owner = Text(line.said.owner.replace("\n", " ")) if line.said.owner else None
    style = "red" if line.said.status == "no-go" else ""
    nobody = Text("nobody", style="yellow")
    return owner or nobody, Text(line.said.status or line.said.word, style=style)


def _subject(subject: Subject) -> Text:
    style = COLOURS[subject.word.tone]
    text = Text(f"{subject.word.sign} ", style=style)
    text.append(subject.path or subject.name, style="bold")
    text.append(f" {subject.finding or subject.verdict}")
    if subject.place:
        text.append(f" [{subject.place}]", style="dim")
    if subject.waived:
        text.append(f"\n  Waived {subject.waived}", style="italic")
    elif subject.fix:
        text.append(f"\n  Fix: {subject.fix}", style="italic")
    return text


def _verdict(board: Board) -> Text:
    text = Text(f" {board.call.word} ", style=f"bold reverse {COLOURS[board.call.tone]}")
    side = SIDES.get(board.side, "template and account")
    partly = f" only {', '.join(board.only)}," if board.only else ""
    said = f" {board.name},{partly} {side}: {board.counted}"
    return text.append(said, style="not bold not reverse")
