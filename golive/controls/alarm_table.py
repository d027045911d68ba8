"""Lines 2.6.1 and 2.6.3: alarms are as the alarm table says, are drawn, and somebody hears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from golive.alarms.match import Place, address, differences, divided, row_for, row_of, watched
from golive.alarms.row import Row
from golive.controls.control import Finding, control, first, listing, subject_of
from golive.controls.several import some
from golive.controls.statements import written
from golive.controls.telling import tells_people
from golive.facts.monitoring import Alarm, Dashboard, Input, Series
from golive.facts.operations import AlarmTable, Listeners
from golive.model import Ref, Side

Metric = tuple[str, str, tuple[tuple[str, str], ...]]
"""Namespace, name, dimensions."""
TABLE = "table"
"""The place of the things that we make, each once."""


@control("2.6.3", Alarm, fix="Change the alarm table, or put the alarm back as the table says.")
def alarm_as_in_table(alarm: Alarm, side: Side) -> Finding | None:
    """An alarm of the table has its row's metric, query, statistic, period, threshold and missing
    data, and watches what the table's other alarms watch in the same place."""
    row = row_for(alarm)
    if row is None:
        return None
    for field, found, wanted in differences(alarm, row):
        return Finding(field, f"has the {field} {found}, the alarm table says {wanted}")
    return first([_strange(alarm), *_astray(alarm, row, side)])


@control("2.6.1", Alarm, fix="Draw its metric on a dashboard, of the same dimensions.")
def alarm_is_drawn(alarm: Alarm, side: Side) -> Finding | None:
    """What an alarm of the table watches is drawn on a dashboard: its metrics, or its query."""
    row = row_for(alarm)
    if row is None:
        return None
    boards = [dashboard for _, dashboard in listing(side, Dashboard)]
    if row.each:
        shown = {written(query) for board in boards for query in board.queries}
        missing = written(alarm.query) not in shown
        return Finding("query", "asks what no dashboard draws") if missing else None
    drawn = _drawn(tuple(series for board in boards for series in board.series))
    for each in alarm.inputs or (alarm,):
        if _metric(each) not in drawn:
            field = "inputs" if alarm.inputs else "metric"
            return Finding(field, f"watches {each.metric}, and no dashboard draws that of the same")
    return None


@lru_cache(maxsize=2)
def _drawn(series: tuple[Series, ...]) -> frozenset[Metric]:
    return frozenset(map(_metric, series))


def _metric(of: Series | Input | Alarm) -> Metric:
    named = sorted((name, written(value)) for name, value in of.dimensions.items())
    return of.namespace, of.metric, tuple(named)


@control("2.6.3", AlarmTable, fix="Deploy Operations again, or correct the environment file.")
def table_is_watched(table: AlarmTable, side: Side) -> Finding | None:
    """Every row that the environment has is an alarm, with its threshold at the declared peak."""
    if table.missing:
        return Finding("missing", f"has no alarm for {some(table.missing)} of the alarm table")
    if table.changed:
        return Finding("changed", f"has alarms unlike the alarm table: {some(table.changed)}")
    return None


@control("2.6.3", Listeners, fix="Let the recipient confirm, and remove the filter policy.")
def topic_is_heard(listeners: Listeners, side: Side) -> Finding | None:
    """Each topic has somebody who confirmed and gets every message; a machine is nobody, but on a
    topic that no composite tells."""
    if listeners.hearing:
        return None
    if listeners.machines and not tells_people(subject_of(listeners, side), side):
        return None
    silent = f"{listeners.pending} not confirmed, {listeners.filtered} filtered"
    silent += f", {listeners.machines} that only a machine reads" if listeners.machines else ""
    return Finding("hearing", f"has nobody who hears each alarm: {silent}")


def _strange(alarm: Alarm) -> Finding | None:
    """Metrics know streams, functions and log groups by their names."""
    for dimension, value in alarm.dimensions.items():
        if isinstance(value, Ref) and value.attr == "Arn":
            return Finding("dimensions", f"looks for an ARN in {dimension}, where names are")
    return None


def _astray(alarm: Alarm, row: Row, side: Side) -> Iterator[Finding]:
    """The alarms of an environment agree on what is in a place, and no two places hold the same."""
    if divided(alarm):
        yield Finding("inputs", "watches different things in one expression")
    mine, start = watched(alarm, row), address(str(alarm.name), row)[0]
    alarms = tuple(other for _, other in listing(side, Alarm))
    for name, place, value in _places(alarms).get(start, ()):
        same = [one for one in mine if mine[one] == value and _apart(one, place)]
        if mine.get(place, value) != value or same:
            text = f"watches {', '.join(mine.values())}, and {name} {value}"
            yield Finding("dimensions", text)


@lru_cache(maxsize=2)
def _places(alarms: tuple[Alarm, ...]) -> Mapping[str, Sequence[tuple[str, Place, str]]]:
    """By how the names of an environment's alarms begin: whose alarm has what in which place."""
    found: dict[str, list[tuple[str, Place, str]]] = defaultdict(list)
    for alarm in alarms:
        if row := row_of(name := str(alarm.name)):
            start = address(name, row)[0]
            found[start] += ((name, place, value) for place, value in watched(alarm, row).items())
    return found


def _apart(one: Place, other: Place) -> bool:
    """Whether two places can't hold the same: things that an environment declares may."""
    if one.thing or other.thing:
        return one.name == other.name == TABLE and one != other
    return one != other
