"""What an alarm does when its state changed: tell topics, as far as policies and mutes let it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from sandbox.alarms import history, mutes, suppression
from sandbox.alarms.message import message, subject
from sandbox.alarms.watched import Alarm
from sandbox.emulator import needs
from sandbox.inprocess import account
from sandbox.judge import Denied, Writer, judge, key_in_use

TOPICS = needs("services.sns", "_topic_by_arn_any_scope", "publish_internal")
ALARMS = needs("services.cloudwatch", "_alarms", "_composite_alarms")
SCOPED = needs("core.responses", "AccountRegionScopedDict").AccountRegionScopedDict
PRINCIPAL = "cloudwatch.amazonaws.com"
FIELDS = {
    "ALARM": "AlarmActions",
    "OK": "OKActions",
    "INSUFFICIENT_DATA": "InsufficientDataActions",
}
MUTED: Any = SCOPED()
"""By alarm, the first change of state whose actions were muted."""


@dataclass(frozen=True)
class Change:
    """A change of state."""

    old: str
    new: str


def changed(alarm: Alarm, old: str, new: str, reason: str = "") -> None:
    """Act on a change of state, now or when nothing holds it back any more.

    The emulator's own moments are whole seconds: here a change is told to the millisecond.
    """
    now = time.time()
    alarm.update(StateUpdatedTimestamp=now, StateTransitionedTimestamp=now)
    if alarm.get("ActionsEnabled", True) and not suppression.holds(alarm, old, new):
        perform(alarm, Change(old, new))


def perform(alarm: Alarm, change: Change) -> None:
    """Act, unless the alarm is muted."""
    if mutes.muting(alarm["AlarmName"]):
        MUTED.setdefault(alarm["AlarmName"], change)
    else:
        execute(alarm, change, after_mute=False)


def release() -> None:
    """Act on what was held back and is no longer, where the alarm is still in that state."""
    for name, (old, new) in suppression.released().items():
        if (alarm := _alarm(name)) and alarm["StateValue"] == new != old:
            perform(alarm, Change(old, new))
    for name, change in [*MUTED.items()]:
        if not mutes.muting(name):
            del MUTED[name]
            if (alarm := _alarm(name)) and alarm["StateValue"] == change.new:
                execute(alarm, change, after_mute=True)


def _alarm(name: str) -> Alarm | None:
    return ALARMS._alarms.get(name) or ALARMS._composite_alarms.get(name)


def execute(alarm: Alarm, change: Change, *, after_mute: bool) -> None:
    """Tell each topic of the state; how it went is in the alarm's history."""
    text = json.dumps({"default": message(alarm, change.old, after_mute=after_mute)})
    for action in alarm.get(FIELDS[change.new]) or ():
        try:
            tell(alarm["AlarmArn"], action, text, subject(alarm))
            error = ""
        except Denied as denied:
            error = str(denied)
        history.acted(alarm, action, text, error)


def tell(alarm: str, topic: str, text: str, about: str) -> None:
    """Publish as CloudWatch does for one alarm (an ARN); Denied where a policy doesn't let it.

    The topic's policy and its key's are asked (CloudWatch User Guide, Notifying users on alarm
    changes; SNS Developer Guide, Key management).
    """
    found = TOPICS._topic_by_arn_any_scope(topic)
    if found is None:
        raise Denied(f"{topic} is no topic here: the sandbox's alarms tell topics only")
    owner = account()
    keys = {"aws:SourceArn": alarm, "aws:SourceAccount": owner, "aws:SourceOwner": owner}
    who = Writer(PRINCIPAL, keys=keys)
    judge(who, "sns:Publish", topic, {})
    if key := found["attributes"].get("KmsMasterKeyId"):
        key_in_use(who, key)
    TOPICS.publish_internal(topic, text, about, message_structure="json")
