"""A dashboard as one could be read: a graph of each kind, alarms, text, a custom widget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from golive.dashboards.account import Span
from golive.dashboards.view import View

END = datetime(2027, 1, 18, 5, 0, tzinfo=UTC)
SPAN = Span(END - timedelta(hours=3), END)
MINUTES = range(180)
LIMIT = {"label": "critical", "value": 0.8, "fill": "above", "color": "#d13212"}


def graph(title: str, *series: Any, **more: Any) -> dict[str, Any]:
    """A graph whose series are lists of values, a minute each."""
    start = SPAN.start.timestamp()
    drawn = [{"label": f"<{n}>", "values": list(v), "now": v[-1]} for n, v in enumerate(series)]
    found: dict[str, Any] = {"kind": "graph", "title": title, "unit": "", "least": 0}
    found |= {"limits": [LIMIT], "start": start, "spoken": title}
    if drawn:
        found |= {"at": [start + 60 * minute for minute in MINUTES], "series": drawn}
    return found | more


def alarm(label: str, state: str) -> dict[str, Any]:
    """One tile."""
    about = {
        "word": state.lower(),
        "severity": "critical",
        "about": "why",
        "href": "https://e.org/",
    }
    return {"label": label, "state": state, **about}


def made() -> View:
    """The view: 24 by 12 units."""
    wave = [minute % 60 / 100 for minute in MINUTES]
    gap = [None if 60 < minute < 90 else 0.2 for minute in MINUTES]
    states = [alarm("on", "ALARM"), alarm("off", "OK"), alarm("mute", "INSUFFICIENT_DATA")]
    nothing = {"why": {"text": "No failure in 3 hours.", "tone": "go"}}
    board = "<style>p{color:#16191f;background:#fff}</style><p>NO-GO</p>"
    widgets: list[tuple[tuple[int, int, int, int], dict[str, Any]]] = [
        ((0, 0, 8, 3), {"kind": "text", "html": "<h1>prod: Launch</h1><p>where to meet</p>"}),
        (
            (8, 0, 16, 3),
            {
                "kind": "alarms",
                "title": "Alarms: 1 of 4 on",
                "alarms": [*states, alarm("lost", "gone")],
            },
        ),
        ((0, 3, 24, 1), {"kind": "text", "html": "<h2>Calls</h2>"}),
        ((0, 4, 8, 4), graph("One line", wave)),
        ((8, 4, 8, 4), graph("Several lines", wave, gap)),
        ((16, 4, 8, 4), graph("Nothing failed", **nothing)),
        ((0, 8, 12, 4), {"kind": "html", "title": "Board", "light": board, "dark": board}),
        (
            (12, 8, 12, 4),
            {"kind": "nothing", "title": "Log", "why": {"text": "not here", "tone": "unsure"}},
        ),
    ]
    placed = [dict(zip("xywh", place, strict=True)) | shown for place, shown in widgets]
    return View("golive-prod-launch", "prod: launch", END, SPAN, "these metrics", placed)
