"""The page of the flow lint in a real browser: pictures are drawn, and say what text says."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from golive.flows.flow import read
from golive.flows.lint import lint
from golive.report.flows import write
from tests.flows.good import block, contents, keys

SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OVERLAP = """[...document.querySelectorAll('svg.flow')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('rect')].map(r => r.getBoundingClientRect());
  return boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left < b.right && b.left < a.right
    && a.top < b.bottom && b.top < a.bottom));
}).length"""
SPILLED = """[...document.querySelectorAll('svg.flow .node')].filter(node => {
  const box = node.querySelector('rect').getBoundingClientRect();
  return [...node.querySelectorAll('text')].some(text => {
    const at = text.getBoundingClientRect();
    return at.right > box.right || at.bottom > box.bottom + 1;
  });
}).map(node => node.textContent)"""


def wrong() -> dict[str, dict[str, Any]]:
    """The good flows with logging left on, and a text that wants to be markup."""
    found = contents()
    block(found["Payment"], "log-off")["Parameters"]["FlowLoggingBehavior"] = "Enabled"
    block(found["Main"], "welcome")["Parameters"]["Text"] = "<b onload=alert(1)>dummy"
    return found


@pytest.fixture
def opened(chrome: Browser, tmp_path: Path) -> Generator[Callable[[str], Page]]:
    """The page at a size, offline."""
    flows = [read(content, name) for name, content in wrong().items()]
    file = write(lint(flows, keys()), flows, tmp_path)
    context = chrome.new_context(offline=True)

    def at(size: str) -> Page:
        page = context.new_page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(file.as_uri())
        return page

    yield at
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_page_fits(opened: Callable[[str], Page], size: str) -> None:
    """Nothing overflows the page, no box lies on another, no name leaves its box."""
    page = opened(size)
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(OVERLAP) == 0
    assert page.evaluate(SPILLED) == []


def test_path_is_highlighted(opened: Callable[[str], Page]) -> None:
    """The picture of the second flow shows the way to the block, which stands out."""
    page = opened("laptop")
    article = page.locator("article", has_text="logging-off-at-input")
    payment = article.locator("svg.flow").nth(1)
    assert payment.locator(".node.on .id").all_text_contents() == ["log-off", "record-off", "card"]
    assert payment.locator(".node.wrong .id").all_text_contents() == ["card"]
    assert payment.locator("path.walked").count() == 2
    assert article.locator("svg.flow").nth(0).locator("text.by").all_text_contents() == ["= 1"]


def test_page_is_accessible(opened: Callable[[str], Page]) -> None:
    """No finding of axe; what a picture shows is its label."""
    page = opened("laptop")
    found = Axe().run(page)  # pyright: ignore[reportUnknownMemberType]
    assert found.violations_count == 0, found.generate_report()
    label = page.locator("svg.flow").first.get_attribute("aria-label")
    assert label is not None
    assert " → " in label
