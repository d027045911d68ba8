"""What is generated is what is written."""

from __future__ import annotations

from golive.catalogue import PAGE, refreshed
from golive.catalogue_page import page, safe
from golive.controls import catalogue
from golive.project import ROOT


def test_the_table_of_lines_is_current() -> None:
    """The README's table is the one that the controls give."""
    text = (ROOT / "README.md").read_text()
    assert refreshed(text) == text


def test_the_catalogue_is_current() -> None:
    """The page of all controls is the one that the controls give (make docs)."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_catalogue_tells_of_every_control() -> None:
    """Each has its own heading, and the mapping says that the nag pack is an older edition."""
    text = page()
    assert [name for name in catalogue() if f"### {name}\n" not in text] == []
    assert "3.2.1" in text


def test_a_text_in_the_catalogue_is_no_markup() -> None:
    """Characters with a meaning in Markdown are escaped, code is left as it is."""
    assert safe("<a>|b_c `d_e`*") == r"\<a\>\|b\_c `d_e`\*"
