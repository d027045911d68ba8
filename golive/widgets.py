"""What a dashboard draws (CloudWatch User Guide, dashboard body structure and syntax)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from golive.facts.monitoring import Series
from golive.facts.words import Named
from golive.model import Unknown
from golive.policy import is_mapping, several

NONE: Mapping[str, Any] = {}
SAME, SAME_FRONT = ".", "..."
"""In a list of metrics: as above, and all as above up to the last value."""


def series(body: object, region: object) -> tuple[Series, ...] | Unknown:
    """The metrics that the widgets of a parsed dashboard body name, each once.

    Expressions name no metric of their own, and widgets of another account or Region than the
    dashboard's show none of ours.
    """
    if not is_mapping(body):
        return body if isinstance(body, Unknown) else Unknown("the dashboard's body is no object")
    found: dict[str, Series] = {}
    for widget in several(body.get("widgets")):
        rows = [] if _elsewhere(widget, region) else _rows(widget)
        if isinstance(rows, Unknown):
            return rows
        for row in rows:
            found.setdefault(repr(row), _series(row))
    return tuple(found.values())


def queries(body: object, region: object) -> tuple[Named, ...] | Unknown:
    """The Metrics Insights queries that the widgets draw, each once, as `series` takes them."""
    if not is_mapping(body):
        return body if isinstance(body, Unknown) else Unknown("the dashboard's body is no object")
    found: dict[str, Named] = {}
    for widget in several(body.get("widgets")):
        metrics = () if _elsewhere(widget, region) else _metrics(widget)
        if isinstance(metrics, Unknown):
            return metrics
        for _, options in written_out(metrics):
            query: Any = options.get("expression")
            if str(query).upper().startswith("SELECT "):
                found.setdefault(str(query), query)
    return tuple(found.values())


def _elsewhere(widget: Any, region: object) -> bool:
    properties = widget.get("properties") if is_mapping(widget) else None
    if not is_mapping(properties):
        return False
    there = properties.get("region", region)
    known = isinstance(there, str) and isinstance(region, str)
    return "accountId" in properties or (known and there != region)


def _rows(widget: Any) -> list[list[Any]] | Unknown:
    metrics = _metrics(widget)
    return metrics if isinstance(metrics, Unknown) else [r for r, _ in written_out(metrics) if r]


def _metrics(widget: Any) -> tuple[Any, ...] | Unknown:
    for step in ("properties", "metrics"):
        if isinstance(widget, Unknown):
            return widget
        widget = widget.get(step) if is_mapping(widget) else None
    return widget if isinstance(widget, Unknown) else several(widget)


def written_out(metrics: tuple[Any, ...]) -> Iterator[tuple[list[Any], Mapping[str, Any]]]:
    """Each metric without shorthand: namespace, name, dimension, value, ..., and its options.

    An expression has options alone.
    """
    above: list[Any] = []
    for metric in metrics:
        row = [part for part in several(metric) if not is_mapping(part)]
        options: Mapping[str, Any] = next((p for p in several(metric) if is_mapping(p)), NONE)
        if not row:
            yield [], options
            continue
        if row[0] == SAME_FRONT:
            row = above[: len(above) - len(row) + 1] + row[1:]
        same = zip_longest(above[: len(row)], row)
        above = [before if part == SAME else part for before, part in same]
        yield above, options


def _series(row: list[Any]) -> Series:
    namespace, metric, *dimensions = [*row, Unknown("a widget names no metric")][: max(len(row), 2)]
    pairs = zip(dimensions[::2], dimensions[1::2], strict=False)
    values: dict[str, Any] = {
        "namespace": namespace,
        "metric": metric,
        "dimensions": dict(pairs),
    }
    return Series(**values)
