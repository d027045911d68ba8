"""The rounds in which alarms are evaluated, in the emulator's place.

An alarm is evaluated every few seconds, when somebody puts a metric, and at the sandbox's own
door; on AWS it is once a minute. One whose state was set by hand stays so for half a minute at
least: there it lasts until the next evaluation.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from threading import RLock
from typing import Any

from sandbox import measured
from sandbox.alarms import actions, history
from sandbox.alarms.series import Store
from sandbox.alarms.verdict import Verdict, verdict
from sandbox.alarms.watched import Alarm
from sandbox.emulator import needs

ALARMS = needs(
    "services.cloudwatch",
    "_alarms",
    "_composite_alarms",
    "_dispatch_alarm_actions",
    "_evaluate_alarm",
    "_evaluate_all_alarms",
    "_evaluate_parent_alarms",
    "_record_history",
    "_set_alarm_state",
)
SCOPED = needs("core.responses", "AccountRegionScopedDict").AccountRegionScopedDict
EVERY, BY_HAND = 5, 30
"""Seconds: between rounds, and for which a state that was set by hand stays."""
SET: Any = SCOPED()
"""When the state of an alarm was set by hand, in seconds since 1970."""
ON: Any = SCOPED()
"""By alarm, its contributors in ALARM, each with its reason."""
LOG = logging.getLogger("golive.alarms")
_turn, _set = RLock(), ALARMS._set_alarm_state
_resting = False


def door(said: Mapping[str, Any]) -> dict[str, Any]:
    """Change the `series` that are said, evaluate everything now, and tell what changed.

    With `rounds` false that is all that evaluates from now on, until it is true again.
    """
    global _resting
    _resting = not said.get("rounds", not _resting)
    for one in said.get("series", ()):
        measured.change(one)
    return {"changes": evaluate(all_=True)}


def evaluate(*, all_: bool = False) -> list[dict[str, str]]:
    """One round; the states that changed. With `all_` also of alarms that were set by hand."""
    if _resting and not all_:
        return []
    with _turn:
        before = states()
        now, store = time.time(), Store.now()
        found = [(alarm, verdict(alarm, store, now)) for alarm in _due(now, all_)]
        moved = [alarm for alarm, one in found if _moved(alarm, one)]
        for alarm in sorted(moved, key=_is_off):
            ALARMS._evaluate_parent_alarms(alarm)
        actions.release()
        return [
            {"alarm": name, "from": before[name], "to": state}
            for name, state in states().items()
            if before.get(name, state) != state
        ]


def _is_off(alarm: Alarm) -> bool:
    """Composites look at what went on first: that is the reason which they give then."""
    return alarm["StateValue"] != "ALARM"


def states() -> dict[str, str]:
    """The state of each alarm, composites too."""
    every = [*ALARMS._alarms.items(), *ALARMS._composite_alarms.items()]
    return {name: alarm["StateValue"] for name, alarm in every}


def _due(now: float, all_: bool) -> list[Alarm]:
    every: list[tuple[str, Alarm]] = [*ALARMS._alarms.items()]
    return [alarm for name, alarm in every if all_ or now - SET.get(name, 0) >= BY_HAND]


def _moved(alarm: Alarm, found: Verdict) -> bool:
    """Keep what was found, act on it if it is a change, and say whether it is."""
    name, old = alarm["AlarmName"], alarm["StateValue"]
    _note_error(alarm, found)
    ON[name] = found.on
    if old == found.state:
        return False
    alarm.update(StateValue=found.state, StateReason=found.reason)
    alarm["StateReasonData"] = json.dumps(found.data, separators=(",", ":")) if found.data else ""
    history.state_updated(name, old, found.state, found.reason, data=found.data)
    actions.changed(alarm, old, found.state)
    return True


def _note_error(alarm: Alarm, found: Verdict) -> None:
    """Loudly, once: an alarm that can't be evaluated would look as if nothing were wrong."""
    if not found.error:
        alarm.pop("EvaluationState", None)
    elif alarm.get("EvaluationState") != found.error:
        alarm.update(EvaluationState=found.error, StateReason=found.reason)
        LOG.error("%s is not evaluated: %s", alarm["AlarmName"], found.reason)


def set_state(params: Any, said: Any, is_cbor: bool, is_json: bool = False) -> Any:
    """SetAlarmState: as the emulator has it, and it stays for a while."""
    given = said if is_cbor or is_json else params
    name: str | list[str] = given.get("AlarmName", "")
    SET[name if isinstance(name, str) else name[0]] = time.time()
    return _set(params, said, is_cbor, is_json)


def wait_for_round(_: Alarm) -> None:
    """An alarm that was put is evaluated with all others, as on AWS."""


ALARMS._evaluate_alarm, ALARMS._evaluate_all_alarms = wait_for_round, evaluate
ALARMS._record_history = history.state_updated
ALARMS._dispatch_alarm_actions, ALARMS._set_alarm_state = actions.changed, set_state
