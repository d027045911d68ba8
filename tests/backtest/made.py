"""Alarms, series and a CloudWatch to read them from, without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from botocore import xform_name
from botocore.validate import ParamValidator

from golive.backtest.history import MOST_POINTS, read, span
from golive.backtest.result import Backtest, Trial
from golive.backtest.run import contributors, needed, run
from golive.backtest.watched import Metric, watched
from golive.facts.monitoring import Alarm, Input
from tests.account.canned import service_model

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OPERATIONS = {xform_name(name): name for name in ("GetMetricData", "ListMetrics")}
METRIC = Metric("AWS/Connect", "MissedCalls", (("InstanceId", "i"), ("MetricGroup", "VoiceCalls")))


def alarm(**changed: Any) -> Alarm:
    """One on missed calls a minute: at least one, at once."""
    fields: dict[str, Any] = {
        "name": "golive-sandbox-missed-calls",
        "namespace": METRIC.namespace,
        "metric": METRIC.name,
        "dimensions": dict(METRIC.dimensions),
        "statistic": "Sum",
        "period_seconds": 60,
        "query": "",
        "inputs": (),
        "threshold": 1.0,
        "comparison": "GreaterThanOrEqualToThreshold",
        "evaluation_periods": 1,
        "datapoints": 1,
        "missing": "notBreaching",
        "actions": (),
        "actions_enabled": True,
    }
    return Alarm(**(fields | changed))


def an_input(name: str, metric: str) -> Input:
    """One of an expression, of the same place as METRIC."""
    return Input(
        id=name,
        namespace=METRIC.namespace,
        metric=metric,
        dimensions=dict(METRIC.dimensions),
        statistic="Sum",
        period_seconds=60,
    )


@dataclass
class Cloud:
    """What a session is to the backtest: answers GetMetricData and ListMetrics in pages.

    `samples` are values by metric and by the minute before now at which they were published.
    """

    samples: dict[Metric, dict[int, list[float]]] = field(
        default_factory=dict[Metric, dict[int, list[float]]]
    )
    status: str = "Complete"
    page: int = MOST_POINTS
    calls: list[str] = field(default_factory=list[str])

    def client(self, service: str) -> Cloud:
        assert service == "cloudwatch"
        return self

    def get_paginator(self, method: str) -> Pages:
        return Pages(self, OPERATIONS[method])


@dataclass
class Pages:
    """The pages of one operation; a request that AWS would refuse fails."""

    cloud: Cloud
    operation: str

    def paginate(self, **asked: Any) -> Any:
        shape = service_model("cloudwatch").operation_model(self.operation).input_shape
        assert shape is not None
        report = ParamValidator().validate(asked, shape)
        assert not report.has_errors(), report.generate_report()
        return _listed(self.cloud, asked) if self.operation == "ListMetrics" else self._data(asked)

    def _data(self, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        assert len(asked["MetricDataQueries"]) <= 500
        found = [
            (query["Id"], at, value)
            for query in asked["MetricDataQueries"]
            for at, value in _points(self.cloud, query["MetricStat"], asked)
        ]
        for start in range(0, len(found) or 1, self.cloud.page):
            self.cloud.calls.append(self.operation)
            yield {"MetricDataResults": list(_results(found, start, self.cloud))}


def _results(found: Sequence[Any], start: int, cloud: Cloud) -> Iterator[dict[str, Any]]:
    page = found[start : start + cloud.page]
    for name in dict.fromkeys(id for id, _, _ in page) or ["q0"]:
        mine = [(at, value) for id, at, value in page if id == name]
        yield {
            "Id": name,
            "StatusCode": cloud.status,
            "Timestamps": [datetime.fromtimestamp(at, UTC) for at, _ in mine],
            "Values": [value for _, value in mine],
        }


def _points(
    cloud: Cloud, stat: Mapping[str, Any], asked: Mapping[str, Any]
) -> Iterator[tuple[int, float]]:
    named = tuple(sorted((d["Name"], d["Value"]) for d in stat["Metric"]["Dimensions"]))
    metric = Metric(stat["Metric"]["Namespace"], stat["Metric"]["MetricName"], named)
    buckets: dict[int, list[float]] = {}
    for ago, values in cloud.samples.get(metric, {}).items():
        at = int(NOW.timestamp()) - ago * 60
        if asked["StartTime"].timestamp() <= at < asked["EndTime"].timestamp():
            buckets.setdefault(at // stat["Period"] * stat["Period"], []).extend(values)
    for at, values in sorted(buckets.items()):
        yield at, _reckoned(values, stat["Stat"])


def _reckoned(values: Sequence[float], statistic: str) -> float:
    plain: dict[str, Callable[[Sequence[float]], float]]
    plain = {"Sum": sum, "SampleCount": len, "Maximum": max, "Minimum": min}
    if statistic in plain:
        return float(plain[statistic](values))
    return float(np.percentile(np.array(values), float(statistic[1:])))


@dataclass
class Listed:
    """The metrics of a name that have these dimensions, some of them with these values."""

    metrics: list[dict[str, Any]]

    def build_full_result(self) -> dict[str, Any]:
        return {"Metrics": self.metrics}


def _listed(cloud: Cloud, asked: Mapping[str, Any]) -> Listed:
    cloud.calls.append("ListMetrics")
    named = (asked["Namespace"], asked["MetricName"])
    fits = [metric for metric in cloud.samples if metric[:2] == named and _has(metric, asked)]
    return Listed(
        [
            {"Dimensions": [{"Name": name, "Value": value} for name, value in metric.dimensions]}
            for metric in fits
        ]
    )


def _has(metric: Metric, asked: Mapping[str, Any]) -> bool:
    dimensions = dict(metric.dimensions)
    return all(
        each["Name"] in dimensions and each.get("Value") in (None, dimensions[each["Name"]])
        for each in asked["Dimensions"]
    )


def tried(cloud: Cloud, fact: Alarm, days: int = 1) -> Trial:
    """An alarm run over what this CloudWatch has of the days before NOW."""
    one = watched(fact, days)
    each = contributors(cloud, one)  # pyright: ignore[reportArgumentType]
    window = span(NOW, days, one.lead, one.step)
    found = read(cloud, needed(one, each), {one.step: window}, lambda done, of: None)  # pyright: ignore[reportArgumentType]
    return run(one, each, found, window, days)


def backtest(*trials: Trial, wanted: float = 1.0, **changed: Any) -> Backtest:
    """All of an environment's alarms over one day."""
    fields: dict[str, Any] = {
        "environment": "sandbox",
        "at": NOW,
        "days": 1,
        "wanted": wanted,
        "trials": trials,
        "untested": [],
        "simulated": "",
        "only": False,
    }
    return Backtest(**(fields | changed))
