"""Metric history, read in as few requests as GetMetricData's limits allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from golive.account.errors import CALL_ERRORS, reason
from golive.account.metrics import MOST_QUERIES, UNANSWERED
from golive.account.session import Session
from golive.backtest.query import Query
from golive.backtest.states import Values
from golive.backtest.watched import Metric

MOST_POINTS = 100_800
"""CloudWatch API Reference, GetMetricData: datapoints of one page."""
AT_ONCE = 4
"""Requests under way; how many a second is the session's to say."""
Tell = Callable[[int, int], None]


class NoHistory(Exception):
    """Metrics can't be read; the message says why."""


class Asked(NamedTuple):
    """One series: a statistic of a metric, a value every `step` seconds."""

    metric: Metric
    statistic: str
    step: int


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, UTC, whole multiples of `step` seconds; half-open."""

    start: datetime
    end: datetime
    step: int

    @property
    def count(self) -> int:
        return int((self.end - self.start).total_seconds()) // self.step


def span(now: datetime, days: int, lead: int, step: int) -> Span:
    """The days behind `now` in whole steps, and `lead` seconds before them."""
    last = int(now.timestamp()) // step * step
    begin = (last - days * 86400 - lead) // step * step
    return Span(datetime.fromtimestamp(begin, UTC), datetime.fromtimestamp(last, UTC), step)


def read(
    session: Session, asked: Iterable[Asked], spans: Mapping[int, Span], tell: Tell
) -> dict[Asked, Values]:
    """Each series over the span of its step; NoHistory where CloudWatch gives no answer.

    Requests are cut so that each answer fits one page where it can. `tell` hears how many of
    how many series are read.
    """
    wanted = list(dict.fromkeys(asked))
    batches = list(_batches(wanted, spans))
    found: dict[Asked, Values] = {}
    with ThreadPoolExecutor(AT_ONCE, "history") as pool:
        for answers in pool.map(partial(_answers, session, spans), batches):
            found |= answers
            tell(len(found), len(wanted))
    return found


def series_of(session: Session, query: Query) -> list[Metric]:
    """The metrics that a query is about, of those with data in the last two weeks (ListMetrics)."""
    where = [{"Name": name, "Value": value} for name, value in query.where.items()]
    where += [{"Name": query.each}] if query.each and query.each not in query.where else []
    asked = {"Namespace": query.namespace, "MetricName": query.metric, "Dimensions": where}
    pages = session.client("cloudwatch").get_paginator("list_metrics")
    try:
        listed = pages.paginate(**asked).build_full_result()["Metrics"]
    except CALL_ERRORS as error:
        raise NoHistory(reason("cloudwatch:ListMetrics", error)) from error
    found = (
        Metric(query.namespace, query.metric, tuple(sorted((d["Name"], d["Value"]) for d in dims)))
        for dims in (one["Dimensions"] for one in listed)
    )
    return sorted(found)


def _batches(wanted: Iterable[Asked], spans: Mapping[int, Span]) -> Iterator[list[Asked]]:
    by_step: dict[int, list[Asked]] = {}
    for one in wanted:
        by_step.setdefault(one.step, []).append(one)
    for step, alike in by_step.items():
        fitting = max(1, min(MOST_QUERIES, MOST_POINTS // max(1, spans[step].count)))
        yield from (alike[at : at + fitting] for at in range(0, len(alike), fitting))


def _answers(
    session: Session, spans: Mapping[int, Span], batch: list[Asked]
) -> dict[Asked, Values]:
    window = spans[batch[0].step]
    found = {one: np.full(window.count, np.nan) for one in batch}
    first, every = window.start.timestamp(), window.step
    for result in _results(session, batch, window):
        values = found[batch[int(result["Id"][1:])]]
        at = np.array([stamp.timestamp() for stamp in result["Timestamps"]])
        places = ((at - first) // every).astype(np.int64)
        inside = (places >= 0) & (places < len(values))
        values[places[inside]] = np.array(result["Values"], dtype=np.float64)[inside]
    return found


def _results(session: Session, batch: list[Asked], window: Span) -> Iterator[Mapping[str, Any]]:
    """Every result of every page; one that was not read is no empty one."""
    pages = session.client("cloudwatch").get_paginator("get_metric_data")
    queries = [_query(number, one) for number, one in enumerate(batch)]
    asked = {"StartTime": window.start, "EndTime": window.end, "ScanBy": "TimestampAscending"}
    try:
        for page in pages.paginate(MetricDataQueries=queries, **asked):
            for result in page["MetricDataResults"]:
                if (status := result.get("StatusCode", "")) in UNANSWERED:
                    raise NoHistory(f"cloudwatch:GetMetricData answered {status} for a metric")
                yield result
    except CALL_ERRORS as error:
        raise NoHistory(reason("cloudwatch:GetMetricData", error)) from error


def _query(number: int, asked: Asked) -> dict[str, Any]:
    namespace, name, dimensions = asked.metric
    metric = {
        "Namespace": namespace,
        "MetricName": name,
        "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions],
    }
    stat = {"Metric": metric, "Period": asked.step, "Stat": asked.statistic}
    return {"Id": f"q{number}", "MetricStat": stat}
