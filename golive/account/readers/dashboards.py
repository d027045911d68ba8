"""CloudWatch dashboards, and whether what they draw has data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from golive.account.arns import DASHBOARD
from golive.account.metrics import Query, Window, points
from golive.account.readers.reader import reader
from golive.account.reading import Reading, known
from golive.account.stacks import Resource
from golive.alarms import expects
from golive.facts.feeds import DashboardData
from golive.facts.monitoring import Dashboard, Series
from golive.widgets import queries, series

DAY = timedelta(days=1)
MEMORY = timedelta(days=14)
"""How long Connect's metrics are kept (Administrator Guide, Monitoring with CloudWatch)."""


METRICS = "DashboardBody.widgets[].properties.metrics"


def _body(read: Reading, name: str) -> object:
    return json.loads(read.ask("cloudwatch:GetDashboard", DashboardName=name)["DashboardBody"])


def _series(read: Reading, name: str) -> tuple[Series, ...]:
    return known(series(_body(read, name), read.environment.region))


@reader(Dashboard, DASHBOARD, series=METRICS, queries=METRICS)
def dashboard(read: Reading, subject: Resource) -> Dashboard:
    name, region = subject.physical, read.environment.region
    return Dashboard(
        name=name,
        series=read.part(lambda: _series(read, name)),
        queries=read.part(lambda: known(queries(_body(read, name), region))),
    )


@reader(
    DashboardData,
    DASHBOARD,
    silent="MetricDataResults[].Values",
    never_seen="MetricDataResults[].Values",
)
def dashboard_data(read: Reading, subject: Resource) -> DashboardData:
    drawn = _series(read, subject.physical)
    rare = [s for s in drawn if expects(s.namespace, s.metric) == "failure"]
    return DashboardData(
        silent=read.part(lambda: _quiet(read, [s for s in drawn if s not in rare], DAY)),
        never_seen=read.part(lambda: _quiet(read, rare, MEMORY)),
    )


def _quiet(read: Reading, wanted: Sequence[Series], span: timedelta) -> tuple[str, ...]:
    """Those without a datapoint, to the full hour, so that a run asks once."""
    if not wanted:
        return ()
    end = read.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    queries = {f"m{place}": _query(drawn) for place, drawn in enumerate(wanted)}
    found = points(read, queries, Window(end - span - timedelta(hours=1), end))
    quiet = [each for each, name in zip(wanted, queries, strict=True) if not found[name]]
    return tuple(dict.fromkeys(f"{each.namespace} {each.metric}" for each in quiet))


def _query(drawn: Series) -> Query:
    dimensions = {name: str(value) for name, value in drawn.dimensions.items()}
    return Query(drawn.namespace, drawn.metric, dimensions, "SampleCount")
