"""The page of a dashboard in a browser: drawn, whole, readable, and nothing else runs in it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from golive.dashboards.page import page as written
from tests.dashboards import looking, views

WALL, LAPTOP = (1920, 1080), (1366, 768)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, as `--out` writes it."""
    made = tmp_path_factory.mktemp("dashboards") / "launch.html"
    made.write_text(written(views.made(), "America/New_York"), encoding="utf-8")
    return made


@pytest.fixture(params=["dark", "light"])
def page(chrome: Browser, file: Path, request: pytest.FixtureRequest) -> Generator[Page]:
    """The page on a wall, in both colours."""
    with looking.at(chrome, file, WALL, theme=request.param) as opened:
        yield opened


def test_it_is_drawn_whole(page: Page) -> None:
    """Each graph with data has a line on its canvas, the others say why; nothing is cut off."""
    assert looking.graphs(page) == 2
    assert looking.empty(page) == []
    assert looking.cut(page) == []
    assert page.get_by_text("No failure in 3 hours.").is_visible()


def test_axe_finds_nothing(page: Page) -> None:
    """Contrast, names, order of headings, landmarks."""
    found = Axe().run(page)  # pyright: ignore[reportUnknownMemberType]
    assert found.violations_count == 0, found.generate_report()


def test_it_is_the_same_on_a_laptop(chrome: Browser, file: Path) -> None:
    """Less wide, it may scroll; nothing is cut off."""
    with looking.at(chrome, file, LAPTOP) as page:
        assert looking.graphs(page) == 2
        assert looking.cut(page) == []


def test_the_colours_change(chrome: Browser, file: Path) -> None:
    """The button changes what the system prefers, and draws again."""
    with looking.at(chrome, file, LAPTOP) as page:
        ground = "getComputedStyle(document.body).backgroundColor"
        before = page.evaluate(ground)
        page.get_by_role("button", name="Other colours").click()
        assert page.evaluate(ground) != before
        page.evaluate(looking.DRAWN)
        assert looking.graphs(page) == 2


def test_no_other_script_runs(chrome: Browser, tmp_path: Path) -> None:
    """What a text or a custom widget brings along stays dead: only our scripts are allowed."""
    view = views.made()
    evil = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
    view.widgets[0]["html"] += evil
    view.widgets[-2]["light"] = view.widgets[-2]["dark"] = evil
    view.widgets[3]["title"] = "</script><script>window.ran=1</script>"
    file = tmp_path / "evil.html"
    file.write_text(written(view, "UTC"), encoding="utf-8")
    with looking.at(chrome, file, LAPTOP, quiet=False) as page:
        assert page.evaluate("window.ran") is None
        assert page.get_by_text("</script><script>").is_visible()
