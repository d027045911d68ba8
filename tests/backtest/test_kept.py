"""What the command keeps is what verify reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.alarms.settings import digest
from golive.controls import catalogue
from golive.facts.backtests import Backtest
from golive.judge import judge_one
from golive.model import Outcome
from tests.account.backtested import kept
from tests.account.good import answers, side_of
from tests.backtest.made import METRIC, NOW, Cloud, alarm, backtest, tried

CONTROL = catalogue()["2.6.3-thresholds-backtested"]


def read(found: dict[str, Any]) -> Any:
    """The fact of an account whose bucket holds this."""
    listed: Any = side_of(answers(kept(found))).facts(Backtest)
    [seen] = listed
    return seen.fact


def test_what_is_kept_becomes_the_fact() -> None:
    """When, over how many days, and of each alarm its settings, its firings and its data."""
    one = tried(Cloud({METRIC: {30: [1], 29: [0]}}), alarm())
    fact = read(backtest(one).to_json(compact=True))
    assert (fact.at, fact.days) == (NOW, 1)
    [row] = fact.alarms
    assert (row.alarm, row.settings) == ("golive-sandbox-missed-calls", digest(one.alarm.fact))
    assert (row.firings, row.has_data, row.why) == (1, True, "")


def test_a_backtest_of_some_alarms_is_none() -> None:
    """Only a whole one counts."""
    one = tried(Cloud(), alarm())
    assert read(backtest(one, only=True).to_json(compact=True)).at is None


def test_an_alarm_that_changed_must_be_run_again() -> None:
    """Another threshold is another mark; whom the alarm tells is none of it."""
    assert digest(alarm()) == digest(alarm(actions=("topic",), actions_enabled=False))
    marks = {digest(alarm(**{field: 2})) for field in ("threshold", "datapoints")}
    assert len(marks | {digest(alarm())}) == 3


def test_what_could_not_be_run_is_no_pass() -> None:
    """The reason is kept, and told."""
    whole = answers()
    alarms: Any = whole["cloudwatch:DescribeAlarms"]
    rows = [{"alarm": a["AlarmName"], "why": "it is strange"} for a in alarms["MetricAlarms"]]
    head = {"at": (NOW - timedelta(hours=1)).isoformat(), "alarms": [], "untested": rows}
    [judged] = judge_one(CONTROL, side_of(answers(kept(head))))
    assert judged.outcome is Outcome.FAIL
    assert "it is strange" in judged.finding
