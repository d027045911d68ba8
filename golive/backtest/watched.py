"""What an alarm evaluates: its rule, and of which metrics each of its series is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from golive.alarms.match import row_of
from golive.alarms.row import Row
from golive.backtest import expression, query, windows
from golive.backtest.firings import COMPARISONS, Comparison
from golive.backtest.states import Missing, Rule, Values
from golive.facts.monitoring import Alarm

IGNORES_MISSING = "AWS/DynamoDB"
"""Alarms on this namespace ignore missing data unless they say otherwise (CloudWatch User Guide,
Configuring how CloudWatch alarms treat missing data)."""
KEPT = ((14, 60), (62, 300), (454, 3600))
"""Days, and the finest period that CloudWatch keeps for a day longer (GetMetricData)."""


class CantTest(ValueError):
    """An alarm that can't be run over history; the message says why."""


class Metric(NamedTuple):
    """A metric by its full name; dimensions sorted by theirs."""

    namespace: str
    name: str
    dimensions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contributor:
    """One series of an alarm; `inputs` are metrics by their id in its expression.

    An input of several metrics aggregates them, as a query does. `label` is empty where the
    alarm has but one series.
    """

    label: str
    inputs: Mapping[str, tuple[Metric, ...]]


@dataclass(frozen=True, slots=True)
class Watched:
    """An alarm to be run over history. `step` is how far apart its evaluations are, seconds."""

    name: str
    row: Row | None
    fact: Alarm
    rule: Rule
    how: Comparison
    period: int
    step: int
    statistics: Mapping[str, str]
    made: Callable[[Mapping[str, Values]], Values]
    query: query.Query | None

    @property
    def lag(self) -> int:
        """Steps between two of its datapoints."""
        return self.period // self.step

    @property
    def lead(self) -> int:
        """Seconds before the beginning that its first state depends on."""
        return (self.rule.range + 1) * self.period


def watched(alarm: Alarm, days: int, *, by_clock: bool = False) -> Watched:
    """What to run for an alarm over so many days; raises CantTest.

    `by_clock`: its windows are those of the clock, and don't slide.
    """
    try:
        statistics, made, asked = _evaluated(alarm)
    except (expression.BadExpression, query.BadQuery) as error:
        raise CantTest(str(error)) from error
    if alarm.comparison not in COMPARISONS:
        raise CantTest(f"{alarm.comparison} is not known here")
    slides = not by_clock and all(map(windows.slides, statistics.values()))
    return Watched(
        name=str(alarm.name),
        row=row_of(str(alarm.name)),
        fact=alarm,
        rule=Rule(alarm.datapoints, alarm.evaluation_periods, _missing(alarm)),
        how=COMPARISONS[alarm.comparison],
        period=alarm.period_seconds,
        step=_step(alarm.period_seconds, days, slides=slides),
        statistics=statistics,
        made=made,
        query=asked,
    )


def of_metrics(alarm: Watched) -> Contributor:
    """The one series of an alarm that asks no query."""
    fact = alarm.fact
    if fact.inputs:
        inputs = {i.id: (metric(i.namespace, i.metric, i.dimensions),) for i in fact.inputs}
        return Contributor("", {name: inputs[name] for name in alarm.statistics})
    return Contributor("", {"m": (metric(fact.namespace, fact.metric, fact.dimensions),)})


def metric(namespace: str, name: str, dimensions: Mapping[str, object]) -> Metric:
    """With its dimensions in order."""
    return Metric(namespace, name, tuple(sorted((k, str(v)) for k, v in dimensions.items())))


def _evaluated(
    alarm: Alarm,
) -> tuple[dict[str, str], Callable[[Mapping[str, Values]], Values], query.Query | None]:
    """The statistic of each input, what is made of them, and the query that names them."""
    if alarm.inputs:
        made, names = expression.parsed(str(alarm.query))
        statistics = {each.id: each.statistic for each in alarm.inputs}
        if strange := set(names) - statistics.keys():
            raise CantTest(f"its expression names {', '.join(sorted(strange))}, which is no metric")
        return {name: statistics[name] for name in names}, made, None
    if alarm.query:
        asked = query.parsed(str(alarm.query))
        return {"m": asked.statistic}, lambda series: series["m"], asked
    known = windows.slides(alarm.statistic) or windows.PERCENTILE.fullmatch(alarm.statistic)
    if not known:
        raise CantTest(f"the statistic {alarm.statistic} is not known here")
    return {"m": alarm.statistic}, lambda series: series["m"], None


def _missing(alarm: Alarm) -> Missing:
    namespaces = {alarm.namespace, *(each.namespace for each in alarm.inputs)}
    if alarm.missing == "missing" and namespaces - {""} == {IGNORES_MISSING}:
        return "ignore"
    known: dict[str, Missing] = {
        "missing": "missing",
        "ignore": "ignore",
        "breaching": "breaching",
        "notBreaching": "notBreaching",
    }
    return known[alarm.missing]


def _step(period: int, days: int, *, slides: bool) -> int:
    """The finest that CloudWatch has for so many days; the period for what doesn't slide."""
    finest = next((seconds for most, seconds in KEPT if days <= most), 0)
    if not finest:
        raise CantTest(f"CloudWatch keeps no data for {days} days")
    if not period or period % finest:
        raise CantTest(
            f"its period is {period} s, and of {days} days CloudWatch keeps {finest} s only"
        )
    return finest if slides else period
