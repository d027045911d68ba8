"""Metrics Insights queries, taken apart.

As alarms have them (CloudWatch User Guide, Metrics Insights query components and syntax).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

STATISTICS = {
    "AVG": "Average",
    "COUNT": "SampleCount",
    "MAX": "Maximum",
    "MIN": "Minimum",
    "SUM": "Sum",
}
SELECT = re.compile(
    r"""\s*SELECT\s+(?P<function>\w+)\s*\(\s*"?(?P<metric>[^")]+?)"?\s*\)
    \s+FROM\s+(?:SCHEMA\s*\(\s*"(?P<of>[^"]+)"\s*(?P<schema>[^)]*)\)|"(?P<all>[^"]+)")
    (?:\s+WHERE\s+(?P<where>.+?))?
    (?:\s+GROUP\s+BY\s+(?P<group>.+?))?
    (?P<order>\s+ORDER\s+BY\s+.+?)?
    (?:\s+LIMIT\s+(?P<limit>\d+))?\s*;?\s*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
NAME = re.compile(r"\"([^\"]+)\"|([\w.-]+)")
AND = re.compile(r"\s+AND\s+", re.IGNORECASE)
EQUALS = re.compile(r"(?:\"([^\"]+)\"|([\w.-]+))\s*(?:=\s*'([^']*)'|!=\s*'[^']*')", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Select:
    """One query; `schema` is None where it takes the metric whatever its dimensions are.

    `where` are the dimensions that must have a value; None for one that must not have some value.
    `plain` is a query without a schema all of whose conditions are such values.
    """

    metric: str
    namespace: str
    statistic: str
    schema: frozenset[str] | None
    where: Mapping[str, str | None]
    group: tuple[str, ...]
    ordered: bool
    limit: int | None
    plain: bool

    @property
    def dimensions(self) -> dict[str, str | None]:
        """Those that a series must have to be found, with the values that are asked for."""
        return dict.fromkeys((*(self.schema or ()), *self.group)) | dict(self.where)

    @property
    def whole(self) -> bool:
        """Whether it may take a series that has more dimensions than it speaks of."""
        return self.schema is None

    @property
    def strays(self) -> bool:
        """Whether it speaks of a dimension that its schema doesn't have."""
        return self.schema is not None and self.dimensions.keys() != self.schema


def parsed(expression: str) -> Select | None:
    """The query; None for what is none."""
    found = SELECT.fullmatch(expression)
    if found is None:
        return None
    limit, schema = found["limit"], found["schema"]
    conditions = AND.split(found["where"]) if found["where"] else []
    return Select(
        metric=found["metric"],
        namespace=found["of"] or found["all"],
        statistic=STATISTICS.get(found["function"].upper(), found["function"]),
        schema=None if schema is None else frozenset(_names(schema)),
        where={a or b: value or None for a, b, value in EQUALS.findall(found["where"] or "")},
        group=tuple(_names(found["group"] or "")),
        ordered=found["order"] is not None,
        limit=int(limit) if limit else None,
        plain=schema is None and all(map(_equality, conditions)),
    )


def _equality(condition: str) -> bool:
    found = EQUALS.fullmatch(condition.strip())
    return found is not None and found[3] is not None


def _names(text: str) -> list[str]:
    return [quoted or plain for quoted, plain in NAME.findall(text)]
