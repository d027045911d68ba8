"""What an import would change, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from golive.register.terminal import cut
from golive.workbook.merge import Edit, Merged

EMPTY = "empty"


def show(found: Merged, console: Console | None = None) -> None:
    """Changes, conflicts, and how many are done already."""
    out = console or Console()
    if found.changes:
        out.print(_table("Changes", found.changes, ("now", "then")))
    if found.conflicts:
        out.print(_table("Conflicts", found.conflicts, ("exported", "register", "file")))
    if found.done:
        out.print(f"{_many(len(found.done))} of the file, in the register already")
    if not (found.changes or found.conflicts):
        out.print("nothing to change")


def _table(title: str, edits: Sequence[Edit], versions: Sequence[str]) -> Table:
    table = Table(title=f"{title}: {len(edits)}", title_justify="left", title_style="bold")
    for header in ("record", "column", *versions):
        table.add_column(header, overflow="fold")
    for edit in edits:
        kind, id_ = edit.key
        texts = {"exported": edit.base, "register": edit.now, "now": edit.now}
        cells = [_text(texts.get(version, edit.after)) for version in versions]
        table.add_row(f"{kind} {id_}", edit.said.column.header, *cells)
    return table


def _text(value: str) -> Text:
    return Text(cut(value)) if value else Text(EMPTY, style="dim")


def _many(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"
