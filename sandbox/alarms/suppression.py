"""Composite alarms whose actions another alarm suppresses.

Source: CloudWatch User Guide, Alarm suppression: actions wait for the suppressor (WaitPeriod), stay
away while it is on, and for a while after it (ExtensionPeriod).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.alarms.watched import Alarm, Said
from sandbox.emulator import needs

ALARMS = needs("services.cloudwatch", "_composite_alarms", "_rule_alarm_state")
SCOPED = needs("core.responses", "AccountRegionScopedDict").AccountRegionScopedDict
By = Literal["Alarm", "WaitPeriod", "ExtensionPeriod"]


@dataclass(frozen=True)
class Held:
    """A change of state whose actions wait, and until when (seconds since 1970)."""

    old: str
    new: str
    by: By
    until: float


HELD: Any = SCOPED()
SETTINGS: Any = SCOPED()
"""By the composite's name: the suppressor, and for how long actions wait for it and after it."""
FIELDS = ("ActionsSuppressor", "ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod")


def holds(alarm: Alarm, old: str, new: str) -> bool:
    """Whether the actions of a change are held back, with those that were before it."""
    held: Held | None = HELD.pop(alarm["AlarmName"], None)
    first = held.old if held else old
    if not _setting(alarm, "ActionsSuppressor"):
        return False
    by, until = _by(alarm, new, held)
    if by is None:
        return False
    HELD[alarm["AlarmName"]] = Held(first, new, by, until)
    _tell(alarm, by)
    return True


def _by(alarm: Alarm, new: str, held: Held | None) -> tuple[By | None, float]:
    now = time.time()
    if _on(alarm):
        return "Alarm", 0
    if held and held.by == "ExtensionPeriod" and now < held.until:
        return held.by, held.until
    wait = _setting(alarm, "ActionsSuppressorWaitPeriod") or 0
    return ("WaitPeriod", now + wait) if wait and new == "ALARM" else (None, 0)


def released() -> dict[str, tuple[str, str]]:
    """What waits no longer: the state before all that waited, and after it, by composite."""
    moved = {name: _moved(name, held) for name, held in [*HELD.items()]}
    for name, held in moved.items():
        if held:
            HELD[name] = held
    return {name: _free(name) for name, held in moved.items() if held is None}


def _moved(name: str, held: Held) -> Held | None:
    """How a change is held now; None when it isn't."""
    now, alarm = time.time(), ALARMS._composite_alarms.get(name)
    if alarm and _on(alarm):
        return Held(held.old, held.new, "Alarm", 0)
    if alarm and held.by == "Alarm":
        extension = _setting(alarm, "ActionsSuppressorExtensionPeriod") or 0
        held = Held(held.old, held.new, "ExtensionPeriod", now + extension)
    return held if alarm and now < held.until else None


def _free(name: str) -> tuple[str, str]:
    held: Held = HELD.pop(name)
    alarm: Alarm = ALARMS._composite_alarms.get(name) or {}
    for field in ("ActionsSuppressedBy", "ActionsSuppressedReason"):
        alarm.pop(field, None)
    return held.old, held.new


def _on(alarm: Alarm) -> bool:
    named = _setting(alarm, "ActionsSuppressor")
    return bool(named) and ALARMS._rule_alarm_state(named) == "ALARM"


def _setting(alarm: Alarm, field: str) -> Any:
    settings: Said = SETTINGS.get(alarm["AlarmName"]) or {}
    return settings.get(field)


def _tell(alarm: Alarm, by: By) -> None:
    alarm["ActionsSuppressedBy"] = by
    alarm["ActionsSuppressedReason"] = f"Actions suppressed by {by}: {_setting(alarm, FIELDS[0])}"
