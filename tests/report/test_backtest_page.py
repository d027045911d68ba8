"""The page of a backtest in a real browser: plots are drawn, in both themes, and axe is content."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from golive.backtest.page import write
from tests.backtest.made import METRIC, Cloud, alarm, backtest, tried

Theme = Literal["dark", "light"]
WIDTHS = {"dark": 1440, "light": 390}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = """() => [...document.querySelectorAll('.plot canvas')].filter(canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some(byte => byte);
}).length"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One alarm that fires too often, one without data, and a name that wants to be markup."""
    busy = {ago: [float(ago % 7)] for ago in range(1, 1500)}
    loud = tried(Cloud({METRIC: busy}), alarm(threshold=5.0, name="golive-x-calls-near-quota"))
    silent = tried(Cloud(), alarm(name="golive-x-line-red"))
    strange = tried(Cloud({METRIC: busy}), alarm(name="</script><b onload=alert(1)>"))
    return write(backtest(loud, silent, strange), tmp_path_factory.mktemp("backtest"))


@pytest.fixture
def opened(chrome: Browser, file: Path) -> Generator[Callable[[Theme], Page]]:
    """The page in a theme, offline; an error of its script fails the test."""
    errors: list[str] = []
    contexts = [
        chrome.new_context(offline=True, color_scheme=theme, locale="en-GB")
        for theme in ("dark", "light")
    ]

    def at(theme: Theme) -> Page:
        page = contexts[theme == "light"].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.set_viewport_size({"width": WIDTHS[theme], "height": 900})
        page.goto(file.as_uri())
        page.wait_for_selector(".plot canvas")
        return page

    yield at
    for context in contexts:
        context.close()
    assert errors == []


@pytest.mark.parametrize("theme", WIDTHS)
def test_page_is_drawn_fits_and_is_accessible(
    opened: Callable[[Theme], Page], theme: Theme
) -> None:
    """Plots have ink, nothing overflows, and axe finds nothing; what a plot shows is its label."""
    page = opened(theme)
    page.wait_for_function(f"({DRAWN})() >= 2")
    assert page.evaluate(OVERFLOW) <= 0
    found = Axe().run(page)  # pyright: ignore[reportUnknownMemberType]
    assert found.violations_count == 0, found.generate_report()
    label = page.locator(".plot").first.get_attribute("aria-label")
    assert label is not None
    assert "fired" in label


def test_page_says_what_was_found(opened: Callable[[Theme], Page]) -> None:
    """The loud alarm first, with what would be quieter; the silent one with its reason."""
    page = opened("dark")
    rows = page.locator("tbody").first.locator("tr").all_inner_texts()
    assert "calls-near-quota" in "".join(rows[:2])
    assert "≥ 7" in "".join(rows)
    assert "should always have data" in rows[-1]
    assert page.locator(".tag.no-go").all_inner_texts() == ["fires too often"]
