"""What a graph asks of CloudWatch: its metrics and expressions as queries of GetMetricData.

Sources: CloudWatch API Reference, Dashboard body structure and syntax (metric widgets), and
GetMetricData; User Guide, Metrics Insights limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from golive.account.metrics import MOST_QUERIES
from golive.alarms.selection import parsed
from golive.policy import several
from golive.widgets import written_out

MOST_POINTS = 1440
"""Of a series; over a longer time its period is longer."""
PERIOD, STATISTIC = 300, "Average"
"""Where a widget says nothing."""
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One query of a graph, by an id that is the dashboard's own; hidden ones feed expressions."""

    id: str
    query: Mapping[str, Any]
    label: str
    visible: bool
    metric: tuple[str, str]
    """Namespace and name; of an expression empty, of a Metrics Insights query those it asks for."""

    @property
    def period(self) -> int:
        """Seconds."""
        return int(self.query.get("Period") or self.query["MetricStat"]["Period"])

    @property
    def insights(self) -> bool:
        """Whether it is a query of Metrics Insights, which has a series for each of its groups."""
        return bool(asks(str(self.query.get("Expression", "")))[0])


def lines(number: int, properties: Mapping[str, Any], span_seconds: float) -> list[Line]:
    """The queries of a dashboard's widget, which is the `number`-th of it."""
    listed = list(written_out(several(properties.get("metrics"))))
    ids = {str(o.get("id") or f"m{at}"): f"w{number}_{at}" for at, (_, o) in enumerate(listed, 1)}
    made = zip(ids.items(), listed, strict=True)
    return [
        _line(new, old, row, options, properties, ids, span_seconds)
        for (old, new), (row, options) in made
    ]


def batches(graphs: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Calls: a graph's lines stay together, and a Metrics Insights query is the only one of its
    call (User Guide, Metrics Insights limits)."""
    batch: list[Line] = []
    for graph in graphs:
        yield from ([line] for line in graph if line.insights)
        rest = [line for line in graph if not line.insights]
        if len(batch) + len(rest) > MOST_QUERIES:
            yield batch
            batch = []
        batch += rest
    if batch:
        yield batch


def period(wanted: int, span_seconds: float) -> int:
    """Seconds: as wanted, or whole minutes that leave a series drawable."""
    least = -(-span_seconds // MOST_POINTS // MINUTE) * MINUTE
    return int(max(wanted, least))


def _line(
    id: str,
    old: str,
    row: Sequence[str],
    options: Mapping[str, Any],
    properties: Mapping[str, Any],
    ids: Mapping[str, str],
    span: float,
) -> Line:
    seconds = period(int(options.get("period") or properties.get("period") or PERIOD), span)
    visible = options.get("visible", True) is not False
    about = {"Id": id, "ReturnData": visible}
    if text := options.get("expression"):
        query = about | {"Expression": _renamed(text, ids), "Period": seconds}
        return Line(id, query, str(options.get("label", "")), visible, asks(text))
    namespace, name, *named = row
    dimensions = [{"Name": n, "Value": v} for n, v in zip(named[::2], named[1::2], strict=True)]
    stat = options.get("stat") or properties.get("stat") or STATISTIC
    metric = {"Namespace": namespace, "MetricName": name, "Dimensions": dimensions}
    query = about | {"MetricStat": {"Metric": metric, "Period": seconds, "Stat": stat}}
    return Line(id, query, str(options.get("label") or name), visible, (namespace, name))


def asks(expression: str) -> tuple[str, str]:
    """Namespace and metric of a Metrics Insights query; empty for metric math."""
    found = parsed(expression)
    return (found.namespace, found.metric) if found else ("", "")


def _renamed(expression: str, ids: Mapping[str, str]) -> str:
    if asks(expression)[0]:
        return expression
    return re.sub(r"\b[a-z]\w*\b", lambda found: ids.get(found[0], found[0]), expression)
