"""Line 2.6.3: each alarm was made to fire, and somebody was told."""

from __future__ import annotations

from datetime import datetime

from golive.controls.control import Finding, control
from golive.facts.drills import BEAT, AlarmDrill
from golive.model import Side


@control("2.6.3", AlarmDrill, fix="Run `golive drill` for this alarm.")
def alarm_drilled(drill: AlarmDrill, side: Side) -> Finding | None:
    """Each alarm was made to fire since it last changed, was delivered, and cleared; but for the
    heartbeat, which does so all day."""
    if drill.depth == BEAT:
        return None
    if drill.fired is None:
        return Finding("fired", "was never made to fire")
    if not drill.same:
        return Finding("same", f"has not fired since it was changed at {_at(drill.changed)}")
    if drill.delivered is None or drill.delivered < drill.fired:
        return Finding("delivered", "fired, and nobody was told")
    if drill.cleared is None or drill.cleared < drill.fired:
        return Finding("cleared", "fired, and has not cleared since")
    if drill.path and not drill.muted:
        return Finding("path", f"was not seen to tell its own topic: {drill.path}")
    return None


def _at(moment: datetime) -> str:
    return f"{moment:%F %R} UTC"
