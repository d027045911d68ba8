"""The alarms of a dashboard as a page draws them: those that are on first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from golive.alarms.match import row_of
from golive.report.console import console_link

if TYPE_CHECKING:
    from golive.environment import Environment

Described = Mapping[str, Mapping[str, Any]]
"""Alarms by their names, as DescribeAlarms tells them."""
ORDER = ("ALARM", "gone", "INSUFFICIENT_DATA", "OK")
WORDS = {"ALARM": "on", "OK": "off", "INSUFFICIENT_DATA": "no data", "gone": "deleted"}


def shown(
    properties: Mapping[str, Any], described: Described, environment: Environment
) -> dict[str, Any]:
    """What an alarm widget shows: a tile for each row of the alarm table, and each composite."""
    names = [name_of(arn) for arn in properties["alarms"]]
    found = [_alarm(name, described.get(name), environment) for name in names]
    found.sort(key=lambda alarm: (ORDER.index(alarm["state"]), alarm["severity"], alarm["label"]))
    tiles: dict[str, list[dict[str, Any]]] = {}
    for alarm in found:
        tiles.setdefault(alarm["label"].partition(".")[0], []).append(alarm)
    on = sum(alarm["state"] == "ALARM" for alarm in found)
    title = f"{properties.get('title', 'Alarms')}: {on} of {len(found)} on"
    return {"kind": "alarms", "title": title, "alarms": [_tile(*each) for each in tiles.items()]}


def _tile(row: str, alarms: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The alarms of one row by the first of them that is in trouble: those of many things."""
    first, *more = alarms
    if not more:
        return first
    same = [a["label"].partition(".")[2] for a in alarms if a["state"] == first["state"]]
    label = f"{row} ({len(alarms)})" if len(same) == len(alarms) else f"{row}: {', '.join(same)}"
    return first | {"label": label, "about": "\n\n".join(alarm["about"] for alarm in alarms)}


def name_of(arn: str) -> str:
    """The alarm's name."""
    return arn.partition(":alarm:")[2] or arn


def _alarm(name: str, found: Mapping[str, Any] | None, environment: Environment) -> dict[str, Any]:
    state = str(found["StateValue"]) if found else "gone"
    row = row_of(name)
    page = console_link("cloudwatch:DescribeAlarms", {"AlarmNames": [name]}, environment.region)
    return {
        "label": name.removeprefix(f"{environment.prefix}-"),
        "state": state,
        "word": WORDS[state],
        "severity": row.severity if row else "composite",
        "about": _about(found),
        "href": page,
    }


def _about(found: Mapping[str, Any] | None) -> str:
    if not found:
        return "The account has no alarm of this name."
    parts: Sequence[str] = (found.get("AlarmDescription", ""), found.get("StateReason", ""))
    return "\n".join(part for part in parts if part)
