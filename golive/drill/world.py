"""What a drill sees between two steps: the states of alarms, what arrived, what time it is."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from golive.alarms.deployed import Described
from golive.drill.cloud import Cloud
from golive.drill.messages import Arrival, Arrivals

ON = "ALARM"


class Clock(Protocol):
    """Time as a drill uses it."""

    def now(self) -> datetime:
        """UTC."""
        ...

    def of_metrics(self) -> datetime:
        """What datapoints are told to be of, when they are of now."""
        ...

    def wait(self, seconds: float) -> None:
        """Let CloudWatch look at its alarms."""
        ...


class WallClock:
    """That of everybody."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def of_metrics(self) -> datetime:
        return self.now()

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


@dataclass(slots=True)
class World:
    """Looked at by `look`; `arrived` is all that came since the drill began."""

    cloud: Cloud
    arrivals: Arrivals
    clock: Clock
    now: datetime
    alarms: Mapping[str, Described] = field(default_factory=dict[str, Described])
    arrived: list[Arrival] = field(default_factory=list[Arrival])
    to_feed: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    to_delete: list[str] = field(default_factory=list[str])

    def look(self, names: Collection[str]) -> None:
        """Read the states of these alarms, and take the messages."""
        self.alarms = self.cloud.states(sorted(names))
        self.arrived += self.arrivals.take()
        self.now = self.clock.now()

    def settle(self) -> None:
        """Feed and delete what steps asked for, many at once."""
        feed, delete = self.to_feed, self.to_delete
        self.to_feed, self.to_delete = [], []
        self.cloud.feed(feed)
        self.cloud.delete(delete)

    def on(self, name: str) -> bool:
        """Whether an alarm is on."""
        return name in self.alarms and self.alarms[name]["StateValue"] == ON

    def on_for(self, name: str) -> float:
        """How long its state has been so, in seconds."""
        return (self.now - self.alarms[name]["StateUpdatedTimestamp"]).total_seconds()

    def told(self, names: Collection[str], about: str, after: int) -> bool:
        """Whether a message says that one of these is on because of an alarm.

        Messages are counted, for clocks differ: it is none of the first `after`.
        """
        return any(
            one.alarm in names and one.state == ON and about in one.about
            for one in self.arrived[after:]
        )
