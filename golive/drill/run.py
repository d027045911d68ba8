"""A drill of many alarms: shadows all at once, each way to people one alarm at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from golive.drill import shadow
from golive.drill.result import Drilled, Stage
from golive.drill.steps import Going, OnShadow, OnWay, Patience
from golive.drill.targets import Target
from golive.drill.world import World

POLL_SECONDS = 5
Tell = Callable[[Sequence[Drilled]], None]


@dataclass(slots=True)
class Drill:
    """What is drilled, how far it is, and what waits for its way to be free.

    `uses` are the operations that causes rest on.
    """

    world: World
    by: str
    most: str
    patience: Patience
    targets: Sequence[Target]
    poll_seconds: float = POLL_SECONDS
    found: list[Drilled] = field(default_factory=list[Drilled])
    going: list[Going] = field(default_factory=list[Going])
    waiting: list[OnWay] = field(default_factory=list[OnWay])
    uses: set[str] = field(default_factory=set[str])

    def run(self, tell: Tell) -> list[Drilled]:
        """Drill all; whatever ends it, shadows are deleted and states put back."""
        try:
            self._begin()
            while self.going or self.waiting:
                self._step()
                tell(self.found)
                if self.going or self.waiting:
                    self.world.clock.wait(self.poll_seconds)
        finally:
            for one in (*self.going, *self.waiting):
                one.stop(self.world)
            self.world.settle()
        return self.found

    def _begin(self) -> None:
        """Causes come last: their ends take longest."""
        self.world.look(())
        for target in self.targets:
            one = Drilled(target.name, target.watch.row.id, target.settings, target.mute)
            self.found.append(one)
            depth = target.depth(self.most)
            if depth == "shadow" and target.topics:
                self._shadow(target, one)
            self._way(target, one, depth)
        self.waiting.sort(key=lambda one: one.act is not None)

    def _shadow(self, target: Target, one: Drilled) -> None:
        stage = Stage("shadow", note=shadow.stands_for(target))
        one.stages.append(stage)
        begun, after = self.world.clock.now(), len(self.world.arrived)
        self.going.append(OnShadow(target, stage, self.patience, begun, after))
        self.world.cloud.put(shadow.alarm_of(target, self.by))

    def _way(self, target: Target, one: Drilled, depth: str) -> None:
        """What is muted could not be heard, and what tells no topic can't be either."""
        stage = Stage("cause" if depth == "cause" else "state")
        if target.mute:
            if depth == "shadow":
                return
            stage.open = f"the rule {target.mute} mutes it"
        elif not target.topics:
            stage.failed = "it tells no topic"
        one.stages.append(stage)
        if not stage.done:
            act = self.world.cloud.act(target) if depth == "cause" else None
            self.uses.update(act.uses if act else ())
            self.waiting.append(OnWay(target, stage, self.patience, act))

    def _step(self) -> None:
        """Look at what goes on and at what is next, and go on."""
        coming = self._next()
        self.world.look({name for one in (*self.going, *coming) for name in one.names})
        self._go(self.going)
        self._go([one for one in coming if not self._in_use(one)])
        self.world.settle()

    def _go(self, some: Iterable[Going]) -> None:
        for one in list(some):
            one.step(self.world)
            done = one.stage.done
            if done:
                one.stop(self.world)
            self.going = [other for other in self.going if other is not one]
            self.going += [] if done else [one]
            self.waiting = [other for other in self.waiting if other is not one]

    def _next(self) -> list[OnWay]:
        """The first that waits for each way."""
        found: list[OnWay] = []
        for one in self.waiting:
            if not any(_share(one, other) for other in found):
                found.append(one)
        return found

    def _in_use(self, one: OnWay) -> bool:
        return any(_share(one, other) for other in self.going if isinstance(other, OnWay))


def _share(one: OnWay, other: OnWay) -> bool:
    return bool(one.target.way & other.target.way)
