"""Line 2.6.3: alarms are muted when the environment says, and some never are."""

from __future__ import annotations

from golive.alarms.cron import weekly
from golive.alarms.groups import group_of
from golive.alarms.hours import WEEK
from golive.alarms.match import row_of
from golive.controls.control import Finding, control, first, listing
from golive.controls.references import resource_of
from golive.controls.several import some
from golive.facts.monitoring import Alarm, CompositeAlarm
from golive.facts.mutes import Mute, Mutes
from golive.facts.words import Named
from golive.model import Gap, Seen, Side

RECURS = "cron("


@control("2.6.3", Mutes, fix="Delete the mute rule, declare it, or deploy Operations again.")
def mutes_are_declared(mutes: Mutes, side: Side) -> Finding | None:
    """The rules that mute alarms of the environment are those that it declares: before the launch,
    outside opening hours, in maintenance; no other, none longer, none of more alarms."""
    if mutes.strange:
        found = some(mutes.strange)
        return Finding("strange", f"has alarms that {found} mutes, which nobody declared")
    if mutes.changed:
        return Finding("changed", f"has mute rules unlike those declared: {some(mutes.changed)}")
    if mutes.missing:
        return Finding("missing", f"has no mute rule {some(mutes.missing)}, which is declared")
    return None


@control("2.6.3", Mute, fix="Name composites of silence only, and let some of each week be heard.")
def mute_leaves_alarms_heard(mute: Mute, side: Side) -> Finding | None:
    """No rule mutes what says to go back, or what the audit finds; one that recurs mutes silence
    only, and without an end leaves a part of each week."""
    recurs = mute.expression.startswith(RECURS)
    for target in mute.targets:
        alarms = _turned_on_by(target, side)
        if not alarms:
            return Finding("targets", f"mutes {target}, which is no alarm of ours")
        if found := first(_heard(alarm, target, recurs) for alarm in alarms):
            return found
    return _endless(mute, side) if recurs and mute.expires is None else None


def _turned_on_by(target: Named, side: Side) -> list[Alarm]:
    """The alarm that a rule names, or those that turn on the composite that it names; Gap when
    one of these is not ours. Empty for a name that is neither."""
    alarms = listing(side, Alarm)
    for seen, composite in listing(side, CompositeAlarm):
        if target in (composite.name, seen.subject):
            return [_alarm(resource_of(member), alarms) for member in composite.members]
    return [alarm for seen, alarm in alarms if target in (alarm.name, seen.subject)]


def _alarm(member: Named, alarms: list[tuple[Seen, Alarm]]) -> Alarm:
    for seen, alarm in alarms:
        if member in (alarm.name, seen.subject):
            return alarm
    raise Gap(f"{member} is no alarm of ours")


def _heard(alarm: Alarm, target: Named, recurs: bool) -> Finding | None:
    row = row_of(str(alarm.name))
    if row and group_of(row).in_maintenance:
        return Finding("targets", f"mutes {target}, which tells of {row.id}")
    if recurs and alarm.missing != "breaching":
        text = f"mutes {target} again and again, which tells of more than silence: {alarm.name}"
        return Finding("targets", text)
    return None


def _endless(mute: Mute, side: Side) -> Finding | None:
    """All rules that stay and mute the same leave a minute of the week."""
    muted, whole = 0, int.from_bytes(b"\1" * WEEK)
    for _, other in listing(side, Mute):
        if other.expires is None and set(other.targets) & set(mute.targets):
            week = weekly(other.expression, other.duration)
            if week is None:
                return Finding("expression", f"recurs by {other.expression}, which is no week's")
            muted |= int.from_bytes(week)
    if muted == whole:
        return Finding("expires", "mutes every minute of each week, without an end")
    return None
