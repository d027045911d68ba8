"""Whether an alarm watches what its row of the table says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from golive.alarms.row import PLACE, Declared, Row, Share
from golive.alarms.table import by_id, rows
from golive.facts.monitoring import Alarm
from golive.facts.words import Named
from golive.model import Ref, Text

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


@lru_cache(maxsize=1024)
def row_of(name: str) -> Row | None:
    """The row of an alarm called `golive-<environment>-<row>`; the longest that fits.

    A row that is `per` thing has the thing's name after a dot.
    """
    stem, _, thing = name.partition(".")
    fits = [row for row in rows() if stem.startswith("golive-") and stem.endswith(f"-{row.id}")]
    found = max(fits, key=lambda row: len(row.id), default=None)
    return found if found and bool(found.per) == bool(thing) else None


def row_for(alarm: Alarm) -> Row | None:
    """The row of an alarm whose name a template or an account tells."""
    return None if isinstance(alarm.name, Ref | Text) else row_of(alarm.name)


def differences(
    alarm: Alarm, row: Row, declared: Mapping[str, float] | None = None
) -> Iterator[tuple[str, object, object]]:
    """Each field that isn't the row's: its name, the alarm's value, the row's.

    A row with `each` is a query, one with an `expression` has inputs: neither names a metric
    beside it. Without what is `declared`, a threshold is only known to be what some environment
    may have.
    """
    plain = not (row.each or row.expression)
    fields = SETTINGS | (METRIC | PERIOD if plain else PERIOD)
    for field, of_row in fields.items():
        found, wanted = getattr(alarm, field), getattr(row, of_row)
        if found != wanted:
            yield field, found, wanted
    for dimensions in () if row.each else dimensions_of(alarm):
        yield from _dimensions(dimensions, row)
    if row.expression:
        yield from _math(alarm, row)
    if row.each and not _form(row.id).fullmatch(str(alarm.query)):
        yield "query", alarm.query, row.query({place: f"<{place}>" for place in row.places})
    wanted = _limit(alarm.threshold, row, declared)
    if alarm.threshold != wanted:
        yield "threshold", f"{alarm.threshold:g}", f"{wanted:g}"


def dimensions_of(alarm: Alarm) -> list[Mapping[str, Named]]:
    """Those of its metric, or of each input of its expression."""
    return [each.dimensions for each in alarm.inputs] or [alarm.dimensions]


def _dimensions(found: Mapping[str, Named], row: Row) -> Iterator[tuple[str, object, object]]:
    if found.keys() != row.dimensions.keys():
        yield "dimensions", ", ".join(found), ", ".join(row.dimensions)
    for name, value in row.dimensions.items():
        if not PLACE.search(value) and found.get(name, value) != value:
            yield name, found[name], value


def _math(alarm: Alarm, row: Row) -> Iterator[tuple[str, object, object]]:
    """The expression, and the metric, statistic and period of each of its inputs."""
    if alarm.query != row.expression:
        yield "query", alarm.query, row.expression
    wanted = {(n, row.namespace, m, row.statistic, row.period) for n, m in row.inputs.items()}
    found = {(i.id, i.namespace, i.metric, i.statistic, i.period_seconds) for i in alarm.inputs}
    if found != wanted:
        yield "inputs", sorted(map(str, found)), sorted(map(str, wanted))


def _limit(found: float, row: Row, declared: Mapping[str, float] | None) -> float:
    if declared is not None:
        return row.limit(declared)
    if isinstance(row.threshold, Share | Declared):
        return row.threshold.likely(found)
    return row.threshold


class Place(NamedTuple):
    """A place of a row; `thing` is empty where the place is the environment's."""

    name: str
    thing: str


def address(name: str, row: Row) -> tuple[str, str]:
    """What an alarm's name has beside its row: its begin, and the thing."""
    stem, _, thing = name.partition(".")
    return stem.removesuffix(row.id), thing


@lru_cache(maxsize=512)
def watched(alarm: Alarm, row: Row) -> Mapping[Place, str]:
    """What the alarm has in each place of its row; empty where it differs from the row."""
    thing = address(str(alarm.name), row)[1]
    if row.each:
        found = _form(row.id).fullmatch(str(alarm.query))
        named = found.groupdict() if found else {}
    else:
        named = _filled(dimensions_of(alarm)[0], row)
    shared = _shared()
    return {Place(place, "" if place in shared else thing): v for place, v in named.items()}


def divided(alarm: Alarm) -> bool:
    """Whether the metrics of its expression are of different things."""
    found = [{n: _written(v) for n, v in each.items()} for each in dimensions_of(alarm)]
    return any(each != found[0] for each in found)


def _filled(dimensions: Mapping[str, Named], row: Row) -> dict[str, str]:
    return {
        place: _written(dimensions[name])
        for name, value in row.dimensions.items()
        for place in PLACE.findall(value)
        if name in dimensions
    }


@cache
def _shared() -> frozenset[str]:
    """The places that are the environment's: a row without things has them."""
    return frozenset(place for row in rows() if not row.per for place in row.places)


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
