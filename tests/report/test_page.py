"""The board in a real browser: what a person sees on a wall, a laptop, a phone and paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page

from golive.environments import load
from golive.judge import Verdict
from tests.report import runs

SIZES = {
    "wall": (1920, 1080),
    "laptop": (1366, 768),
    "tablet": (820, 1180),
    "phone": (390, 844),
}
RUNS = ("rich", "proven", "designed")
BOARDS = (*RUNS, "signed", "people", "decided")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """[...document.querySelectorAll('h1, h2, h3, h4, p, dd, li > b, .tile .id')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
    && !e.closest('.unseen') && getComputedStyle(e).position !== 'absolute')
  .map(e => e.textContent)"""

Open = Callable[..., Page]


@pytest.fixture
def open_board(chrome: Browser, written: Callable[[str], Path]) -> Generator[Open]:
    """Opens the board of a run at a size, offline."""
    context = chrome.new_context(offline=True)

    def opened(name: str, size: str = "laptop") -> Page:
        page = context.new_page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.goto((written(name) / "board.html").as_uri())
        return page

    yield opened
    context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", BOARDS)
def test_nothing_overflows(open_board: Open, name: str, size: str) -> None:
    """No size scrolls sideways, and no text is cut off, not even the longest name."""
    page = open_board(name, size)
    assert page.evaluate(OVERFLOW) == 0
    assert [text for text in page.evaluate(CUT) if text != "x.1 beside"] == []


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *(("decided", size) for size in SIZES),
        ("people", "phone"),
        ("rich", "wall"),
        ("proven", "wall"),
        ("designed", "wall"),
    ],
)
def test_axe_finds_nothing(open_board: Open, name: str, size: str) -> None:
    """Contrast, names, order of headings, landmarks: axe has no complaint."""
    found = Axe().run(open_board(name, size))  # pyright: ignore[reportUnknownMemberType]
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("name", "word"),
    [("rich", "NO-GO"), ("proven", "GO"), ("designed", "GO"), ("decided", "RE-SIGN")],
)
def test_the_wall_shows_verdict_environment_and_countdown(
    open_board: Open, name: str, word: str
) -> None:
    """Without scrolling: the verdict, whose it is, how far the launch is, where to meet."""
    page = open_board(name, "wall")
    assert page.locator("h1").inner_text() == word
    said = page.locator("header").inner_text()
    days = {(load(name).launch.at - runs.NOW).days for name in ("sandbox", "prod")}
    assert any(f"{left}\xa0days" in said.replace(" ", "\xa0") for left in days)
    assert "sandbox" in said
    assert "Situation-room bridge" in said
    tile = page.locator("[href='#line-4.9'].tile").bounding_box()
    assert tile is not None
    assert tile["y"] + tile["height"] < SIZES["wall"][1]


@pytest.mark.parametrize("name", RUNS)
def test_counts_are_those_of_the_run(
    open_board: Open, written: Callable[[str], Path], name: str
) -> None:
    """The numbers on the page and its tiles are those of verify.json."""
    raw = json.loads((written(name) / "verify.json").read_text())
    page = open_board(name)
    shown = [text.split(maxsplit=1) for text in page.locator(".counts li").all_inner_texts()]
    assert {word: int(n) for n, word in shown} == runs.counts(raw)
    tiles = page.locator(".tile").all_text_contents()
    assert len(tiles) == len(raw["lines"])
    for line, tile in zip(raw["lines"], tiles, strict=False):
        assert tile.split()[0] == line["id"].split()[0]
        assert line["verdict"] in tile


def test_what_stands_in_the_way_is_said_whole(open_board: Open) -> None:
    """Each line that blocks stands there with a finding, its property and its fix."""
    said = open_board("rich").locator(".blocking").inner_text()
    for line in runs.rich()["lines"]:
        if line["verdict"] in {"failed", "drifted", "accidental", "unknown", "designed"}:
            assert line["title"] in said
    for text in ("answers without TLS", "Policy.Statement[0].Condition", "Name our key."):
        assert text in said
    assert "logs:FilterLogEvents was denied" in said
    assert "and 3 more" in said
    assert runs.WARNING in said


def test_nothing_in_the_way_shows_what_holds(open_board: Open) -> None:
    """A go shows the lines that carry it, and what of it is simulated."""
    said = open_board("proven").locator(".blocking").inner_text()
    assert "Nothing stands in the way" in said
    assert said.count("\n4.9 ") == 1
    assert runs.SIMULATED in said


def test_every_finding_stands_in_its_line(open_board: Open) -> None:
    """Line by line, each finding of the run can be read, whatever is in it."""
    said = open_board("rich").locator(".detail").text_content() or ""
    for line in runs.rich()["lines"]:
        for one in line["subjects"]:
            finding = one["finding"].replace(runs.ESCAPE, "\N{REPLACEMENT CHARACTER}[31mred")
            assert finding in said


def test_evidence_opens_with_the_keyboard(open_board: Open) -> None:
    """Evidence is collapsed, and Enter opens it: the call, its time, the console's page."""
    page = open_board("rich")
    details = page.locator("#line-4\\.8 details")
    assert not details.locator(".readings").is_visible()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    said = details.inner_text()
    assert "dynamodb:DescribeTable" in said
    assert "23 Nov 11:58:07 UTC (06:58:07 EST)" in said
    link = details.get_by_role("link", name="dynamodb:DescribeTable").get_attribute("href")
    assert link == (
        "https://us-east-1.console.aws.amazon.com/dynamodbv2/home?region=us-east-1"
        "#table?name=golive-sandbox-records"
    )


