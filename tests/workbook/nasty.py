"""A register full of texts that programs like to change."""

from __future__ import annotations

from datetime import date

from golive.plan import lines
from golive.register.records import Snapshot
from tests.register.snapshots import sample
from tests.workbook.made import NOW, with_line

TEXTS = (
    *("=1+1", "+1", "-1", "@x", "\tx", "\rx", "\r\n", "\n", " ", "  x  ", "\x00", "\x1b[31m"),
    *("_x0041_", "_x005F_", "_x005F_x0041_", "x005F_", "#N/A", "#REF!", "TRUE", "1.10", "007"),
    *("2026-03-04", "1e5", "<b>&amp;</b>", "]]>", "{}", "\u202etxt", "🚀", "\ufffe", "\u2028"),
    *("'quoted", "a\nb\r\nc", "\x85", "\xa0", "עברית עם English", "e\u0301 é", "﷽", "\x7f"),
)
DAYS = (date(2000, 1, 1), date(2024, 2, 29), date(2027, 1, 18), date(2099, 12, 31))


def nasty() -> Snapshot:
    """Each text as a note and as an owner of some line, with days among them."""
    snapshot = sample(NOW)
    ids = [line.id for line in lines()]
    for number, text in enumerate(TEXTS):
        day = DAYS[number % len(DAYS)]
        id_ = ids[number % len(ids)]
        snapshot = with_line(snapshot, id_, notes=f"{text}", owner=text, due=day)
    return snapshot
