"""The newest backtest in the evidence bucket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from golive.account.arns import INSTANCE
from golive.account.kept import newest
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.backtests import Backtest, Backtested

FOLDER = "backtests"
MOST = 3
"""Backtests opened in search of one of this environment."""


@reader(
    Backtest, INSTANCE, at="backtests/: at", days="backtests/: days", alarms="backtests/: alarms[]"
)
def backtest(read: Reading, subject: Resource) -> Backtest:
    kept = (one for one in newest(read, FOLDER, MOST) if _whole(read, one))
    found: Mapping[str, Any] | None = next(kept, None)
    if found is None:
        return Backtest(at=None, days=0, alarms=())
    at = datetime.fromisoformat(found["at"]).astimezone(UTC)
    return Backtest(at=at, days=found["days"], alarms=tuple(_alarms(found)))


def _whole(read: Reading, found: Mapping[str, Any]) -> bool:
    return found["environment"] == read.environment.name and not found["only"]


def _alarms(found: Mapping[str, Any]) -> Iterator[Backtested]:
    for one in found["alarms"]:
        yield Backtested(
            alarm=one["alarm"],
            settings=one["settings"],
            firings=one["firings"],
            has_data=one["has_data"],
            why="",
        )
    for one in found["untested"]:
        yield Backtested(alarm=one["alarm"], settings="", firings=0, has_data=False, why=one["why"])
