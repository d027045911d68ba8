"""What a browser sees of a dashboard's page."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

PAINTED = """() => {
  const style = getComputedStyle(document.documentElement);
  const colours = [...Array(8).keys()].map((n) => style.getPropertyValue('--s' + n).trim())
    .map((text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)));
  const empty = (plot) => {
    const canvas = plot.querySelector('canvas'), context = canvas.getContext('2d');
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    const is = (at, line) => line.every((part, n) => Math.abs(part - pixels[at + n]) < 24);
    for (let at = 0; at < pixels.length; at += 4)
      if (pixels[at + 3] > 200 && colours.some((line) => is(at, line))) return false;
    return true;
  };
  return [...document.querySelectorAll('.plot')].filter(empty).map((p) => p.ariaLabel);
}"""
DRAWN = """() => new Promise((done) => {
  const count = (what) => document.querySelectorAll(what).length;
  const all = () => count('canvas') === count('.plot');
  const look = () => all() ? setTimeout(done, 50) : setTimeout(look, 10);
  look();
})"""
CUT = """() => [...document.querySelectorAll('.card, .text, .alarms a, .legend, .why')]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
  .map((box) => box.className + ': ' + box.textContent.slice(0, 60))"""


@contextmanager
def at(
    chrome: Browser, file: Path, size: tuple[int, int], *, theme: str = "dark", quiet: bool = True
) -> Generator[Page]:
    """The page, drawn; with `quiet` nothing in it may fail."""
    width, height = size
    said: list[str] = []
    page = chrome.new_page(viewport={"width": width, "height": height}, color_scheme=theme)  # pyright: ignore[reportArgumentType]
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.evaluate(DRAWN)
    yield page
    page.close()
    assert not (quiet and said), said


def graphs(page: Page) -> int:
    """Graphs that have a canvas."""
    return page.locator(".plot canvas").count()


def empty(page: Page) -> list[str]:
    """Graphs with a canvas that has no pixel in the colour of a line."""
    return page.evaluate(PAINTED)


def cut(page: Page) -> list[str]:
    """Boxes whose content is larger than they are."""
    return page.evaluate(CUT)


def overflow(page: Page) -> int:
    """Pixels below the screen's end."""
    return page.evaluate("document.documentElement.scrollHeight - innerHeight")
