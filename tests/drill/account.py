"""An account in memory, as a drill sees it: alarms, composites, a queue, and its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from golive.alarms.table import by_id
from golive.alarms.watch import Watch
from golive.drill.messages import Arrival
from golive.drill.shadow import PREFIX
from golive.drill.targets import Target, targets
from golive.drill.world import World
from golive.environments import load

TOPIC = "arn:aws:sns:us-east-1:111122223333:golive-sandbox-critical"
ENVIRONMENT = load("sandbox")
NAME = ENVIRONMENT.prefix
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
COMPOSITE = f"{NAME}-critical"
ROWS = ("calls-near-quota", "calls-throttled", "calls-over-quota")
Alarm = dict[str, Any]


def alarm(row: str, state: str = "OK") -> Alarm:
    """The alarm of a row, which acts through the composite."""
    found = by_id()[row]
    return {
        "AlarmName": f"{NAME}-{row}",
        "Threshold": 1.0,
        "ComparisonOperator": found.comparison,
        "EvaluationPeriods": found.evaluation_periods,
        "DatapointsToAlarm": found.datapoints,
        "TreatMissingData": found.missing,
        "Dimensions": [{"Name": "FunctionName", "Value": "function"}],
        "StateValue": state,
        "StateReason": "",
        "StateUpdatedTimestamp": START,
    }


def composite(rows: Sequence[str], state: str = "OK") -> Alarm:
    """It tells the topic while one of them is on."""
    return {
        "AlarmName": COMPOSITE,
        "AlarmRule": " OR ".join(f'ALARM("{NAME}-{row}")' for row in rows),
        "AlarmActions": [TOPIC],
        "StateValue": state,
        "StateUpdatedTimestamp": START,
    }


@dataclass
class Cloud:
    """CloudWatch; a fed alarm is on as long as the newest value of a minute breaches.

    `deaf`: no message arrives. `dead`: no composite is turned on. `refuses`: causes are none, but
    where functions raise.
    """

    alarms_: dict[str, Alarm]
    composites: dict[str, Alarm]
    clock: Clock
    queue: list[Arrival] = field(default_factory=list[Arrival])
    deaf: bool = False
    dead: bool = False
    refuses: bool = True
    fed: dict[str, float] = field(default_factory=dict[str, float])
    said: list[str] = field(default_factory=list[str])
    most: int = 0

    def states(self, names: Sequence[str]) -> dict[str, Alarm]:
        every = self.alarms_ | self.composites
        return {name: dict(every[name]) for name in names if name in every}

    def set_state(self, name: str, state: str, reason: str) -> None:
        self.said.append(f"{state} {name}")
        self._turn(self.alarms_[name], state)
        on = [a for a in self.alarms_.values() if a["StateValue"] == "ALARM"]
        self.most = max(self.most, len(on))
        for one in () if self.dead else self.composites.values():
            wanted = "ALARM" if any(f'"{a["AlarmName"]}"' in one["AlarmRule"] for a in on) else "OK"
            if one["StateValue"] != wanted:
                self._turn(one, wanted, frozenset({name}))

    def put(self, alarm: Mapping[str, Any]) -> None:
        self.alarms_[alarm["AlarmName"]] = {
            **alarm,
            "StateValue": "INSUFFICIENT_DATA",
            "StateUpdatedTimestamp": self.clock.now(),
        }

    def feed(self, data: Sequence[Mapping[str, Any]]) -> None:
        for one in data:
            self.fed[one["Dimensions"][0]["Value"]] = one["Value"]

    def delete(self, names: Sequence[str]) -> None:
        self.said += [f"deleted {name}" for name in names]
        for name in names:
            self.alarms_.pop(name, None)

    def act(self, target: Target) -> Caused | None:
        return Caused(self, target.name) if target.cause() else None

    def evaluate(self) -> None:
        """What waiting brings: shadows look at what they were fed."""
        for name, value in self.fed.items():
            if found := self.alarms_.get(f"{PREFIX}{name}"):
                less = found["ComparisonOperator"].startswith("Less")
                limit = found["Threshold"]
                bad = value < limit if less else value >= limit
                if found["StateValue"] != (wanted := "ALARM" if bad else "OK"):
                    self._turn(found, wanted)

    def _turn(self, alarm: Alarm, state: str, about: frozenset[str] = frozenset()) -> None:
        alarm |= {"StateValue": state, "StateUpdatedTimestamp": self.clock.now()}
        if alarm.get("AlarmActions") and not self.deaf:
            name = alarm["AlarmName"]
            told = Arrival(TOPIC, "", self.clock.now(), name, state, about or frozenset({name}))
            self.queue.append(told)


@dataclass
class Caused:
    """A cause that turns its alarm on, and off again."""

    cloud: Cloud
    alarm: str
    uses = ("connect:StartChatContact",)

    def begin(self) -> str:
        self.cloud.said.append(f"caused {self.alarm}")
        for state in ("ALARM", "OK"):
            later = partial(self.cloud.set_state, self.alarm, state, "")
            self.cloud.clock.later.append(later)
        return "" if self.cloud.refuses else "the function did not refuse"

    def end(self) -> None:
        self.cloud.said.append(f"ended {self.alarm}")

    def tidy(self) -> None:
        self.cloud.said.append(f"tidied {self.alarm}")


@dataclass
class Clock:
    """Each wait is as long as was asked for, and of what is `later` one thing happens in each."""

    at: datetime = START
    cloud: Any = None
    later: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    waits: int = 0
    interrupts_at: int = 0

    def now(self) -> datetime:
        return self.at

    def of_metrics(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waits += 1
        if self.waits == self.interrupts_at:
            raise KeyboardInterrupt
        self.at += timedelta(seconds=seconds)
        self.cloud.evaluate()
        if self.later:
            self.later.pop(0)()


@dataclass
class Queue:
    """What arrived."""

    cloud: Cloud

    def take(self) -> list[Arrival]:
        taken, self.cloud.queue = self.cloud.queue, []
        return taken


def world(rows: Sequence[str] = ROWS, state: str = "OK", **changes: Any) -> tuple[World, Cloud]:
    """A world with the alarms of these rows, the composite in this state."""
    clock = Clock(interrupts_at=changes.pop("interrupts_at", 0))
    alarms = {one["AlarmName"]: one for one in map(alarm, rows)}
    cloud = Cloud(alarms, {COMPOSITE: composite(rows, state)}, clock, **changes)
    clock.cloud = cloud
    made: Any = World(cloud, Queue(cloud), clock, START)  # pyright: ignore[reportArgumentType]
    return made, cloud


def aimed(cloud: Cloud, muted: Mapping[str, str] | None = None, **changes: Any) -> list[Target]:
    """Its alarms as targets, each with these changes."""
    every = [
        Watch(row, "", dict.fromkeys(row.places, "x"), ENVIRONMENT.measures)
        for row in by_id().values()
    ]
    alarms = [{**one, **changes} for one in cloud.alarms_.values()]
    composites = [*cloud.composites.values()]
    return targets(every, NAME, alarms, composites, muted or {})
