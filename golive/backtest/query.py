"""Metrics Insights queries, as far as alarms of ours use them: anything else is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from golive.alarms.selection import STATISTICS

MOST_SERIES = 500
"""Series that an alarm on a query evaluates; beyond it sees only a part (CloudWatch User Guide,
How partial data is handled)."""
FORM = re.compile(
    r"""\s*SELECT\s+(?P<function>\w+)\(\s*"?(?P<metric>[\w.:/-]+)"?\s*\)
    \s+FROM\s+"(?P<namespace>[^"]+)"
    (\s+WHERE\s+(?P<where>.+?))?
    (\s+GROUP\s+BY\s+"?(?P<each>[\w. -]+?)"?)?
    (\s+ORDER\s+BY\s+(?P=function)\(\)(\s+(ASC|DESC))?)?
    (\s+LIMIT\s+\d+)?\s*""",
    re.VERBOSE,
)
EQUAL = re.compile(r"""\s*"?(?P<name>[\w. -]+?)"?\s*=\s*'(?P<value>[^']*)'\s*""")


class BadQuery(ValueError):
    """A query that isn't known here; the message says which part."""


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
    found = FORM.fullmatch(text)
    if not found or found["function"] not in STATISTICS or re.search(r"\sLIMIT\s", text):
        raise BadQuery(f"a query that is not known here: {text}")
    where: dict[str, str] = {}
    for part in re.split(r"\s+AND\s+", found["where"]) if found["where"] else ():
        equal = EQUAL.fullmatch(part)
        if not equal:
            raise BadQuery(f"a condition that is not known here: {part}")
        where[equal["name"]] = equal["value"]
    statistic = STATISTICS[found["function"]]
    return Query(found["namespace"], found["metric"], statistic, where, found["each"] or "")
