"""Takes a page's picture on the wall: `python -m tests.report.picture PAGE PICTURE`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.report.browser import browser

WALL = (1920, 1080)
DRAWN_MS = 300
"""For what a script draws; a board has none."""


def take(board: Path, picture: Path) -> None:
    """What the wall screen shows without scrolling, as PNG."""
    width, height = WALL
    with browser() as chrome:
        page = chrome.new_page(viewport={"width": width, "height": height}, color_scheme="dark")
        page.goto(board.resolve().as_uri())
        page.wait_for_timeout(DRAWN_MS)
        picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=picture)


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
