"""What is generated is what is written."""

from __future__ import annotations

from golive.catalogue import refreshed
from golive.project import ROOT


def test_the_table_of_lines_is_current() -> None:
    """The README's table is the one that the controls give."""
    text = (ROOT / "README.md").read_text()
    assert refreshed(text) == text
