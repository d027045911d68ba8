"""Metrics Insights queries, as far as alarms of ours use them: anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from golive.alarms import selection

MOST_SERIES = 500
"""Series that an alarm on a query evaluates; beyond it sees only a part (CloudWatch User Guide,
How partial data is handled)."""


class BadQuery(ValueError):
    """A query that isn't known here; the message quotes it."""


class Query(NamedTuple):
    """One statistic over the metrics of a name whose dimensions are as `where` says.

    `each` is the dimension of which every value is a series of its own; empty for one series.
    """

    namespace: str
    metric: str
    statistic: str
    where: Mapping[str, str]
    each: str


def parsed(text: str) -> Query:
    """The query; raises BadQuery. A LIMIT is refused: it leaves series out by their values."""
    found = selection.parsed(text)
    if (
        found is None
        or not found.plain
        or found.limit is not None
        or len(found.group) > 1
        or found.statistic not in selection.STATISTICS.values()
    ):
        raise BadQuery(f"a query that is not known here: {text}")
    where = {name: str(value) for name, value in found.where.items()}
    return Query(found.namespace, found.metric, found.statistic, where, "".join(found.group))
