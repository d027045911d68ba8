"""Whether somebody wrote into a sheet that doesn't come back."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from golive.workbook.opening import Sheet
from golive.workbook.text import seen
from golive.workbook.values import plain


def digest_of(sheet: Sheet) -> str:
    """Of what its cells show, in whatever order the rows stand."""
    return digest([plain(cell) for cell in row.values()] for row in sheet.rows.values())


def digest(rows: Iterable[Iterable[str]]) -> str:
    """Of rows of texts; empty cells and rows don't count."""
    texts = (sorted(filter(None, (seen(text).strip() for text in row))) for row in rows)
    lines = sorted("\x1f".join(cells) for cells in texts if cells)
    return sha256("\x1e".join(lines).encode("utf-8", "replace")).hexdigest()
