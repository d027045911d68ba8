"""Whether an alarm watches what its row of the table says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golive.alarms.table import Row, Share, rows
from golive.facts.monitoring import Alarm

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
    "period_seconds": "period",
}
"""The fact's field, and the row's."""


def row_of(name: str) -> Row | None:
    """The row of an alarm called `golive-<environment>-<row>`; the longest that fits."""
    fits = [row for row in rows() if name.startswith("golive-") and name.endswith(f"-{row.id}")]
    return max(fits, key=lambda row: len(row.id), default=None)


def differences(
    alarm: Alarm, row: Row, peak: Mapping[str, int] | None = None
) -> Iterator[tuple[str, object, object]]:
    """Each field that isn't the row's: its name, the alarm's value, the row's.

    A row with `each` is a query, and names no metric. Without a `peak`, a share of it is only
    known to be a whole number that is not below its least.
    """
    fields = SETTINGS | ({} if row.each else METRIC)
    for field, of_row in fields.items():
        found, wanted = getattr(alarm, field), getattr(row, of_row)
        if found != wanted:
            yield field, found, wanted
    if not row.each and alarm.dimensions.keys() != row.dimensions.keys():
        yield "dimensions", ", ".join(alarm.dimensions), ", ".join(row.dimensions)
    wanted = _limit(alarm.threshold, row, peak)
    if alarm.threshold != wanted:
        yield "threshold", f"{alarm.threshold:g}", f"{wanted:g}"


def _limit(found: float, row: Row, peak: Mapping[str, int] | None) -> float:
    if peak is not None:
        return row.limit(peak)
    if not isinstance(row.threshold, Share):
        return row.threshold
    whole = found >= row.threshold.least and found == int(found)
    return found if whole else row.threshold.least
