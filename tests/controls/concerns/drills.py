"""What a drill says of an alarm, as facts made by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.facts.drills import AlarmDrill
from golive.model import Fact
from tests.sides import NOW

HOUR = timedelta(hours=1)

GOOD: dict[str, Fact] = {
    "Drill": AlarmDrill(
        fired=NOW - 3 * HOUR,
        delivered=NOW - 2 * HOUR,
        cleared=NOW - HOUR,
        changed=NOW - 4 * HOUR,
        same=True,
        depth="shadow",
        path="",
        muted=False,
    ),
}

DRILLED = "2.6.3-alarm-drilled"
WRONG: list[tuple[str, str, dict[str, Any]]] = [
    (DRILLED, "Drill", {"fired": None}),
    (DRILLED, "Drill", {"same": False}),
    (DRILLED, "Drill", {"delivered": None}),
    (DRILLED, "Drill", {"delivered": NOW - 4 * HOUR}),
    (DRILLED, "Drill", {"cleared": None}),
    (DRILLED, "Drill", {"cleared": NOW - 4 * HOUR}),
    (DRILLED, "Drill", {"path": "the composite was on already"}),
]
