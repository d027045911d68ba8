"""Text in cells, the merge's base, and the heights of rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golive.workbook.heights import rows
from golive.workbook.text import LONGEST, acts, cut, escaped, folded, length, seen, unescaped


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("bell\x07", "bell_x0007_"),
        ("_x0007_", "_x005F_x0007_"),
        ("_x005F_", "_x005F_x005F_"),
        ("a\rb", "a_x000D_b"),
        ("a\nb\tc", "a\nb\tc"),
        ("x005F_", "x005F_"),
        ("\ufffe", "_xFFFE_"),
    ],
)
def test_control_characters_are_written_as_the_standard_says(text: str, written: str) -> None:
    """What XML can't hold is `_xHHHH_`, and what looks like that is escaped itself."""
    assert escaped(text) == written
    assert unescaped(written) == text


@given(st.text(st.characters()))
def test_every_text_survives_its_escapes(text: str) -> None:
    """Also half characters, and texts that look like escapes."""
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("text", ["=1", "+49", "-x", "@a", "\tx", "\rx"])
def test_what_begins_like_a_formula_is_known(text: str) -> None:
    """The six beginnings that a spreadsheet takes for a formula."""
    assert acts(text)
    assert not acts(f"a{text}")


def test_a_text_that_no_cell_holds_is_cut() -> None:
    """It ends with a word on where the whole is; escapes and emoji count as a cell counts them."""
    for letter in ("a", "\x07", "🚀"):
        short = cut(letter * 40_000, "the register")
        assert length(short) <= LONGEST
        assert short.endswith("[cut here: 40000 characters, the whole is in the register]")
    assert cut("a" * LONGEST, "the register") == "a" * LONGEST


def test_line_ends_are_one() -> None:
    """What programs make of line ends is no difference."""
    assert folded("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\tx", "x"), ("\x1b[31m", "[31m"), ("_x005F_x0041_", "A"), ("_x0041_", "A"), (" x ", " x ")],
)
def test_what_nobody_sees_is_no_difference(text: str, shown: str) -> None:
    """Control characters and escapes of escapes, which programs drop or write anew."""
    assert seen(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [("", 10, 1), ("short", 10, 1), ("two words", 6, 2), ("a\nb\n", 9, 3), ("x" * 30, 10, 3)],
)
def test_rows_of_letters_are_counted(text: str, width: int, count: int) -> None:
    """Words wrap, line breaks break, and a word that is too long is broken."""
    assert rows(text, width) == count
