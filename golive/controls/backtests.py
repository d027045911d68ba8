"""Line 2.6.3: thresholds were run over the history of their metrics."""

from __future__ import annotations

from datetime import timedelta

from golive.alarms.match import row_for
from golive.alarms.row import Row
from golive.alarms.settings import FIRINGS_A_DAY, digest
from golive.controls.control import Finding, control, first, listing
from golive.facts.backtests import Backtest, Backtested
from golive.facts.monitoring import Alarm
from golive.model import Side

FRESH = timedelta(days=30)


@control("2.6.3", Backtest, fix="Run `golive backtest`, and set the thresholds that it suggests.")
def thresholds_backtested(backtest: Backtest, side: Side) -> Finding | None:
    """Each alarm of the table, as it is set now, was run over its metric's history in the last
    month: it had data where there always is some, and would by itself have fired at most once a
    day."""
    if backtest.at is None:
        return Finding("at", "has alarms that were never run over the history of their metrics")
    if side.now - backtest.at > FRESH:
        return Finding("at", f"has alarms that were last run over history {backtest.at:%F}")
    found = {each.alarm: each for each in backtest.alarms}
    most = FIRINGS_A_DAY * backtest.days
    return first(
        _wrong(alarm, row, found.get(str(alarm.name)), most)
        for _, alarm in listing(side, Alarm)
        if (row := row_for(alarm)) is not None
    )


def _wrong(alarm: Alarm, row: Row, tried: Backtested | None, most: float) -> Finding | None:
    """What is wrong with one alarm. One that another alarm explains tells nobody by itself."""
    if tried is None:
        return Finding("alarms", f"has no backtest of the alarm {alarm.name}")
    if tried.why:
        return Finding("alarms", f"has an alarm {alarm.name} that can't be run: {tried.why}")
    if tried.settings != digest(alarm):
        return Finding("alarms", f"has changed the alarm {alarm.name} since it was backtested")
    if not tried.has_data and row.expects == "always":
        return Finding("alarms", f"has no data for {alarm.name}, which should always have some")
    if tried.firings > most and not row.unless:
        return Finding(
            "alarms",
            f"would have heard {tried.firings} times of {alarm.name}, more than {most:g}",
        )
    return None
