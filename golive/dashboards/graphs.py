"""A graph as a page draws it: series on one time axis, thresholds, the newest values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from golive.dashboards.account import Answer, Series, Span
from golive.dashboards.asked import Line
from golive.dashboards.why import Why, why
from golive.model import Unknown

SIDES = {"above": "at or above", "below": "below"}


def shown(
    properties: Mapping[str, Any], asked: Sequence[Line], data: Mapping[str, Answer], span: Span
) -> dict[str, Any]:
    """What a metric widget shows, or why it shows nothing."""
    lines = [line for line in asked if line.visible]
    limits = [_limit(each) for each in properties.get("annotations", {}).get("horizontal", ())]
    left = properties.get("yAxis", {}).get("left", {})
    about: dict[str, Any] = {
        "kind": "graph",
        "title": str(properties.get("title", "")),
        "unit": str(left.get("label", "")),
        "least": left.get("min"),
        "limits": limits,
        "start": span.start.timestamp(),
    }
    unread = [answer.why for line in lines if isinstance(answer := data[line.id], Unknown)]
    series = [s for line in lines for s in _labelled(line, data[line.id], several=len(lines) > 1)]
    if unread and not series:
        return about | {"why": Why(unread[0], "unsure")._asdict(), "unread": unread[0]}
    if not series:
        return about | {"why": why(asked, _in(span))._asdict()}
    axis = _axis(series, asked)
    worst = sorted(series, key=lambda one: one.values[-1], reverse=_rising(limits))
    drawn = [_on_axis(one, axis) for one in worst]
    spoken = _spoken(about, drawn)
    return about | {"at": axis, "series": drawn, "spoken": spoken} | _partly(unread)


def _rising(limits: Sequence[Mapping[str, Any]]) -> bool:
    """Whether more is worse."""
    return not any(limit["fill"] == "below" for limit in limits)


def _partly(unread: Sequence[str]) -> dict[str, str]:
    return {"unread": unread[0]} if unread else {}


def _labelled(line: Line, answer: Answer, *, several: bool) -> list[Series]:
    """Of a query its groups, of anything else what the widget calls it."""
    if isinstance(answer, Unknown):
        return []
    if line.insights:
        return answer
    return [Series(line.label or one.label, one.at, one.values) for one in answer]


def _axis(series: Sequence[Series], asked: Sequence[Line]) -> list[float]:
    """Every period between the first datapoint and the last: what is missing leaves a gap."""
    first = min(one.at[0] for one in series)
    last = max(one.at[-1] for one in series)
    step = min(line.period for line in asked)
    return [first + step * n for n in range(round((last - first) / step) + 1)]


def _on_axis(one: Series, axis: Sequence[float]) -> dict[str, Any]:
    step = axis[1] - axis[0] if len(axis) > 1 else 1
    places = {round((at - axis[0]) / step): v for at, v in zip(one.at, one.values, strict=True)}
    values = [places.get(place) for place in range(len(axis))]
    return {"label": one.label, "values": values, "now": one.values[-1]}


def _limit(said: Mapping[str, Any]) -> dict[str, Any]:
    names = ("label", "value", "fill", "color")
    return {name: said.get(name, "") for name in names}


def _in(span: Span) -> str:
    hours = span.seconds / 3600
    return f"{hours:g} hours" if hours < 48 else f"{hours / 24:g} days"


def _spoken(about: Mapping[str, Any], drawn: Sequence[Mapping[str, Any]]) -> str:
    """What the picture says, for who doesn't see it."""
    newest = ", ".join(f"{one['label']} {one['now']:g}" for one in drawn[:5])
    more = f" and {len(drawn) - 5} more" if len(drawn) > 5 else ""
    limits = "; ".join(
        f"{each['label']} {SIDES.get(each['fill'], 'at')} {each['value']:g}"
        for each in about["limits"]
    )
    return f"{about['title']}: newest {newest}{more}" + (f"; {limits}" if limits else "")
