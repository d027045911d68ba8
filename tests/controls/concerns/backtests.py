"""What a backtest says of the alarms, as facts made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from golive.alarms.match import row_of
from golive.alarms.settings import digest
from golive.facts.backtests import Backtest, Backtested
from golive.facts.monitoring import Alarm
from golive.model import Fact
from tests.controls import good
from tests.controls.concerns import dashboards, operations, rollback
from tests.sides import NOW

BACKTESTED = "2.6.3-thresholds-backtested"


def of(**changes: Any) -> tuple[Backtested, ...]:
    """Each alarm of the table that the good facts have, quiet and with data."""
    facts = (good.GOOD | dashboards.GOOD | operations.GOOD | rollback.GOOD).values()
    alarms = [fact for fact in facts if isinstance(fact, Alarm) and row_of(str(fact.name))]
    quiet = [
        Backtested(alarm=str(alarm.name), settings=digest(alarm), firings=14, has_data=True, why="")
        for alarm in alarms
    ]
    return tuple(replace(cast("Any", one), **changes) for one in quiet)


GOOD: dict[str, Fact] = {
    "Backtest": Backtest(at=NOW - timedelta(days=3), days=14, alarms=of()),
}

WRONG: list[tuple[str, str, dict[str, Any]]] = [
    (BACKTESTED, "Backtest", {"at": None}),
    (BACKTESTED, "Backtest", {"at": NOW - timedelta(days=31)}),
    (BACKTESTED, "Backtest", {"days": 13}),
    (BACKTESTED, "Backtest", {"alarms": ()}),
    (BACKTESTED, "Backtest", {"alarms": of()[1:]}),
    (BACKTESTED, "Backtest", {"alarms": of(firings=15)}),
    (BACKTESTED, "Backtest", {"alarms": of(has_data=False)}),
    (BACKTESTED, "Backtest", {"alarms": of(why="the statistic IQM is not known here")}),
    (BACKTESTED, "Backtest", {"alarms": of(settings="0123456789abcdef")}),
]
