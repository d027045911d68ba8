"""How high a row must be for what stands in it.

Not every program finds that out when it opens a workbook. A row with a height that isn't
custom grows when somebody writes more into it (ECMA-376 part 1, 18.3.1.73).
"""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

POINTS = 15
"""Of one row of letters, at 11 points."""
LETTERS = 1.1
"""As many letters as a digit's width holds: most are narrower (18.3.1.13 counts in digits)."""
MOST = 24
"""The rows of letters after which a cell is cut off on paper: Excel allows 409 points."""


class _Growing(RowDimension):
    """A row whose height is a start."""

    @property
    def customHeight(self) -> bool:
        return False


def fit(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its texts need in columns of that many characters."""
    most = max((rows(text, width) for text, width in texts), default=1)
    height = POINTS * min(most, MOST) + 1
    sheet.row_dimensions[row] = _Growing(sheet, index=row, ht=height)


def rows(text: str, width: int) -> int:
    """How many rows of letters a text takes, a word that is too long broken."""
    letters = max(int(width * LETTERS), 1)
    return sum(_wrapped(line, letters) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> int:
    count, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > width:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
        if used > width:
            count, used = count + (used - 1) // width, (used - 1) % width + 1
    return count
