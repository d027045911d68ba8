"""What makes any alarm useless, whoever wrote it.

A metric that nobody publishes, dimensions that don't go together, a threshold outside the unit,
a statistic that says nothing, missing data taken for health, and what CloudWatch refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from golive.alarms.fault import Effect, Fault
from golive.alarms.metric_rules import (
    Judged,
    Watched,
    absent,
    limited,
    named,
    paced,
    published,
    summed,
)
from golive.alarms.metrics import find
from golive.alarms.selection import Select, parsed
from golive.facts.monitoring import Alarm, Input

DAY, HOUR = 86_400, 3_600
SHORT_PERIODS = (10, 20, 30)
MOST_METRICS = 10
"""Of a metric math expression (CloudWatch User Guide, Limits of alarms)."""
QUERY_WINDOW = 3 * HOUR
"""Seconds that an alarm on a Metrics Insights query looks back (there)."""
SEARCH = re.compile(r"\bSEARCH\s*\(", re.IGNORECASE)


def faults(alarm: Alarm) -> Iterator[Fault]:
    """Everything that is wrong with an alarm but whom it tells; Gap at what isn't known."""
    if not alarm.query:
        yield from _plain(alarm)
    elif select := parsed(str(alarm.query)):
        yield from _selected(alarm, select)
    else:
        yield from _computed(alarm)
    yield from _evaluated(alarm)


def unheard(alarm: Alarm) -> Iterator[Fault]:
    """It tells nobody itself; a composite may for it."""
    if not alarm.actions_enabled:
        yield Fault("actions", "actions_enabled", "has its actions disabled", Effect.UNHEARD)
    elif not alarm.actions:
        yield Fault("actions", "actions", "tells nobody", Effect.UNHEARD)


def _plain(alarm: Alarm) -> Iterator[Fault]:
    if not alarm.metric:
        yield Fault("metric", "metric", "watches neither a metric nor a query", Effect.NEVER)
        return
    watched = _watched(alarm)
    yield from named(watched)
    if metric := find(watched.namespace, watched.name):
        yield from published(metric, watched)
        yield from limited(metric, watched.statistic, _judged(alarm))
        yield from absent(metric, watched, _judged(alarm))
        yield from paced(metric, watched, _judged(alarm))


def _selected(alarm: Alarm, select: Select) -> Iterator[Fault]:
    """A Metrics Insights query: what it asks for exists, and all of it is looked at."""
    watched = Watched(
        select.namespace,
        select.metric,
        select.dimensions,
        select.statistic,
        alarm.period_seconds,
    )
    yield from named(watched)
    if metric := find(watched.namespace, watched.name):
        there = (metric.has if select.whole else metric.fits)(watched.dimensions)
        if select.strays or not there:
            asked = ", ".join(watched.dimensions)
            text = f"asks for {metric.name} by {asked}: there is no such series"
            yield Fault("dimensions", "query", text, Effect.NEVER)
        yield from summed(metric, watched.statistic)
        yield from limited(metric, watched.statistic, _judged(alarm))
        yield from absent(metric, watched, _judged(alarm))
    if select.group and not (select.ordered and select.limit is None):
        text = "asks for some of its series only: leave out LIMIT, and ORDER BY the value"
        yield Fault("query", "query", text, Effect.BLUNT)
    if alarm.period_seconds * alarm.evaluation_periods > QUERY_WINDOW:
        text = "looks back beyond the three hours that a query's alarm sees"
        yield Fault("window", "evaluation_periods", text, Effect.BLUNT)


def _computed(alarm: Alarm) -> Iterator[Fault]:
    """Metric math: each input exists, and CloudWatch takes the expression."""
    if SEARCH.search(str(alarm.query)):
        text = "watches a SEARCH expression, on which there are no alarms"
        yield Fault("query", "query", text, Effect.REFUSED)
    elif not alarm.inputs:
        yield Fault("query", "query", "watches an expression of no metric", Effect.NEVER)
    if len(alarm.inputs) > MOST_METRICS:
        text = f"watches {len(alarm.inputs)} metrics in one expression; {MOST_METRICS} may be"
        yield Fault("query", "inputs", text, Effect.REFUSED)
    if len({each.period_seconds for each in alarm.inputs}) > 1:
        text = "watches metrics of different periods in one expression"
        yield Fault("period", "inputs", text, Effect.REFUSED)
    for each in alarm.inputs:
        watched = _watched(each)
        found = [*named(watched)]
        if metric := find(watched.namespace, watched.name):
            found += published(metric, watched)
        yield from (fault._replace(field="inputs") for fault in found)


def _watched(of: Alarm | Input) -> Watched:
    return Watched(of.namespace, of.metric, of.dimensions, of.statistic, of.period_seconds, of.unit)


def _judged(alarm: Alarm) -> Judged:
    return Judged(
        alarm.comparison,
        alarm.threshold,
        alarm.evaluation_periods,
        alarm.datapoints,
        alarm.missing,
    )


def _evaluated(alarm: Alarm) -> Iterator[Fault]:
    """What PutMetricAlarm accepts (CloudWatch API Reference)."""
    period, periods, datapoints = alarm.period_seconds, alarm.evaluation_periods, alarm.datapoints
    if not 1 <= datapoints <= periods:
        text = f"wants {datapoints} datapoints of {periods}"
        yield Fault("datapoints", "datapoints", text, Effect.REFUSED)
    if period % 60 and period not in SHORT_PERIODS:
        text = f"has a period of {period} s, which is no whole minute"
        yield Fault("period", "period_seconds", text, Effect.REFUSED)
    longest = 7 * DAY if period >= HOUR else DAY
    if period * periods > longest:
        text = f"looks back for {period * periods / DAY:g} days; {longest // DAY} may be"
        yield Fault("window", "evaluation_periods", text, Effect.REFUSED)
