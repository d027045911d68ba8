"""What a decision is made on, and the lines that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from golive.decision.message import is_moment
from golive.mistakes import nearest
from golive.plan import Line, by_id, lines, phases
from golive.register.records import LineState, Snapshot
from golive.register.standing import priority_of
from golive.waivers.waiver import Waiver

if TYPE_CHECKING:
    from golive.environment import Environment

ROLLBACK = "rollback"
"""The phase that begins when people decide it: no GO waits for its lines."""


class BadCase(ValueError):
    """What can't be decided on; the message says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """A run of both sides, the register, the waivers and the environment file.

    `phase` is the last one whose lines are needed; empty for the whole plan.
    """

    run: Mapping[str, Any]
    snapshot: Snapshot
    waivers: tuple[Waiver, ...]
    environment: Environment
    now: datetime
    phase: str = ""

    def __post_init__(self) -> None:
        known_phase(self.phase)
        if why := self._bad():
            raise BadCase(why)

    def _bad(self) -> str:
        name, said = self.environment.name, self.run.get("environment")
        if said != name:
            return f"the run is of the environment {said}, not of {name}"
        if self.run.get("side") != "both" or self.run.get("only"):
            return "a decision needs a run of `golive verify` over all lines"
        if not is_moment(self.run.get("read_at")):
            return "the run doesn't say when it was made: verify anew"
        return ""

    def state(self, line: str) -> LineState:
        """A line as people have it."""
        return self.snapshot.lines.get(line) or LineState(id=line)

    def priority(self, line: Line) -> str:
        """The register's; where it says none, the plan's."""
        return priority_of(self.state(line.id))

    def needed(self, line: Line) -> bool:
        """Whether a GO can't be without it: of high priority, due by the phase."""
        order = [phase.id for phase in phases() if phase.id != ROLLBACK]
        due = order[: order.index(self.phase) + 1] if self.phase in order else order
        return self.priority(line) == "high" and line.phase in due

    def lowered(self) -> tuple[str, ...]:
        """Lines of high priority in the plan that the register counts as less."""
        high = (line for line in lines() if line.priority == "high")
        return tuple(line.id for line in high if self.priority(line) != "high")

    def judged(self) -> Iterator[tuple[Line, Mapping[str, Any]]]:
        """The lines of the plan as the run has them; one that it lacks is not built."""
        found = {line["id"]: line for line in self.run["lines"]}
        for id_, line in by_id().items():
            yield line, found.get(id_, {"id": id_, "verdict": "not built", "subjects": []})


def known_phase(id_: str) -> None:
    """BadCase for a phase that the plan doesn't have; empty is the whole plan."""
    known = [phase.id for phase in phases()]
    if id_ and id_ not in known:
        raise BadCase(f"the plan has no phase {id_}{nearest(id_, known)}")
