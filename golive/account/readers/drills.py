"""What drills kept of each alarm, and whether it is still set as it was then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from golive.account.arns import ALARM
from golive.account.kept import newest
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.alarms.deployed import Described, settings
from golive.alarms.heartbeat import NAME as HEARTBEAT
from golive.facts.drills import BEAT, AlarmDrill

FOLDER = "drills"
MOST = 12
"""Drills looked at: each holds the alarms that it drilled, one `--all` every one."""
NEVER: Mapping[str, Any] = {}


@reader(
    AlarmDrill,
    ALARM,
    changed="MetricAlarms[].AlarmConfigurationUpdatedTimestamp",
    same="MetricAlarms[]",
    fired="drills/: alarms[].fired",
    delivered="drills/: alarms[].delivered",
    cleared="drills/: alarms[].cleared",
    path="drills/: alarms[].path",
)
def alarm_drill(read: Reading, subject: Resource) -> AlarmDrill:
    listed = _listed(read)
    alarm = _alarm(listed, subject.physical)
    beats = subject.physical == f"{read.environment.prefix}-{HEARTBEAT}"
    entry: Mapping[str, Any] = {**NEVER, "depth": BEAT} if beats else _entry(read, subject.physical)
    return AlarmDrill(
        fired=_moment(entry, "fired"),
        delivered=_moment(entry, "delivered"),
        cleared=_moment(entry, "cleared"),
        changed=alarm["AlarmConfigurationUpdatedTimestamp"].astimezone(UTC),
        same=entry.get("settings") == settings(alarm, listed.get("CompositeAlarms", [])),
        depth=entry.get("depth", ""),
        path=entry.get("path", ""),
        muted=entry.get("muted", False),
    )


def _listed(read: Reading) -> Mapping[str, Any]:
    kinds, prefix = ["MetricAlarm", "CompositeAlarm"], read.environment.prefix
    return read.ask("cloudwatch:DescribeAlarms", AlarmTypes=kinds, AlarmNamePrefix=prefix)


def _alarm(listed: Mapping[str, Any], name: str) -> Described:
    found = (alarm for alarm in listed.get("MetricAlarms", []) if alarm["AlarmName"] == name)
    if (alarm := next(found, None)) is None:
        raise Gone
    return alarm


def _entry(read: Reading, name: str) -> Mapping[str, Any]:
    """The newest drill of an alarm that made it fire, or else the newest of all."""
    drills = (d for d in newest(read, FOLDER, MOST) if d["environment"] == read.environment.name)
    mine = [entry for drill in drills for entry in drill["alarms"] if entry["alarm"] == name]
    return next((entry for entry in mine if entry["fired"]), mine[0] if mine else NEVER)


def _moment(entry: Mapping[str, Any], name: str) -> datetime | None:
    said = entry.get(name)
    return datetime.fromisoformat(said).astimezone(UTC) if said else None
