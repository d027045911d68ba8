"""Whether a row of the table can fire: its metric, dimensions, statistic and threshold.

What the vocabulary of metrics (`metrics.toml`) doesn't know is refused, because CloudWatch takes
an alarm on anything, and one on a metric that nobody publishes stays quiet for ever.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from golive.alarms.metrics import ANY, MOST, Metric, find, namespaces, reach
from golive.alarms.row import Row

PERCENTILES = "p0 to p100"
FEW = 3
"""Names that are alike and named in a mistake."""


class TableError(ValueError):
    """A table with rows that can't be right; its text has a line for each mistake."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One value of one row that can't be right, and what would be."""

    row: str
    key: str
    value: object
    allowed: str

    def __str__(self) -> str:
        return f"{self.row}: {self.key} is {self.value!r}, allowed: {self.allowed}"


def check(rows: Iterable[Row]) -> None:
    """TableError when some row has a mistake."""
    if found := [str(mistake) for row in rows for mistake in mistakes(row)]:
        raise TableError("\n".join(found))


def mistakes(row: Row) -> Iterator[Mistake]:
    """Each mistake of a row. One with a `pattern` makes its metric itself, so that it exists."""
    if row.pattern:
        return
    known = namespaces()
    if row.namespace not in known:
        yield Mistake(row.id, "namespace", row.namespace, ", ".join(known))
        return
    for key, name in _named(row):
        metric = find(row.namespace, name)
        if metric is None or metric.name != name:
            yield Mistake(row.id, key, name, _alike(row.namespace, name, metric))
        else:
            yield from _use(row, metric)
    yield from _threshold(row)


def _named(row: Row) -> Iterator[tuple[str, str]]:
    """The key that names a metric, and the name."""
    if not row.expression:
        yield "metric", row.metric
    for input, name in row.inputs.items():
        yield f"inputs.{input}", name


def _alike(namespace: str, name: str, spelled: Metric | None) -> str:
    if spelled:
        return f"{spelled.name} ({spelled.doubt})"
    metrics = namespaces()[namespace].metrics
    near = difflib.get_close_matches(name, metrics, FEW)
    return " or ".join(near) if near else f"a metric of {namespace} in metrics.toml"


def _use(row: Row, metric: Metric) -> Iterator[Mistake]:
    """Dimensions, statistic and unit of a metric that there is."""
    asked: dict[str, object] = {**row.dimensions, **({row.each: None} if row.each else {})}
    if not (metric.has(asked) if row.each else metric.fits(asked)):
        shown = ", ".join(f"{name} = {value or 'each'}" for name, value in asked.items())
        yield Mistake(row.id, "dimensions", shown, _sets(metric))
    if not metric.takes(row.statistic):
        useful = (PERCENTILES if each == "p" else each for each in metric.statistics)
        yield Mistake(row.id, "statistic", row.statistic, ", ".join(useful))
    if not row.expression and row.unit != metric.unit:
        yield Mistake(row.id, "unit", row.unit, metric.unit)


def _sets(metric: Metric) -> str:
    """Its sets of dimensions in words: a name, or a name with the one value that it has."""

    def one(name: str, value: str) -> str:
        return name if value == ANY else f"{name} = {value}"

    sets = [", ".join(one(*item) for item in each.items()) or "none" for each in metric.sets]
    return "; or ".join(sets)


def _threshold(row: Row) -> Iterator[Mistake]:
    """Beyond which some value of the metric must be, and some not."""
    metric = None if row.expression else find(row.namespace, row.metric)
    most = metric.most if metric else MOST.get(row.unit, math.inf)
    for limit in row.limits:
        if reach(row.comparison, limit, most) != "sometimes":
            allowed = f"one that some values from 0 to {most:g} pass, and others don't"
            yield Mistake(row.id, "threshold", limit, allowed)
