"""Whom a topic tells: people, or machines of ours."""

from __future__ import annotations

from golive.controls.control import listing
from golive.controls.references import means
from golive.facts.monitoring import CompositeAlarm
from golive.model import Ref, Side


def tells_people(topic: Ref, side: Side) -> bool:
    """Whether a composite tells the topic: those are for people, and other alarms may be for us."""
    return any(means(told, topic) for _, c in listing(side, CompositeAlarm) for told in c.actions)
