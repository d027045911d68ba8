"""What running alarms over the history of their metrics said of them."""

from __future__ import annotations

from datetime import datetime

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class Backtested(Fact):
    """One alarm: the mark of its settings then, how often it fired, and whether it had data.

    `why` is why it could not be run; empty where it was.
    """

    alarm: str
    settings: str
    firings: int
    has_data: bool
    why: str


@fact
class Backtest(Fact):
    """The newest backtest of all alarms of an environment: when, UTC, and over how many days.

    `at` is None where none was kept.
    """

    of = Instance
    at: datetime | None
    days: int
    alarms: tuple[Backtested, ...]

    def aside(self) -> str:
        """Over how many days, and which alarms met no value there: nothing of theirs was tried."""
        untried = [each.alarm for each in self.alarms if not each.has_data]
        some = f"; no value was met by {len(untried)} of {len(self.alarms)}" if untried else ""
        return f"over {self.days} days{some}" if self.at else ""
