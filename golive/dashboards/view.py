"""A dashboard as a page draws it: JSON of its widgets, each with its place and what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from golive.dashboards import alarms, graphs
from golive.dashboards.account import Account, Span, Unreadable
from golive.dashboards.asked import Line, lines
from golive.dashboards.markdown import html
from golive.policy import is_mapping, several

if TYPE_CHECKING:
    from golive.environment import Environment

THEMES = ("light", "dark")
Widget = Mapping[str, Any]
Shown = dict[str, Any]


@dataclass(slots=True)
class View:
    """What is shown of one dashboard, when it was read, and what could not be read."""

    name: str
    title: str
    read_at: datetime
    span: Span
    simulated: str = ""
    widgets: list[Shown] = field(default_factory=list[Shown])
    unread: list[str] = field(default_factory=list[str])

    def to_json(self) -> dict[str, Any]:
        """As the page's script takes it: times in seconds since 1970."""
        return {
            "name": self.name,
            "title": self.title,
            "read_at": self.read_at.timestamp(),
            "start": self.span.start.timestamp(),
            "end": self.span.end.timestamp(),
            "simulated": self.simulated,
            "rows": max((w["y"] + w["h"] for w in self.widgets), default=1),
            "widgets": self.widgets,
        }


def view(account: Account, environment: Environment, name: str, hours: float) -> View:
    """Read a dashboard and all that it shows; NoDashboard, or Unreadable where it can't be."""
    widgets: list[Widget] = [w for w in several(account.body(name).get("widgets")) if is_mapping(w)]
    span = Span.last(hours)
    title = name.removeprefix(f"{environment.prefix}-").replace("-", " ")
    made = View(name, f"{environment.name}: {title}", datetime.now(UTC), span, account.simulated)
    asked = {at: _asked(at, w, span) for at, w in enumerate(widgets) if w["type"] == "metric"}
    data = account.data(list(asked.values()))
    described = _states(account, widgets, made)
    for at, widget in enumerate(widgets):
        properties: Mapping[str, Any] = widget["properties"]
        match widget["type"]:
            case "text":
                shown: Shown = {"kind": "text", "html": html(properties["markdown"])}
            case "metric":
                own, wanted = asked[at]
                shown = graphs.shown(properties, wanted, data, own)
            case "alarm":
                shown = alarms.shown(properties, described, environment)
            case "custom":
                shown = _custom(account, widget, made)
            case other:
                shown = _nothing(properties, f"{other} widgets are drawn by the console only.")
        if shown.get("unread"):
            made.unread.append(f"{shown['title']}: {shown['unread']}")
        made.widgets.append({**_place(widget), **shown})
    return made


def _asked(at: int, widget: Widget, span: Span) -> tuple[Span, list[Line]]:
    own = span.of(widget["properties"])
    return own, lines(at, widget["properties"], own.seconds)


def _states(account: Account, widgets: Sequence[Widget], made: View) -> alarms.Described:
    arns = [a for w in widgets if w["type"] == "alarm" for a in w["properties"]["alarms"]]
    try:
        return account.states(list(dict.fromkeys(map(alarms.name_of, arns))))
    except Unreadable as error:
        made.unread.append(str(error))
        return {}


def _custom(account: Account, widget: Widget, made: View) -> Shown:
    """The function's HTML in both themes, asked for as CloudWatch does (User Guide, custom
    widgets)."""
    properties = widget["properties"]
    title = str(properties.get("title", ""))
    try:
        drawn = {
            theme: account.drawn(properties["endpoint"], _event(properties, made, theme))
            for theme in THEMES
        }
    except Unreadable as error:
        return _nothing(properties, str(error)) | {"unread": str(error)}
    return {"kind": "html", "title": title, **drawn}


def _event(properties: Mapping[str, Any], made: View, theme: str) -> dict[str, Any]:
    start, end = (round(at.timestamp() * 1000) for at in (made.span.start, made.span.end))
    context: dict[str, Any] = {
        "dashboardName": made.name,
        "theme": theme,
        "title": properties.get("title", ""),
        "locale": "en",
        "timezone": {"label": "UTC", "offsetISO": "+00:00", "offsetInMinutes": 0},
        "timeRange": {"mode": "relative", "start": start, "end": end},
        "params": properties.get("params", {}),
        "forms": {"all": {}},
    }
    return {**properties.get("params", {}), "widgetContext": context}


def _nothing(properties: Mapping[str, Any], text: str) -> Shown:
    why = {"text": text, "tone": "unsure"}
    return {"kind": "nothing", "title": str(properties.get("title", "")), "why": why}


def _place(widget: Widget) -> Shown:
    names = {"x": "x", "y": "y", "w": "width", "h": "height"}
    return {short: int(widget.get(name, 0)) for short, name in names.items()}
