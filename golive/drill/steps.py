"""The stages of one alarm's drill, each a step further whenever somebody looked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from golive.drill import shadow
from golive.drill.acts import Act
from golive.drill.result import Stage
from golive.drill.targets import Target
from golive.drill.world import World

REASON = "DRILL by golive: nothing is wrong"
OVER = "DRILL is over"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds: for a way that is in use, for the message, for the end.

    The end of a cause takes some periods more than its alarm evaluates, each five minutes: so long
    CloudWatch looks at the datapoint (User Guide, How CloudWatch alarms treat missing data).
    """

    free: float = 60
    arrive: float = 420
    clear: float = 1800


class Going(Protocol):
    """A stage that was begun."""

    target: Target
    stage: Stage

    @property
    def names(self) -> list[str]:
        """The alarms that it looks at."""
        ...

    def step(self, world: World) -> None:
        """Go on as far as what is seen allows."""
        ...

    def stop(self, world: World) -> None:
        """Put right what was begun, also when the drill is interrupted."""
        ...


@dataclass(slots=True)
class OnShadow:
    """An alarm like the target is fed until it fires, and then until it clears."""

    target: Target
    stage: Stage
    patience: Patience
    begun: datetime
    after: int
    fed: set[datetime] = field(default_factory=set[datetime])

    @property
    def names(self) -> list[str]:
        return [shadow.name_of(self.target)]

    def step(self, world: World) -> None:
        [name], stage = self.names, self.stage
        note(world, stage, name, world.told([name], name, self.after))
        if stage.delivered and not world.on(name):
            stage.cleared = world.now
        elif late(world, stage.delivered or self.begun, self.patience, stage):
            stage.failed = overdue(stage, "the alarm like it")
        elif not stage.delivered or world.on(name):
            self._feed(world)

    def _feed(self, world: World) -> None:
        """Each minute once: a sum would grow."""
        value = shadow.good(self.target) if self.stage.delivered else self.target.breach
        new = [
            at for at in shadow.minutes(self.target, world.clock.of_metrics()) if at not in self.fed
        ]
        self.fed.update(new)
        world.to_feed += [shadow.datum(self.target, value, at) for at in new]

    def stop(self, world: World) -> None:
        world.to_delete += self.names


@dataclass(slots=True)
class OnWay:
    """The alarm itself: its state is set, or its cause made; what it tells is waited for."""

    target: Target
    stage: Stage
    patience: Patience
    act: Act | None = None
    acted: datetime | None = None
    after: int = 0
    before: str = "OK"

    @property
    def names(self) -> list[str]:
        return [self.target.name, *self.target.composites]

    def step(self, world: World) -> None:
        if self.acted is None:
            self._begin(world)
        else:
            self._watch(world, self.acted)

    def _begin(self, world: World) -> None:
        """On already, a composite can't tell of one more alarm."""
        on = [name for name in self.names if world.on(name)]
        if not on:
            self._act(world)
        elif all(world.on_for(name) >= self.patience.free for name in on):
            self.stage.open = f"{on[-1]} is on already: drill it again when it is off"

    def _act(self, world: World) -> None:
        name = self.target.name
        self.before = world.alarms[name]["StateValue"]
        self.acted, self.after = world.clock.now(), len(world.arrived)
        if self.act is None:
            world.cloud.set_state(name, "ALARM", REASON)
        elif why := self.act.begin():
            self.stage.failed = why
            self._end(world)

    def _watch(self, world: World, acted: datetime) -> None:
        target, stage = self.target, self.stage
        before = stage.delivered
        tellers = target.composites or [target.name]
        note(world, stage, target.name, world.told(tellers, target.name, self.after))
        if stage.delivered and not before:
            self._end(world)
        elif stage.delivered and not any(map(world.on, self.names)):
            stage.cleared = world.now
        elif late(world, stage.delivered or acted, self.patience, stage):
            stage.failed = overdue(stage, "it")
            self._end(world)

    def _end(self, world: World) -> None:
        """What was begun is put right, and a state that was set is put back."""
        if self.act is None:
            world.cloud.set_state(self.target.name, self.before, OVER)
        else:
            self.act.end()

    def stop(self, world: World) -> None:
        if self.acted and not self.stage.done:
            self._end(world)


def note(world: World, stage: Stage, name: str, told: bool) -> None:
    """When it was first seen on, and when its message was: what told was on, however short."""
    if not stage.fired and (told or world.on(name)):
        stage.fired = world.now
    if not stage.delivered and told:
        stage.delivered = world.now


def late(world: World, since: datetime, patience: Patience, stage: Stage) -> bool:
    """Whether what is waited for has taken too long."""
    limit = patience.clear if stage.delivered else patience.arrive
    return (world.now - since).total_seconds() >= limit


def overdue(stage: Stage, what: str) -> str:
    """What did not come."""
    if stage.delivered:
        return f"{what} did not clear in time"
    return f"{what} fired, and no message arrived" if stage.fired else f"{what} did not fire"
