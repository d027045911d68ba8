"""A graph of a dashboard: what the alarms of one row watch, and where they fire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from golive.alarms import Row, Watch
from golive.environment import Environment

COLOURS = {"critical": "#d13212", "warning": "#ff9900"}
"""Of the thresholds."""
UNITS = {
    "Count": "",
    "Fraction": "1 is all",
    "Hours": "h",
    "Milliseconds": "ms",
    "Percent": "%",
    "Seconds": "s",
}

HOUR, DAY = 3600, 86400
"""Seconds: from such periods on a graph shows a time of its own, or it had no line to draw."""

Widget = dict[str, Any]


def graph(watches: Sequence[Watch], environment: Environment) -> Widget:
    """One graph for all things that a row watches, without its place on the dashboard."""
    row = watches[0].row
    left = {"min": 0, "showUnits": False} | ({"label": UNITS[row.unit]} if UNITS[row.unit] else {})
    properties = {
        "title": title(row),
        "region": environment.region,
        "view": "timeSeries",
        "stat": row.statistic,
        "period": row.period,
        "metrics": [line for i, watch in enumerate(watches) for line in _series(watch, i)],
        "annotations": {"horizontal": list(_limits(watches))},
        "yAxis": {"left": left},
        "legend": {"position": "bottom" if row.each or row.per else "hidden"},
    }
    if row.period >= HOUR:
        properties["start"] = "-P14D" if row.period >= DAY else "-P1D"
    return {"type": "metric", "properties": properties}


def title(row: Row) -> str:
    """What a graph is called."""
    return row.id.replace("-", " ").capitalize()


def _limits(watches: Sequence[Watch]) -> Iterator[Mapping[str, Any]]:
    """A line for each threshold; it names its things where they differ in it."""
    row = watches[0].row
    side = "below" if row.comparison == "LessThanThreshold" else "above"
    limits = sorted({watch.limit for watch in watches})
    for limit in limits:
        mine = ", ".join(watch.subject for watch in watches if watch.limit == limit)
        label = f"{row.severity}: {mine}" if len(limits) > 1 else row.severity
        yield {"label": label, "value": limit, "fill": side, "color": COLOURS[row.severity]}


def _series(watch: Watch, index: int) -> Iterator[list[Any]]:
    row = watch.row
    if row.each:
        yield [{"expression": watch.query, "id": f"each{index}", "period": row.period}]
        return
    named = [part for item in watch.dimensions.items() for part in item]
    label = watch.subject or title(row)
    if not row.expression:
        yield [row.namespace, row.metric, *named, {"label": label}]
        return
    yield [{"expression": _numbered(row, index), "id": f"result{index}", "label": label}]
    for name, metric in row.inputs.items():
        yield [row.namespace, metric, *named, {"id": f"{name}{index}", "visible": False}]


def _numbered(row: Row, index: int) -> str:
    """The row's expression over the inputs of one thing: ids are a graph's own."""
    names = "|".join(map(re.escape, row.inputs))
    return re.sub(rf"\b({names})\b", rf"\g<1>{index}", row.expression)
