"""Metrics Insights queries of one form: one function of one metric, grouped by one dimension.

Sources: CloudWatch User Guide, Metrics Insights query components and syntax; Create an alarm based
on a Multi Time Series Metrics Insights query; Limits (the latest 3 hours, 500 time series).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Point, Store, Values, Window

FUNCTIONS = {
    "AVG": "Average",
    "COUNT": "SampleCount",
    "MAX": "Maximum",
    "MIN": "Minimum",
    "SUM": "Sum",
}
HOURS = 3
SERIES = 500
NAME = r'(?:"[^"]+"|[\w.:/-]+)'
FORM = re.compile(
    rf"""SELECT\s+(?P<function>[A-Z]+)\((?P<metric>{NAME})\)
    \s+FROM\s+(?:SCHEMA\(\s*(?P<schema>{NAME}(?:\s*,\s*{NAME})*)\s*\)|(?P<namespace>{NAME}))
    (?:\s+WHERE\s+(?P<where>.+?))?
    \s+GROUP\s+BY\s+(?P<group>{NAME})
    \s+ORDER\s+BY\s+(?P=function)\(\)\s+(?:DESC|ASC)\s*""",
    re.VERBOSE,
)
TERM = re.compile(rf"({NAME})\s*=\s*'([^']*)'")


@dataclass(frozen=True)
class Query:
    """What it selects; `dimensions` are those that a SCHEMA names, else None: any."""

    statistic: str
    namespace: str
    metric: str
    dimensions: frozenset[str] | None
    where: Mapping[str, str]
    group: str

    def takes(self, dimensions: Mapping[str, str]) -> bool:
        """Whether a metric with these dimensions is one of it."""
        if self.dimensions is not None and self.dimensions ^ dimensions.keys():
            return False
        fits = all(dimensions.get(name) == value for name, value in self.where.items())
        return fits and self.group in dimensions


@lru_cache(maxsize=256)
def parsed(text: str) -> Query:
    """The query; CannotEvaluate for one of another form."""
    found = FORM.fullmatch(text.strip())
    terms = (
        [TERM.fullmatch(term) for term in re.split(r"\s+AND\s+", found["where"] or "")]
        if found
        else []
    )
    whole = found and (all(terms) or not found["where"]) and found["function"] in FUNCTIONS
    if not (found and whole):
        raise CannotEvaluate(f"the sandbox can't read the query {text}")
    schema = [_bare(name) for name in re.findall(NAME, found["schema"] or "")]
    return Query(
        FUNCTIONS[found["function"]],
        schema[0] if schema else _bare(found["namespace"]),
        _bare(found["metric"]),
        frozenset(schema[1:]) if schema else None,
        {_bare(term[1]): term[2] for term in terms if term},
        _bare(found["group"]),
    )


def contributors(text: str, store: Store, window: Window) -> dict[str, Values]:
    """A time series for each value of the dimension that it groups by, over the last 3 hours."""
    query = parsed(text)
    since = max(window.starts[0], window.now - HOURS * 3600)
    groups = defaultdict[str, list[Point]](list)
    for points in store.of_name.get((query.namespace, query.metric), ()):
        dimensions = points[0]["Dimensions"]
        if query.takes(dimensions):
            late = (point for point in points if point["Timestamp"] >= since)
            groups[dimensions[query.group]].extend(late)
    found = [(group, points) for group, points in groups.items() if points][:SERIES]
    return {group: window.values(points, query.statistic) for group, points in found}


def _bare(name: str) -> str:
    return name.strip('"')
