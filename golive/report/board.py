"""The board: one page that hangs on a wall, and the same in Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment as Templates
from jinja2 import PackageLoader, StrictUndefined

from golive.environment import Environment
from golive.freshness import age
from golive.report.layout import board_of
from golive.report.markdown import markdown
from golive.report.together import together
from golive.report.view import Board
from golive.report.words import SIDES


def write(
    run: Mapping[str, Any],
    directory: Path,
    environment: Environment | None = None,
    now: datetime | None = None,
) -> list[Path]:
    """Write board.html, board.md and verify.json of a run; gives their paths."""
    board = board_of(run, environment, now)
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
    templates = Templates(
        loader=PackageLoader("golive.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    launch = board.environment.launch.at if board.environment else None
    return templates.get_template("board.html.j2").render(
        board=board,
        read_from=SIDES.get(board.side, "template and account"),
        away=countdown(launch - board.made) if launch else (),
        utc=utc,
        local=local,
        clock=clock,
        age=age,
        together=together,
    )


def utc(at: datetime) -> str:
    """`Mon 18 Jan 2027, 05:00 UTC`."""
    return at.astimezone(UTC).strftime("%a %d %b %Y, %H:%M UTC")


def local(at: datetime, zone: ZoneInfo) -> str:
    """`Mon 18 Jan 2027, 00:00 EST`; empty where that is UTC."""
    there = at.astimezone(zone)
    return "" if there.tzname() == "UTC" else there.strftime("%a %d %b %Y, %H:%M %Z")


def clock(at: datetime, zone: ZoneInfo) -> str:
    """A reading's time, to the second, in both: `18 Jan 05:00:07 UTC (00:00:07 EST)`."""
    here, there = at.astimezone(UTC), at.astimezone(zone)
    beside = "" if there.tzname() == "UTC" else there.strftime(" (%H:%M:%S %Z)")
    return here.strftime("%d %b %H:%M:%S UTC") + beside


def countdown(left: timedelta) -> tuple[str, str]:
    """How far the launch is: a number or a word to be set large, and what it counts."""
    if left <= timedelta(0):
        return "launched", ""
    if left < timedelta(hours=1):
        return str(int(left.total_seconds()) // 60), "min to launch"
    if left < timedelta(days=2):
        return str(int(left.total_seconds()) // 3600), "h to launch"
    return str(left.days), "days to launch"
