"""The way back, step by step: what is ticked in the launch log, by whom and when.

A tick is a row of the launch log whose id is made of the launch's date and the step, so that
two people who tick the same step at once make one tick, and another launch has its own walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from golive.launch.steps import LINE, Step, steps
from golive.mistakes import nearest
from golive.register.errors import BadChange, Taken
from golive.register.records import LogEntry, LogKind, Snapshot

if TYPE_CHECKING:
    from golive.environment import Environment

WALK = "rollback"


class Log(Protocol):
    """The part of the register that a walk needs."""

    def snapshot(self, *parts: str) -> Snapshot: ...

    def put_new(self, record: LogEntry, why: str) -> LogEntry: ...


@dataclass(frozen=True, slots=True)
class Ticked:
    """A step, the person who has its role, and its tick; None while it is open."""

    step: Step
    person: str
    tick: LogEntry | None

    def to_json(self) -> dict[str, Any]:
        """As `golive rollback --format json` has it."""
        tick = self.tick
        done = None
        if tick:
            done = {"by": tick.by, "at": tick.at and tick.at.isoformat(), "note": tick.text}
        step = self.step
        return {
            "id": step.id,
            "line": LINE,
            "title": step.title,
            "role": step.who,
            "person": self.person,
            "what": step.what,
            "check": step.check,
            "ticked": done,
        }


def walk(environment: Environment, snapshot: Snapshot) -> tuple[Ticked, ...]:
    """Every step with its tick."""
    ticks = {entry.id: entry for entry in snapshot.log if entry.kind is LogKind.STEP}
    roles = snapshot.roles
    return tuple(
        Ticked(
            step,
            roles[step.who].person if step.who in roles else "",
            ticks.get(_id(environment, step.id)),
        )
        for step in steps(_main(environment))
    )


def tick(environment: Environment, register: Log, id_: str, note: str = "") -> tuple[Ticked, bool]:
    """Tick a step; gives it as it is now, and whether this call ticked it.

    BadChange for a step that there isn't. One that is ticked already stays as it is.
    """
    found = {one.step.id: one for one in walk(environment, register.snapshot())}
    if id_ not in found:
        raise BadChange(f"the way back has no step {id_!r}{nearest(id_, found)}")
    one = found[id_]
    if one.tick:
        return one, False
    text = note or one.step.title
    entry = LogEntry(id=_id(environment, id_), text=text, kind=LogKind.STEP, step=f"{WALK}/{id_}")
    try:
        return Ticked(one.step, one.person, register.put_new(entry, f"{WALK}: {id_}")), True
    except Taken:
        again = {one.step.id: one for one in walk(environment, register.snapshot())}
        return again[id_], False


def begun_at(steps_: tuple[Ticked, ...]) -> datetime | None:
    """When the first step was ticked, UTC; None before."""
    return min((one.tick.at for one in steps_ if one.tick and one.tick.at), default=None)


def _id(environment: Environment, step: str) -> str:
    return f"{WALK}-{environment.launch.at.astimezone(UTC):%Y%m%d}-{step}"


def _main(environment: Environment) -> list[str]:
    return [number.number for number in environment.numbers if number.main]
