"""CloudWatch dashboards, and whether what they draw has data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from golive.account.arns import DASHBOARD
from golive.account.readers.reader import reader
from golive.account.reading import Reading, known
from golive.account.stacks import Resource
from golive.alarms import expects
from golive.facts.feeds import DashboardData
from golive.facts.monitoring import Dashboard, Series
from golive.widgets import series

MOST_QUERIES = 500
"""CloudWatch API Reference, GetMetricData: queries in one request."""
DAY = timedelta(days=1)
HOUR = 3600


def _series(read: Reading, name: str) -> tuple[Series, ...]:
    body = read.ask("cloudwatch:GetDashboard", DashboardName=name)["DashboardBody"]
    return known(series(json.loads(body)))


@reader(Dashboard, DASHBOARD, series="DashboardBody.widgets[].properties.metrics")
def dashboard(read: Reading, subject: Resource) -> Dashboard:
    return Dashboard(
        name=subject.physical, series=read.part(lambda: _series(read, subject.physical))
    )


@reader(DashboardData, DASHBOARD, silent="MetricDataResults[].Values")
def dashboard_data(read: Reading, subject: Resource) -> DashboardData:
    drawn = _series(read, subject.physical)
    wanted = [s for s in drawn if expects(s.namespace, s.metric) != "failure"]
    quiet = [s for s in wanted if s not in _heard(read, wanted)]
    return DashboardData(silent=tuple(dict.fromkeys(f"{s.namespace} {s.metric}" for s in quiet)))


def _heard(read: Reading, wanted: Sequence[Series]) -> list[Series]:
    """Those with a datapoint in the last day, to the full hour, so that a run asks once."""
    end = read.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    found: list[Series] = []
    for start in range(0, len(wanted), MOST_QUERIES):
        batch = wanted[start : start + MOST_QUERIES]
        counts = _counts(read, batch, end)
        found += [s for i, s in enumerate(batch) if counts.get(f"m{i}")]
    return found


def _counts(read: Reading, batch: Sequence[Series], end: datetime) -> dict[str, int]:
    """How many hours of the last day have data, by the query's id."""
    answer = read.ask(
        "cloudwatch:GetMetricData",
        MetricDataQueries=[_query(i, s) for i, s in enumerate(batch)],
        StartTime=end - DAY - timedelta(hours=1),
        EndTime=end,
    )
    counts: dict[str, int] = {}
    for result in answer["MetricDataResults"]:
        counts[result["Id"]] = counts.get(result["Id"], 0) + len(result["Values"])
    return counts


def _query(number: int, drawn: Series) -> dict[str, Any]:
    dimensions = [{"Name": n, "Value": v} for n, v in drawn.dimensions.items()]
    metric = {"Namespace": drawn.namespace, "MetricName": drawn.metric, "Dimensions": dimensions}
    stat = {"Metric": metric, "Period": HOUR, "Stat": "SampleCount"}
    return {"Id": f"m{number}", "MetricStat": stat}