def test_a_text_stays_a_text(open_board: Open) -> None:
    """Markup in a finding is shown, not obeyed; the page has no script and no picture."""
    page = open_board("rich")
    assert page.title() == "NO-GO: sandbox"
    assert page.locator("script, img, iframe, object, style ~ style").count() == 0
    assert runs.INJECTION in page.locator(".blocking").inner_text()


def test_nothing_is_fetched(chrome: Browser, written: Callable[[str], Path]) -> None:
    """The page asks for nothing but itself."""
    page, asked = chrome.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    address = (written("rich") / "board.html").as_uri()
    page.goto(address)
    page.close()
    assert [url for url in asked if not url.startswith("data:")] == [address]


@pytest.mark.parametrize("name", RUNS)
def test_every_tile_leads_to_its_line(open_board: Open, name: str) -> None:
    """A tile's link ends at the line, built or not."""
    page = open_board(name)
    for tile in page.locator(".tile").all():
        target = (tile.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1


def test_colour_is_never_the_only_sign(open_board: Open) -> None:
    """Each verdict has a glyph of its own, on every tile that has the verdict."""
    tiles = open_board("rich").locator(".tile")
    glyphs = tiles.locator("use").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    words = [line["verdict"] for line in runs.rich()["lines"]]
    assert set(words) == {*Verdict} - {Verdict.ON_ACCOUNT}
    assert len(set(zip(glyphs, words, strict=True))) == len(set(glyphs)) == len(set(words))


def test_the_wall_shows_what_to_know_first(open_board: Open) -> None:
    """Without scrolling: the open critical issue, the open roles, what moved and who signed."""
    page = open_board("decided", "wall")
    alerts = page.locator(".alerts")
    said = alerts.inner_text()
    for text in (
        "issue-1",
        "open for 3 h 00 min, of at most 4 h",
        "9 roles are open",
        "and 1 more",
    ):
        assert text in said
    box = alerts.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < SIZES["wall"][1] / 3


def test_the_verdict_is_read_from_four_metres(open_board: Open) -> None:
    """On the wall its letters are taller than a twentieth of the screen."""
    for name in ("rich", "proven", "decided"):
        page = open_board(name, "wall")
        size = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size * 0.7 > SIZES["wall"][1] / 20


@pytest.mark.parametrize(
    ("choose", "ids"),
    [
        ("what is late", ["2.1.3"]),
        ("Ben Sample", ["2.1.3", "2.2.1"]),
        ("what stands in the way", ["2.6.3", "2.6.8", "4.2", "4.6", "4.8", "4.9", "x.1"]),
    ],
)
def test_lines_are_chosen_without_a_script(
    chrome: Browser, written: Callable[[str], Path], choose: str, ids: list[str]
) -> None:
    """With scripts off, a choice leaves its lines; the keyboard brings all of them back."""
    context = chrome.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((written("people") / "board.html").as_uri())
    page.locator(".filters label", has_text=choose).click()
    shown = page.locator(".every tr.pick:visible th b").all_inner_texts()
    assert [text.split()[0] for text in shown] == ids
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("ArrowUp")
        if page.locator(".every tr.pick:visible").count() > len(ids):
            break
    else:
        pytest.fail("the arrow keys change no choice")
    context.close()


def test_texts_of_people_keep_their_direction(open_board: Open) -> None:
    """A note from right to left turns neither the line nor what stands beside it."""
    page = open_board("people")
    note = page.locator("#line-2\\.4\\.2 .told[dir=auto]").last
    assert note.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert note.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    head = page.locator("#line-2\\.4\\.2 h4")
    assert head.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_nothing_moves_by_itself(open_board: Open) -> None:
    """No animation and no transition, asked for or not."""
    moving = """[...document.querySelectorAll('*')].filter(e => {
      const s = getComputedStyle(e);
      return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 })"""
    assert open_board("people").evaluate(f"{moving}.length") == 0


@pytest.mark.parametrize("name", BOARDS)
def test_paper_is_white_and_as_wide_as_paper(open_board: Open, name: str) -> None:
    """Printed, the ground is white, nothing is cut, and the verdict keeps its colour."""
    page = open_board(name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1016})
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert page.evaluate(OVERFLOW) == 0
    assert [text for text in page.evaluate(CUT) if text != "x.1 beside"] == []
