"""What drills proved of alarms."""

from __future__ import annotations

from datetime import datetime

from golive.facts.monitoring import Alarm
from golive.model import Fact, fact

DEPTHS = {
    "cause": "fired by its own cause",
    "shadow": "it is proven to fire on an alarm like it, and to arrive by setting its state",
    "state": "its state was set: that it fires by itself is not proven",
}
"""What a drill of each depth is, the deepest first."""
BEAT = "beat"
"""The depth of the heartbeat, which nobody drills: it goes on and off all day, and `path-silent`
watches that its messages arrive."""

FLOW = "DRILL by golive"
"""What the flow is called that a drill makes, and deletes: one that is left is a leftover."""


@fact
class AlarmDrill(Fact):
    """The newest drill of an alarm: when it fired, was delivered and cleared, UTC.

    `changed` is when the alarm was last put, and `same` whether it is set as it was drilled.
    `path` is why its own way to a topic was not seen, empty where it was; `muted`: because a
    rule mutes it.
    """

    of = Alarm
    fired: datetime | None
    delivered: datetime | None
    cleared: datetime | None
    changed: datetime
    same: bool
    depth: str
    path: str
    muted: bool

    def aside(self) -> str:
        """How deep it went, and what it left open."""
        said = [DEPTHS.get(self.depth, ""), f"but {self.path}" if self.path else ""]
        return ", ".join(part for part in said if part)
