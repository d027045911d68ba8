"""The page says what the rules say."""

from __future__ import annotations

import re

from golive.flows.pages import PAGE, refreshed

ROW = re.compile(
    r"^\| \S+/\S+ \| \w{7} \| (\d+) \| (\d+) \| (\d+) \| .* \| (\d+) \|$", re.MULTILINE
)


def test_page_is_fresh() -> None:
    """`python -m golive.flows.pages` was run after the last change of a rule."""
    text = PAGE.read_text(encoding="utf-8")
    assert refreshed(text) == text


def test_table_of_public_flows_adds_up() -> None:
    """The figures in the prose are those of the table."""
    text = PAGE.read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| \S+/\S+ \| \w{7} \| (\d+) \| (\d+) \| (\d+) \| .* \| (\d+) \|$", text, re.M
    )
    flows, older, wrong, unknown = (sum(map(int, column)) for column in zip(*rows, strict=True))
    assert (flows, older, wrong, unknown) == (122, 24, 6, 25)
    assert f"{flows} flows with" in text
    assert f"{older} files in the console's older export" in text
    assert f"{unknown} can't be fully judged" in text
