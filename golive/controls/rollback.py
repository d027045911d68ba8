"""Lines 3.3.1 and 3.1.3: when to go back is decided, evaluated again and again, and told."""

from __future__ import annotations

from datetime import datetime, timedelta

from golive.alarms import by_id
from golive.controls.control import Finding, control, listing
from golive.controls.references import resource_of
from golive.facts.connect import Instance
from golive.facts.monitoring import Alarm, CompositeAlarm
from golive.facts.rollback import RollbackCriterion
from golive.launch.criterion import ALARM, NAMESPACE, OLDEST
from golive.model import Seen, Side

EVALUATED = timedelta(minutes=15)


@control("3.3.1", Instance, fix="Deploy Operations again: its alarms have the rollback criterion.")
def criterion_is_alarm(instance: Instance, side: Side) -> Finding | None:
    """An alarm fires when a critical launch issue is open for too long, and tells a topic."""
    found = [(seen, alarm) for seen, alarm in listing(side, Alarm) if _watches(alarm)]
    if not found:
        return Finding("", "has no alarm that says when to roll back")
    seen, alarm = found[0]
    row = by_id()[ALARM]
    if alarm.comparison != row.comparison:
        return Finding("", "has a rollback alarm that fires while no issue is open")
    if alarm.threshold <= 0:
        return Finding("", "has a rollback alarm that is always on")
    return (
        None if _tells(seen, alarm, side) else Finding("", "has a rollback alarm without a hearer")
    )


def _watches(alarm: Alarm) -> bool:
    return alarm.namespace == NAMESPACE and alarm.metric == OLDEST


def _tells(seen: Seen, alarm: Alarm, side: Side) -> bool:
    """Itself, or through a composite that it turns on and that nothing suppresses."""
    named = (seen.subject, alarm.name)
    composites = [
        composite
        for _, composite in listing(side, CompositeAlarm)
        if any(resource_of(member) in named for member in composite.members)
    ]
    through = any(c.actions_enabled and c.actions and not c.suppressor for c in composites)
    return through or bool(alarm.actions_enabled and alarm.actions)


@control("3.3.1", RollbackCriterion, fix="Deploy Operations again, and let a recipient confirm.")
def criterion_as_declared(criterion: RollbackCriterion, side: Side) -> Finding | None:
    """In the account it waits for the declared hours, and somebody confirmed to hear of it."""
    if not criterion.alarm:
        return Finding("alarm", "has no alarm that says when to roll back")
    if criterion.hours != criterion.declared_hours:
        said = (
            f"waits {criterion.hours:g} hours to roll back, {criterion.declared_hours:g} declared"
        )
        return Finding("hours", said)
    heard = criterion.hearing > 0
    return None if heard else Finding("hearing", "has a rollback alarm that nobody hears")


@control("3.1.3", RollbackCriterion, fix="Read the log of the rollback function, and its rule.")
def criterion_is_evaluated(criterion: RollbackCriterion, side: Side) -> Finding | None:
    """The rollback criterion was evaluated within the last quarter hour."""
    if criterion.evaluated is None:
        return Finding("evaluated", "did not evaluate its rollback criterion in the last hour")
    late = side.now - criterion.evaluated > EVALUATED
    said = f"last evaluated its rollback criterion at {_at(criterion.evaluated)}"
    return Finding("evaluated", said) if late else None


def _at(moment: datetime) -> str:
    return f"{moment:%F %R} UTC"
