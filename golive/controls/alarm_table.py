"""Line 2.6.3: alarms are as the alarm table says, nobody silences them, and somebody hears."""

from __future__ import annotations

from golive.alarms.match import differences, row_of
from golive.controls.control import Finding, control
from golive.facts.monitoring import Alarm
from golive.facts.operations import AlarmTable, Listeners, Mutes
from golive.model import Ref, Side, Text

SHOWN = 3


@control("2.6.3", Alarm, fix="Change the alarm table, or put the alarm back as the table says.")
def alarm_as_in_table(alarm: Alarm, side: Side) -> Finding | None:
    """An alarm of the table has its row's metric, statistic, period, threshold and missing data."""
    row = None if isinstance(alarm.name, Ref | Text) else row_of(alarm.name)
    if row is None:
        return None
    for field, found, wanted in differences(alarm, row):
        return Finding(field, f"has the {field} {found}, the alarm table says {wanted}")
    return None


@control("2.6.3", AlarmTable, fix="Deploy Operations again, or correct the environment file.")
def table_is_watched(table: AlarmTable, side: Side) -> Finding | None:
    """Every row that the environment has is an alarm, with its threshold at the declared peak."""
    if table.missing:
        return Finding("missing", f"has no alarm for {_some(table.missing)} of the alarm table")
    if table.changed:
        return Finding("changed", f"has alarms unlike the alarm table: {_some(table.changed)}")
    return None


@control("2.6.3", Mutes, fix="Delete the mute rule, or let it end at the launch.")
def mutes_end_at_launch(mutes: Mutes, side: Side) -> Finding | None:
    """No rule mutes an alarm of the environment beyond the launch."""
    for name, end in mutes.ends.items():
        if end is None or end > mutes.launch:
            until = f"until {end:%F %R} UTC" if end else "without an end"
            return Finding("ends", f"has alarms that {name} mutes {until}, beyond the launch")
    return None


@control("2.6.3", Listeners, fix="Let the recipient confirm, and remove the filter policy.")
def topic_is_heard(listeners: Listeners, side: Side) -> Finding | None:
    """Each topic has a confirmed subscription that takes every message."""
    if listeners.hearing:
        return None
    silent = f"{listeners.pending} not confirmed, {listeners.filtered} filtered"
    return Finding("hearing", f"has nobody who hears each alarm: {silent}")


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
