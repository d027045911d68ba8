"""Run the alarms of an environment over their metrics' history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from golive.account.arns import ALARM
from golive.account.readers.alarms import alarm as read_alarm
from golive.account.reading import Reading
from golive.account.session import Session
from golive.account.side import Account
from golive.account.stacks import Resource
from golive.backtest import history, windows
from golive.backtest.query import MOST_SERIES
from golive.backtest.result import Backtest, Trial, Untested
from golive.backtest.states import NEVER, Values, reach
from golive.backtest.watched import CantTest, Contributor, Metric, Watched, of_metrics, watched
from golive.model import Evidence, Gap, Ref, Unknown

History = Mapping[history.Asked, Values]
Alarms = list[tuple[Watched, list[Contributor]]]
READS = "cloudwatch:GetMetricData"


class NoAlarms(Exception):
    """The environment's alarms can't be listed, or there are none; the message says why."""


class UnknownAlarm(ValueError):
    """An alarm was asked for that the environment doesn't have; the message names those it has."""


def backtest(
    account: Account, days: int, wanted: float, only: Sequence[str], tell: history.Tell
) -> Backtest:
    """All alarms of the environment, or those of these ids, over the days behind.

    Raises NoAlarms, UnknownAlarm, and NoHistory where metrics can't be read at all.
    """
    found: Alarms = []
    untested: list[Untested] = []
    for described in listed(account, only):
        try:
            one = _watched(account, described, days)
            found.append((one, contributors(account.session, one)))
        except (CantTest, Gap) as error:
            untested.append(Untested(described["AlarmName"], str(error)))
    spans = _spans(account.now, days, [one for one, _ in found])
    wanted_series = [asked for one, each in found for asked in needed(one, each)]
    read = history.read(account.session, wanted_series, spans, tell)
    trials = [run(one, each, read, spans[one.step], days) for one, each in found]
    return Backtest(
        environment=account.environment.name,
        at=account.now,
        days=days,
        wanted=wanted,
        trials=trials,
        untested=untested,
        simulated=account.marks.of([Evidence(READS, {})]),
        only=bool(only),
    )


def listed(account: Account, only: Sequence[str]) -> list[Mapping[str, Any]]:
    """The metric alarms that begin with the environment's prefix, or those of these ids."""
    if isinstance(account.account, Unknown):
        raise NoAlarms(account.account.why)
    prefix = account.environment.prefix
    kinds = ["MetricAlarm", "CompositeAlarm"]
    reply = account.session.call(
        "cloudwatch:DescribeAlarms", AlarmTypes=kinds, AlarmNamePrefix=prefix
    )
    if reply.why:
        raise NoAlarms(reply.why)
    named = {a["AlarmName"].removeprefix(f"{prefix}-"): a for a in reply.answer["MetricAlarms"]}
    if not named:
        raise NoAlarms(f"{account.environment.name} has no alarm: deploy the stack Operations")
    if strange := [one for one in only if one not in named]:
        raise UnknownAlarm(f"no alarm {strange[0]}; there are: {', '.join(sorted(named))}")
    return [alarm for name, alarm in named.items() if not only or name in only]


def contributors(session: Session, alarm: Watched) -> list[Contributor]:
    """The series of an alarm: one, or one for each value that a query groups by."""
    if alarm.query is None:
        return [of_metrics(alarm)]
    each: dict[str, list[Metric]] = {}
    for one in history.series_of(session, alarm.query):
        label = dict(one.dimensions).get(alarm.query.each, "")
        each.setdefault(label, []).append(one)
    if len(each) > MOST_SERIES:
        raise CantTest(f"it has {len(each)} series, CloudWatch evaluates {MOST_SERIES} only")
    return [Contributor(label, {"m": tuple(metrics)}) for label, metrics in sorted(each.items())]


def needed(alarm: Watched, each: Iterable[Contributor]) -> list[history.Asked]:
    """The series that must be read."""
    return [
        history.Asked(metric, part, alarm.step)
        for contributor in each
        for name, metrics in contributor.inputs.items()
        for metric in metrics
        for part in windows.parts_of(alarm.statistics[name])
    ]


def run(
    alarm: Watched, each: Sequence[Contributor], read: History, span: history.Span, days: int
) -> Trial:
    """One alarm over what was read of its series."""
    count = days * 86400 // alarm.step
    values, reached = np.full(count, np.nan), np.full(count, NEVER)
    silent: list[str] = []
    for contributor in each:
        upright = alarm.how.sign * _values(alarm, contributor, read)
        if np.isnan(upright[-count:]).all():
            silent.append(contributor.label)
        values = np.fmax(values, upright[-count:])
        reached = np.maximum(reached, reach(upright, alarm.rule, alarm.lag)[-count:])
    start = datetime.fromtimestamp(span.end.timestamp() - count * alarm.step, span.end.tzinfo)
    named = tuple(label or alarm.name for label in silent)
    return Trial(alarm, start, alarm.how.sign * values, reached, len(each), named)


def _values(alarm: Watched, contributor: Contributor, read: History) -> Values:
    series: dict[str, Values] = {}
    for name, metrics in contributor.inputs.items():
        statistic = alarm.statistics[name]
        parts = [
            {p: read[history.Asked(m, p, alarm.step)] for p in windows.parts_of(statistic)}
            for m in metrics
        ]
        whole = parts[0] if len(parts) == 1 else windows.together(parts, statistic)
        series[name] = windows.over(whole, statistic, alarm.lag)
    return alarm.made(series)


def _watched(account: Account, described: Mapping[str, Any], days: int) -> Watched:
    name = described["AlarmName"]
    if described.get("EvaluateLowSampleCountPercentile") == "ignore":
        raise CantTest("it ignores percentiles of few samples, and history doesn't say how many")
    read = Reading(account.session, account.estate, account.environment, account.now, account)
    fact = read_alarm(read, Resource(Ref("account", name), ALARM, name, name))
    clock = "WallClockWindow" in described.get("EvaluationWindow", {})
    return watched(fact, days, by_clock=clock)


def _spans(now: datetime, days: int, alarms: Iterable[Watched]) -> dict[int, history.Span]:
    """For each step the days behind, with the longest lead that one of its alarms needs."""
    leads: dict[int, int] = {}
    for one in alarms:
        leads[one.step] = max(leads.get(one.step, 0), one.lead)
    return {step: history.span(now, days, lead, step) for step, lead in leads.items()}
