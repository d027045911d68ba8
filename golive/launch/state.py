"""Where the launch is: by the clock, by what is proven, and whether it is time to go back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from golive.freshness import as_of
from golive.launch.clock import Timed, begun, current, following, timed
from golive.launch.criterion import hours_open, met, oldest_open
from golive.launch.standing import OpenLine, code, of, open_lines
from golive.register.records import LogEntry, Snapshot

if TYPE_CHECKING:
    from golive.environment import Environment

ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """The rollback criterion; `issue` is the oldest open critical one, empty for none."""

    issue: str
    opened: datetime | None
    hours: float
    declared_hours: float
    met: bool


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch at one moment; `phase` and `next` are by the clock, None outside of them.

    `first` is the first phase in which a line stands open. `open` are lines of the current and
    earlier phases, `upcoming` those of the next one. `read_at` is the run's, empty without one.
    """

    environment: Environment
    now: datetime
    phase: Timed | None
    next: Timed | None
    first: Timed | None
    open: tuple[OpenLine, ...]
    upcoming: tuple[OpenLine, ...]
    criterion: Criterion
    log: tuple[LogEntry, ...]
    read_at: str

    @property
    def code(self) -> int:
        """0 when nothing stands open, 1 for a no-go or a criterion that is met, 3 can't tell."""
        return 1 if self.criterion.met else code(self.open)

    def to_json(self) -> dict[str, Any]:
        """As `golive launch --format json` has it."""
        return {
            "environment": self.environment.name,
            "launch": self.environment.launch.at.isoformat(),
            "time_zone": str(self.environment.time_zone),
            "now": self.now.isoformat(),
            "read_at": self.read_at,
            "bridge": str(self.environment.bridge),
            "phase": _phase(self.phase),
            "next": _phase(self.next),
            "open_from": _phase(self.first),
            "open": [asdict(line) for line in self.open],
            "upcoming": [asdict(line) for line in self.upcoming],
            "criterion": asdict(self.criterion)
            | {"opened": self.criterion.opened and self.criterion.opened.isoformat()},
            "code": self.code,
        }


def launch_of(
    environment: Environment, snapshot: Snapshot, run: Mapping[str, Any] | None, now: datetime
) -> Launch:
    """The launch now. Old evidence of a kept `run` says nothing any more."""
    at = environment.launch.at
    aged = as_of(run, now) if run else None
    lines = open_lines(aged, snapshot)
    due = [one.phase.id for one in begun(at, now)]
    after = following(at, now)
    opened = {line.phase for line in lines}
    return Launch(
        environment=environment,
        now=now,
        phase=current(at, now),
        next=after,
        first=next((one for one in timed(at) if one.phase.id in opened), None),
        open=of(due, lines),
        upcoming=of([after.phase.id], lines) if after else (),
        criterion=criterion_of(environment, snapshot, now),
        log=tuple(reversed(snapshot.log[-ENTRIES:])),
        read_at=str(run.get("read_at", "")) if run else "",
    )


def criterion_of(environment: Environment, snapshot: Snapshot, now: datetime) -> Criterion:
    """Whether to go back, from the issues of the register."""
    issues, declared = snapshot.issues.values(), environment.rollback.open_hours
    oldest = oldest_open(issues, now)
    return Criterion(
        issue=oldest.id if oldest else "",
        opened=oldest.opened if oldest else None,
        hours=round(hours_open(issues, now), 2),
        declared_hours=declared,
        met=met(issues, now, declared),
    )


def _phase(one: Timed | None) -> dict[str, str] | None:
    if one is None:
        return None
    times = {"begins": one.begins.isoformat(), "ends": one.ends.isoformat()}
    return {"id": one.phase.id, "title": one.phase.title} | times
