"""The board: one page that hangs on a wall, and the same in Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment as Templates
from jinja2 import PackageLoader, StrictUndefined

from golive.freshness import age
from golive.report import times
from golive.report.layout import Register, board_of
from golive.report.markdown import markdown
from golive.report.together import together
from golive.report.view import Board
from golive.report.words import SIDES

if TYPE_CHECKING:
    from golive.environment import Environment


def write(
    run: Mapping[str, Any],
    directory: Path,
    environment: Environment | None = None,
    now: datetime | None = None,
    snapshot: Register = None,
    decision: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write board.html, board.md and verify.json of a run; gives their paths.

    `snapshot` and `decision` are as `board_of` takes them.
    """
    board = board_of(run, environment, now, snapshot, decision)
    made = {
        "board.html": page(board),
        "board.md": markdown(board),
        "verify.json": json.dumps(run, indent=2, ensure_ascii=False) + "\n",
    }
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        # A lone surrogate can't be written as UTF-8; `\ud800` is what JSON calls it.
        (directory / name).write_text(text, encoding="utf-8", errors="backslashreplace")
    return [directory / name for name in made]


def page(board: Board) -> str:
    """The page: no script, nothing from elsewhere, every text escaped."""
    return rendered("board.html.j2", board)


def rendered(template: str, board: Board | None, **more: object) -> str:
    """A board through one of the templates; None where there is none to show yet."""
    found: dict[str, object] = {"board": board, "times": times, "age": age, "together": together}
    if board:
        found["read_from"] = SIDES.get(board.side, "template and account")
        found["away"] = times.countdown(board.place.launch - board.made) if board.place else ()
    return templates().get_template(template).render(found | more)


@cache
def templates() -> Templates:
    """The package's templates: every text is escaped, an unknown name is an error."""
    return Templates(
        loader=PackageLoader("golive.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
