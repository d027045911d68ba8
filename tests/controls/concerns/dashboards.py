"""Line 2.6.1: every dashboard of the table stands, and queries are drawn as alarms ask them."""

from __future__ import annotations

from typing import Any

from golive.alarms import by_id
from golive.dashboards import DASHBOARDS
from golive.facts.monitoring import Alarm, Dashboard
from golive.model import Fact, Text
from tests.controls.good import ref

ROW = by_id()["queues-slow"]
STANDING = ("system-health", "launch")
"""Those that other concerns have."""


def query(instance: object) -> Any:
    """The row's query of one instance."""
    before, after = ROW.query({"instance": "~"}).split("~")
    return Text((before, instance, after))  # pyright: ignore[reportArgumentType]


BOARDS: dict[str, Fact] = {
    f"{each.construct}Board": Dashboard(
        name=f"golive-x-{each.id}", series=(), queries=(query(ref("Instance", "Id")),)
    )
    for each in DASHBOARDS
    if each.id not in STANDING
}
GOOD: dict[str, Fact] = {
    **BOARDS,
    "Slow": Alarm(
        name="golive-x-queues-slow",
        namespace="",
        metric="",
        dimensions={},
        statistic="",
        period_seconds=ROW.period,
        query=query(ref("Instance", "Id")),
        threshold=300,
        comparison=ROW.comparison,
        evaluation_periods=ROW.evaluation_periods,
        datapoints=ROW.datapoints,
        missing=ROW.missing,
        actions=(ref("Topic"),),
        actions_enabled=True,
    ),
}
STANDS, IS_DRAWN = "2.6.1-every-dashboard-stands", "2.6.1-alarm-is-drawn"
WRONG: list[tuple[str, str, dict[str, Any]]] = [
    (IS_DRAWN, "Slow", {"query": query("other")}),
    ("2.6.1-dashboard-shows-metrics", "DataStreamsBoard", {"queries": ()}),
    *[
        (STANDS, construct, {"name": "golive-x-other"})
        for construct in ("Dashboard", "LaunchDay", "DataStreamsBoard")
    ],
]
ABSENT: list[tuple[str, str]] = [(STANDS, "LaunchDay"), (STANDS, "QueuesAndAgentsBoard")]
