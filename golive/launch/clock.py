"""Which phase of the launch it is, by the clock.

Standard library only. A phase is counted in hours from `environment.launch.at`, so that a change
to or from summer time in between moves the wall clock and not the phase.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from golive.plan import Phase, phases


@dataclass(frozen=True, slots=True)
class Timed:
    """A phase of one launch, half-open, UTC."""

    phase: Phase
    begins: datetime
    ends: datetime


def timed(launch: datetime) -> tuple[Timed, ...]:
    """The phases that have a time, in its order; the rollback has none."""
    return tuple(
        Timed(phase, launch + phase.begins, launch + phase.ends)
        for phase in phases()
        if phase.begins is not None and phase.ends is not None
    )


def current(launch: datetime, now: datetime) -> Timed | None:
    """The phase that `now` lies in; None before the first and after the last."""
    return next((one for one in timed(launch) if one.begins <= now < one.ends), None)


def following(launch: datetime, now: datetime) -> Timed | None:
    """The phase that begins next."""
    return next((one for one in timed(launch) if now < one.begins), None)


def begun(launch: datetime, now: datetime) -> tuple[Timed, ...]:
    """The current phase and those before it."""
    return tuple(one for one in timed(launch) if one.begins <= now)
