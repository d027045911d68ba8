"""Whether an alarm watches what its row of the table says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from golive.alarms.table import PLACE, Declared, Row, Share, by_id, rows
from golive.facts.monitoring import Alarm
from golive.facts.words import Named
from golive.model import Ref

SETTINGS = {
    "comparison": "comparison",
    "evaluation_periods": "evaluation_periods",
    "datapoints": "datapoints",
    "missing": "missing",
}
METRIC = {
    "namespace": "namespace",
    "metric": "metric",
    "statistic": "statistic",
}
PERIOD = {"period_seconds": "period"}
"""The fact's field, and the row's."""


def row_of(name: str) -> Row | None:
    """The row of an alarm called `golive-<environment>-<row>`; the longest that fits."""
    fits = [row for row in rows() if name.startswith("golive-") and name.endswith(f"-{row.id}")]
    return max(fits, key=lambda row: len(row.id), default=None)


def differences(
    alarm: Alarm, row: Row, declared: Mapping[str, float] | None = None
) -> Iterator[tuple[str, object, object]]:
    """Each field that isn't the row's: its name, the alarm's value, the row's.

    A row with `each` is a query, and names no metric beside it. Without what is
    `declared`, a threshold is only known to be what some environment may have.
    """
    fields = SETTINGS | (PERIOD if row.each else METRIC | PERIOD)
    for field, of_row in fields.items():
        found, wanted = getattr(alarm, field), getattr(row, of_row)
        if found != wanted:
            yield field, found, wanted
    if not row.each and alarm.dimensions.keys() != row.dimensions.keys():
        yield "dimensions", ", ".join(alarm.dimensions), ", ".join(row.dimensions)
    for name, value in () if row.each else row.dimensions.items():
        if not PLACE.search(value) and alarm.dimensions.get(name, value) != value:
            yield name, alarm.dimensions[name], value
    if row.each and not _form(row.id).fullmatch(str(alarm.query)):
        yield "query", alarm.query, row.query({place: f"<{place}>" for place in row.places})
    wanted = _limit(alarm.threshold, row, declared)
    if alarm.threshold != wanted:
        yield "threshold", f"{alarm.threshold:g}", f"{wanted:g}"


def _limit(found: float, row: Row, declared: Mapping[str, float] | None) -> float:
    if declared is not None:
        return row.limit(declared)
    if isinstance(row.threshold, Share | Declared):
        return row.threshold.likely(found)
    return row.threshold


def watched(alarm: Alarm, row: Row) -> Mapping[str, str]:
    """What the alarm has in each place of its row; empty where it differs from the row."""
    if row.each:
        found = _form(row.id).fullmatch(str(alarm.query))
        return found.groupdict() if found else {}
    return {
        place: _written(alarm.dimensions[name])
        for name, value in row.dimensions.items()
        for place in PLACE.findall(value)
        if name in alarm.dimensions
    }


@cache
def _form(identifier: str) -> re.Pattern[str]:
    """The query of a row, whatever stands in its places."""
    row = by_id()[identifier]
    form = re.escape(row.query({place: f"~{place}~" for place in row.places}))
    for place in row.places:
        form = form.replace(re.escape(f"~{place}~"), f"(?P<{place}>[^']+)")
    return re.compile(form)


def _written(value: Named) -> str:
    """As in a text, where a reference stands in brackets."""
    return f"<{value}>" if isinstance(value, Ref) else str(value)
