"""The dashboard's widget: what CloudWatch would remove isn't there, and it can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from golive.environments import load
from golive.report.layout import board_of
from golive.report.widget import unproven, widget
from tests.register.snapshots import sample
from tests.report import large, runs

GROUNDS = {"light": "#ffffff", "dark": "#0f1b2a"}
"""The dashboard's own, by its theme."""
MOST_BYTES = 6_000_000
"""Of what a function answers (Lambda quotas, synchronous invocation payload)."""
Shown = Callable[[str, int], Page]


def drawn(theme: str = "light") -> str:
    board = board_of(runs.rich(), load("prod"), runs.NOW, sample(runs.NOW))
    return widget(board, runs.NOW, dark=theme == "dark")


def test_nothing_is_in_it_that_cloudwatch_removes() -> None:
    """No script, frame, symbol or handler; markup in a finding is text."""
    html = drawn()
    assert not re.search(r"<(script|iframe|use|object|embed|link|img|form)\b", html)
    assert not re.search(r"<[^>]+\son\w+=", html)
    assert "&lt;script&gt;" in html


def test_a_board_of_hundreds_of_lines_fits_an_answer() -> None:
    """The lines that stand in the way are cut at sixty, and the rest is counted."""
    board = board_of(large.large(), load("prod"), runs.NOW, large.people())
    html = widget(board, runs.NOW)
    assert len(html.encode()) < MOST_BYTES / 20
    assert f"and {len(board.blocking) - 60} more lines" in html


@pytest.fixture
def shown(chrome: Browser) -> Generator[Shown]:
    """The widget as a dashboard frames it, on the ground of its theme."""
    context = chrome.new_context(offline=True)

    def show(theme: str, width: int) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 420})
        frame = f"background:{GROUNDS[theme]}; margin: 8px"
        head = '<html lang="en"><title>widget</title>'  # no doctype: tables inherit nothing
        page.set_content(f'{head}<body style="{frame}"><main>{drawn(theme)}</main>')
        return page

    yield show
    context.close()


@pytest.mark.parametrize("theme", GROUNDS)
@pytest.mark.parametrize("width", [1850, 600])
def test_axe_finds_nothing(shown: Shown, theme: str, width: int) -> None:
    """Contrast on either ground, headers of the table, names of links."""
    page = shown(theme, width)
    found = Axe().run(page)  # pyright: ignore[reportUnknownMemberType]
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def test_before_the_first_run_it_says_so() -> None:
    """Nothing verified is no go."""
    assert "CAN'T TELL" in unproven("prod")
