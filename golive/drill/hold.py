"""Hold a drill in an environment's account, and keep what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from golive.account.readers.alarm_table import built
from golive.drill.announced import BEGINS, ENDS, Said, announce
from golive.drill.cloud import Cloud
from golive.drill.errors import CantDrill
from golive.drill.evidence import Drawer, simulated
from golive.drill.messages import Arrivals
from golive.drill.result import Drilled
from golive.drill.run import POLL_SECONDS, Drill, Tell
from golive.drill.shadow import PREFIX
from golive.drill.steps import OVER, REASON, Patience
from golive.drill.targets import Target, chosen, targets
from golive.drill.world import Clock, WallClock, World
from golive.environment import Environment
from golive.register.caller import caller
from golive.register.opening import new_session

SECONDS_EACH = 15
"""What setting a state, a message, and the end of it take, looked at every five seconds."""
MORE = 2
"""Periods before those that are evaluated, in which CloudWatch looks for datapoints, as in its
guide's example (User Guide, How CloudWatch alarms treat missing data)."""
ANNOUNCED = 60
"""Seconds in which the announcement must arrive: without it nothing else can be seen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drilled: these alarms, or those that need it, or `every` one."""

    environment: Environment
    names: Sequence[str] = ()
    every: bool = False
    depth: str = "cause"
    patience: Patience = field(default_factory=Patience)
    poll_seconds: float = POLL_SECONDS


@dataclass(slots=True)
class Held:
    """A drill and its evidence; `left` are alarms that were drilled already, and were left out."""

    found: list[Drilled]
    left: list[str]
    evidence: dict[str, Any]
    address: str = ""


class Room:
    """An environment's account, made ready for a drill."""

    def __init__(
        self, asked: Asked, session: Any = None, clock: Clock | None = None, cloud: Any = None
    ) -> None:
        environment = asked.environment
        self.asked, self.clock = asked, clock or WallClock()
        self.session = session or new_session(environment.region)
        self.by = caller(self.session, environment.account)
        self.cloud: Cloud = cloud or Cloud(self.session)
        self.drawer = Drawer(self.session, environment.stack("Data"))
        self.arrivals = Arrivals(self.session, environment.stack("Operations"))
        self.turn = self.drawer.turn(self.by, self.clock.now)
        self.every = self._every()
        self.targets, self.left = self._chosen()

    @property
    def topics(self) -> list[str]:
        """Whom the drill tells."""
        return list(dict.fromkeys(topic for one in self.targets for topic in one.topics))

    def minutes(self) -> int:
        """About how long it takes on AWS."""
        return minutes(self.targets, self.asked.depth)

    def tidy(self) -> None:
        """Put right what a drill that was killed left behind."""
        prefix = self.asked.environment.prefix
        shadows, _ = self.cloud.alarms(f"{PREFIX}{prefix}-")
        self.cloud.delete([shadow["AlarmName"] for shadow in shadows])
        alarms, _ = self.cloud.alarms(f"{prefix}-")
        for alarm in alarms:
            if alarm["StateValue"] == "ALARM" and alarm["StateReason"] == REASON:
                self.cloud.set_state(alarm["AlarmName"], "OK", OVER)
        for act in filter(None, map(self.cloud.act, self.every)):
            act.tidy()

    def _every(self) -> list[Target]:
        """Every alarm that is there; CantDrill where none is."""
        environment = self.asked.environment
        alarms, composites = self.cloud.alarms(f"{environment.prefix}-")
        watched, muted = built(environment), self.cloud.muted()
        every = targets(watched, environment.prefix, alarms, composites, muted)
        if not every:
            raise CantDrill(f"{environment.name} has no alarm: deploy its stack Operations")
        return every

    def _chosen(self) -> tuple[list[Target], list[str]]:
        """Those that were asked for; else those that were not drilled as they are now."""
        found = chosen(self.every, self.asked.names, self.asked.environment.prefix)
        if self.asked.names or self.asked.every:
            return found, []
        entries = self.drawer.entries()
        done = [one for one in found if _done(one, entries.get(one.name, {}))]
        return [one for one in found if one not in done], [one.name for one in done]

    def hold(self, tell: Tell, warn: Callable[[str], None]) -> Held:
        """Announce, drill, keep, when it is its turn. What is done is kept, also when the drill is
        interrupted."""
        with self.turn:
            self.tidy()
            return self._held(tell, warn)

    def _held(self, tell: Tell, warn: Callable[[str], None]) -> Held:
        asked, environment = self.asked, self.asked.environment
        begun = self.clock.now()
        world = World(self.cloud, self.arrivals, self.clock, begun)
        said = Said(environment.name, self.by, len(self.targets), begun)
        world.look(())
        announce(self.session, self.topics, BEGINS, said)
        self._heard(world, said.subject(BEGINS))
        drill = Drill(world, self.by, asked.depth, asked.patience, self.targets, asked.poll_seconds)
        held = Held(drill.found, self.left, {})
        try:
            drill.run(self._going_on(tell))
        finally:
            held.evidence = self._evidence(drill, begun.isoformat())
            if any(one.stages for one in drill.found):
                held.address = self.drawer.put(held.evidence, begun)
                warn(f"evidence: {held.address}")
            announce(self.session, self.topics, ENDS, said)
        return held

    def _going_on(self, tell: Tell) -> Tell:
        """Tell how far it is, as long as it is the drill's turn."""

        def going_on(found: Sequence[Drilled]) -> None:
            self.turn.keep()
            tell(found)

        return going_on

    def _heard(self, world: World, subject: str) -> None:
        """A topic whose announcement doesn't arrive can't be watched."""
        waiting, until = set(self.topics), world.clock.now().timestamp() + ANNOUNCED
        while waiting:
            world.look(())
            waiting -= {one.topic for one in world.arrived if one.subject == subject}
            if waiting and world.clock.now().timestamp() >= until:
                names = ", ".join(sorted(topic.rpartition(":")[2] for topic in waiting))
                raise CantDrill(f"the announcement on {names} did not arrive at the queue")
            if waiting:
                world.clock.wait(1)

    def _evidence(self, drill: Drill, at: str) -> dict[str, Any]:
        environment = self.asked.environment
        return {
            "at": at,
            "environment": environment.name,
            "by": self.by,
            "simulated": simulated(environment.region, self.clock.now(), sorted(drill.uses)),
            "depth": self.asked.depth,
            "alarms": [one.to_json() for one in drill.found if one.stages],
        }


def minutes(targets: Sequence[Target], most: str) -> int:
    """About how long a drill takes: shadows at once, each way one alarm at a time."""
    ways = Counter[str]()
    for one in targets:
        ways.update(dict.fromkeys(() if one.mute else one.way, _seconds(one, most)))
    return 5 + max(ways.values(), default=0) // 60


def _seconds(one: Target, most: str) -> int:
    """How long an alarm uses its way: a cause as long as CloudWatch looks at what it raised."""
    row = one.watch.row
    looked = (row.evaluation_periods + MORE) * row.period
    return looked if one.depth(most) == "cause" else SECONDS_EACH


def _done(target: Target, entry: Any) -> bool:
    return entry.get("settings") == target.settings and entry.get("outcome") == "drilled"
