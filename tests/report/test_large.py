"""A launch ten times the plan's, on the board: it opens, it stays small, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from tests.report import large

MOST_ELEMENTS, MOST_BYTES = 60_000, 3_000_000
AXE = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
"""Contrast is the same as on every other board, and costs minutes on so many elements."""


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the page's console complained of."""
    return []


@pytest.fixture(scope="module")
def page(chrome: Browser, written: Callable[[str], Path], said: list[str]) -> Generator[Page]:
    """The board of 500 lines and 10 000 readings, on a laptop."""
    page = chrome.new_page(viewport={"width": 1366, "height": 768})
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto((written("large") / "board.html").as_uri())
    yield page
    page.close()


def test_it_opens_without_an_error(page: Page, said: list[str]) -> None:
    """Verdict and all lines are there, and the console has nothing to say."""
    assert page.locator("h1").inner_text() == "NO-GO"
    assert page.locator(".every tr.pick").count() == large.LINES
    assert said == []


def test_it_stays_small(page: Page, written: Callable[[str], Path]) -> None:
    """Readings of what holds are counted; those of what doesn't stand there."""
    assert page.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS
    assert (written("large") / "board.html").stat().st_size < MOST_BYTES
    assert "each in verify.json with its evidence" in page.locator(".rests").inner_text()
    assert page.locator("#line-2\\.5\\.1-3 .readings li").count() in {0, 20}


def test_nothing_is_lost(written: Callable[[str], Path]) -> None:
    """Each reading stands in the file beside it."""
    run = json.loads((written("large") / "verify.json").read_text())
    found = [e for line in run["lines"] for s in line["subjects"] for e in s["evidence"]]
    assert len(found) == large.READINGS


def test_an_owner_finds_their_lines(page: Page) -> None:
    """One choice leaves twenty of five hundred."""
    page.locator(".filters label", has_text="Owner 07").click()
    assert page.locator(".every tr.pick:visible").count() == large.LINES / len(large.OWNERS)
    page.locator(".filters label", has_text="everybody").click()


def test_axe_finds_nothing(page: Page) -> None:
    """Names, headings, landmarks and tables, as on a small one."""
    found = Axe().run(page, options=AXE)  # pyright: ignore[reportUnknownMemberType]
    assert found.violations_count == 0, found.generate_report()
