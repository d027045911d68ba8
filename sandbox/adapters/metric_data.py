"""CloudWatch: GetMetricData with expressions, newest datapoint first, as AWS answers by default.

The emulator answers an expression with an error. Metric math and Metrics Insights queries are
those of the alarms' evaluator; of what that doesn't know, the status is an error here too.
Sources: CloudWatch API Reference, GetMetricData and MetricDataResult; User Guide, Metrics Insights
limits (a call takes one query).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.adapters.services import extend
from sandbox.alarms.expression import evaluated
from sandbox.alarms.insights import contributors
from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Store, Values, Window
from sandbox.simulated.service import Parameters, Refused

Result = dict[str, Any]
Queries = list[Mapping[str, Any]]
PERIOD, MOMENT = 60, 0.001
"""Seconds: a period where nothing says another; before the end, which is no longer asked for."""


def get(given: Parameters) -> Parameters:
    """GetMetricData; Refused for more than one query of Metrics Insights."""
    queries: Queries = given["MetricDataQueries"]
    if sum(_is_query(one) for one in queries) > 1:
        raise Refused("ValidationError", "only one Metrics Insights query is taken by a call")
    store, span = Store.now(), (given["StartTime"].timestamp(), given["EndTime"].timestamp())
    results = [result for one in queries for result in _results(one, queries, store, span)]
    if given.get("ScanBy") != "TimestampAscending":
        for result in results:
            result["Timestamps"].reverse()
            result["Values"].reverse()
    return {"MetricDataResults": results}


def _results(
    one: Mapping[str, Any],
    queries: Queries,
    store: Store,
    span: tuple[float, float],
) -> Iterator[Result]:
    if not one.get("ReturnData", True):
        return
    try:
        window = _window(_period(one, queries), span)
        for label, values in _series(one, queries, store, window):
            yield _result(one["Id"], label, window, values)
    except CannotEvaluate as why:
        told = [{"Code": "Unsupported", "Value": str(why)}]
        yield _result(one["Id"], one["Id"], None, []) | {
            "StatusCode": "InternalError",
            "Messages": told,
        }


def _series(
    one: Mapping[str, Any], queries: Queries, store: Store, window: Window
) -> Iterator[tuple[str, Values]]:
    """Each series of a query, with its label."""
    if _is_query(one):
        found = contributors(one["Expression"], store, window)
        yield from ((f"{one.get('Label', '')} {group}".strip(), v) for group, v in found.items())
    elif text := one.get("Expression"):
        inputs = {q["Id"]: _metric(q, store, window) for q in _named(text, queries)}
        yield one.get("Label", one["Id"]), evaluated(text, inputs)
    else:
        label = one["MetricStat"]["Metric"]["MetricName"]
        yield one.get("Label", label), _metric(one, store, window)


def _metric(one: Mapping[str, Any], store: Store, window: Window) -> Values:
    stat = one["MetricStat"]
    metric = stat["Metric"]
    dimensions = {each["Name"]: each["Value"] for each in metric.get("Dimensions", ())}
    points = store.exact(metric["Namespace"], metric["MetricName"], dimensions)
    return window.values(points, stat["Stat"])


def _window(period: int, span: tuple[float, float]) -> Window:
    start, end = span
    count = math.ceil((end - start // period * period) / period)
    return Window(period, count, end - MOMENT)


def _period(one: Mapping[str, Any], queries: Queries) -> int:
    """Its own, else that of the metrics beside it."""
    beside = (one, *_named(one.get("Expression", ""), queries))
    stats = [q["MetricStat"]["Period"] for q in beside if "MetricStat" in q]
    return int(one.get("Period") or next(iter(stats), PERIOD))


def _named(expression: str, queries: Queries) -> Iterator[Mapping[str, Any]]:
    """The metrics that an expression names."""
    words = set(re.findall(r"\w+", expression))
    return (q for q in queries if "MetricStat" in q and (q["Id"] in words or "METRICS" in words))


def _is_query(one: Mapping[str, Any]) -> bool:
    return str(one.get("Expression", "")).lstrip().upper().startswith("SELECT ")


def _result(id: str, label: str, window: Window | None, values: Values) -> Result:
    starts = window.starts if window else []
    pairs = [(at, v) for at, v in zip(starts, values, strict=True) if v is not None]
    return {
        "Id": id,
        "Label": label,
        "Timestamps": [datetime.fromtimestamp(at, UTC) for at, _ in pairs],
        "Values": [value for _, value in pairs],
        "StatusCode": "Complete",
    }


extend("cloudwatch", "monitoring", {"GetMetricData": get})
