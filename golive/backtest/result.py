"""What a backtest found of one alarm, and of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from golive.alarms.settings import digest
from golive.backtest.firings import Curve, Firing, curve, firings, for_rate, on, thresholds
from golive.backtest.states import Values
from golive.backtest.watched import Watched

EXPECTED = ("always", "traffic")
"""What rows of the table expect of their metric: without it, nothing was tried."""
SHOWN_FIRINGS = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """An alarm run over its history: from `start` on, a value and a reach every step.

    `values` are the worst of its series; `silent` are those without a datapoint, `series` counts
    them all. An alarm on a query that found no series has neither.
    """

    alarm: Watched
    start: datetime
    values: Values
    reached: Values
    series: int
    silent: tuple[str, ...]

    @property
    def days(self) -> float:
        return len(self.reached) * self.alarm.step / 86400

    @property
    def expects(self) -> str:
        """When its metric should have data; empty for an alarm that no row of the table names."""
        return self.alarm.row.expects if self.alarm.row else ""

    @property
    def has_data(self) -> bool:
        return self.series > len(self.silent)

    @property
    def untried(self) -> bool:
        """Whether data is missing that should be there, so that the threshold met no value."""
        return not self.has_data and self.expects in EXPECTED

    @property
    def firings(self) -> list[Firing]:
        return list(firings(on(self.reached, self.alarm.fact.threshold, self.alarm.how)))

    def at(self, step: int) -> datetime:
        """When the alarm looks at what this step ended."""
        return self.start + timedelta(seconds=(step + 1) * self.alarm.step)

    def minutes(self, steps: int) -> float:
        return steps * self.alarm.step / 60

    @property
    def curve(self) -> Curve:
        """Firings over thresholds, the set one among them."""
        tried = thresholds(self.reached, self.alarm.fact.threshold, self.alarm.how)
        return curve(self.reached, tried, self.alarm.how)

    def suggested(self, wanted: float) -> float | None:
        """The most sensitive threshold that fires so many times a day at most."""
        return for_rate(self.reached, wanted * self.days, self.alarm.how)

    @property
    def explained(self) -> str:
        """The alarm that explains its silence: it tells somebody only while that one is off."""
        return self.alarm.row.unless if self.alarm.row else ""

    def too_often(self, wanted: float) -> bool:
        """Whether an alarm of the table fires by itself more often than so many times a day."""
        told = self.alarm.row is not None and not self.explained
        return told and len(self.firings) > wanted * self.days


@dataclass(frozen=True, slots=True)
class Untested:
    """An alarm that can't be run over history."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Backtest:
    """All alarms that were asked for, over the same days; `wanted` is firings a day.

    `simulated` says what an endpoint other than AWS makes up; `only`: some alarms, not all.
    """

    environment: str
    at: datetime
    days: int
    wanted: float
    trials: Sequence[Trial]
    untested: Sequence[Untested]
    simulated: str
    only: bool

    @property
    def code(self) -> int:
        """0 none fires more often than wanted, 1 one does, 3 one can't be told."""
        if any(one.too_often(self.wanted) for one in self.trials):
            return 1
        return 3 if self.untested or any(one.untried for one in self.trials) else 0

    def to_json(self, *, compact: bool = False) -> dict[str, Any]:
        """As data; compact for evidence: no firings one by one, and no curve."""
        rows = [_row(one, self.wanted, compact=compact) for one in self.trials]
        return {
            "environment": self.environment,
            "at": self.at.isoformat(),
            "days": self.days,
            "wanted": self.wanted,
            "only": self.only,
            "simulated": self.simulated,
            "alarms": rows,
            "untested": [{"alarm": one.name, "why": one.why} for one in self.untested],
        }


def _row(one: Trial, wanted: float, *, compact: bool) -> dict[str, Any]:
    found, alarm = one.firings, one.alarm
    said: dict[str, Any] = {
        "alarm": alarm.name,
        "row": alarm.row.id if alarm.row else "",
        "settings": digest(alarm.fact),
        "expects": one.expects,
        "explained": one.explained,
        "comparison": alarm.fact.comparison,
        "threshold": alarm.fact.threshold,
        "firings": len(found),
        "minutes_on": one.minutes(sum(each.end - each.start for each in found)),
        "suggested": one.suggested(wanted),
        "series": one.series,
        "silent": list(one.silent),
        "has_data": one.has_data,
    }
    return said if compact else said | _whole(one, found)


def _whole(one: Trial, found: Sequence[Firing]) -> dict[str, Any]:
    drawn = one.curve
    return {
        "begins": one.start.isoformat(),
        "step_seconds": one.alarm.step,
        "fired": [
            {"at": one.at(each.start).isoformat(), "minutes": one.minutes(each.end - each.start)}
            for each in found[:SHOWN_FIRINGS]
        ],
        "curve": {
            "thresholds": np.round(drawn.thresholds, 9).tolist(),
            "firings": drawn.firings.tolist(),
            "minutes_on": [one.minutes(steps) for steps in drawn.steps_on.tolist()],
        },
    }
