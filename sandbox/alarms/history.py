"""What DescribeAlarmHistory tells: changes of state and configuration, and actions.

The documents inside have AWS's members. Source: CloudWatch API Reference, AlarmHistoryItem; what
real histories hold, as published in questions and tests.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.alarms.watched import Alarm
from sandbox.emulator import needs

ALARMS = needs("services.cloudwatch", "_composite_alarms", "_history_entries", "_record_history")
SCOPED = needs("core.responses", "AccountRegionScopedDict").AccountRegionScopedDict
UNCHECKED = {"stateValue": "INSUFFICIENT_DATA", "stateReason": "Unchecked: Initial alarm creation"}
LAST: Any = SCOPED()
"""The newest state of each alarm, as its history tells it."""
STATE = {"StateValue", "StateReason", "StateReasonData", "StateUpdatedTimestamp"}
HIDDEN = STATE | {"StateTransitionedTimestamp", "EvaluationState"}


def add(name: str, kind: str, summary: str, data: Mapping[str, Any]) -> None:
    """One more entry, to the millisecond."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    composite = name in ALARMS._composite_alarms
    ALARMS._history_entries().append(
        {
            "AlarmName": name,
            "AlarmType": "CompositeAlarm" if composite else "MetricAlarm",
            "Timestamp": at,
            "HistoryItemType": kind,
            "HistorySummary": summary,
            "HistoryData": json.dumps(data, separators=(",", ":"), default=str),
        }
    )


def state_updated(
    name: str,
    old: str,
    new: str,
    reason: str,
    kind: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """A change of state; the emulator tells one of a new alarm too, which is none."""
    told: dict[str, Any] = {"stateValue": new, "stateReason": reason}
    told |= {"stateReasonData": data} if data else {}
    before = LAST.get(name) or UNCHECKED
    LAST[name] = told
    if old == new:
        return
    changed = {"version": "1.0", "oldState": {**before, "stateValue": old}, "newState": told}
    add(name, "StateUpdate", f"Alarm updated from {old} to {new}", changed)


def configured(alarm: Alarm, new: bool) -> None:
    """An alarm that was put, and how it is now."""
    name, done = alarm["AlarmName"], "created" if new else "updated"
    settings = {key: value for key, value in alarm.items() if key not in HIDDEN and value != ""}
    kind = "Create" if new else "Update"
    data = {"version": "1.0", "type": kind, f"{done}Alarm": settings}
    add(name, "ConfigurationUpdate", f'Alarm "{name}" {done}', data)


def acted(alarm: Alarm, action: str, message: str, error: str) -> None:
    """An action that was executed, or that failed with an `error`."""
    data = {
        "actionState": "Failed" if error else "Succeeded",
        "stateUpdateTimestamp": int(alarm["StateUpdatedTimestamp"] * 1000),
        "notificationResource": action,
        "publishedMessage": message,
        "error": error or None,
    }
    done = f'Failed to execute action {action}. Received error: "{error}"'
    summary = done if error else f"Successfully executed action {action}"
    add(alarm["AlarmName"], "Action", summary, data)
