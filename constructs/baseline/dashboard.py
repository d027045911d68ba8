"""The dashboards, drawn from the alarm table: each fits a wall screen without scrolling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aws_cdk import Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from baseline.alarms import TableAlarm
from baseline.graph import graph
from baseline.head import head, states
from baseline.tiling import COLUMNS, HEAD, Widget, place, tiled
from golive.dashboards.table import DASHBOARDS, LAUNCH, Dashboard
from golive.environment import Environment

BOARD = (12, 11)
"""The verdict and what stands in the way; the widget scrolls by itself."""


class TableDashboard(cloudwatch.CfnDashboard):
    """One dashboard of the table: where to meet and which alarms are on, then a graph a row.

    That of the launch has every alarm, and the go-live board, drawn by the function `board_arn`.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        dashboard: Dashboard,
        environment: Environment,
        alarms: Sequence[TableAlarm],
        composite_arns: Sequence[str],
        board_arn: str,
    ) -> None:
        mine = [alarm for alarm in alarms if alarm.row.panel in dashboard.panels]
        widgets = head(dashboard, environment, composite_arns, _arns(mine))
        top = HEAD
        if dashboard.id == LAUNCH:
            widgets += [board(board_arn), *matrix(_arns(alarms))]
            top += BOARD[1]
        body = {"widgets": [*widgets, *tiled(_panels(dashboard, mine, environment), top)]}
        super().__init__(
            scope,
            dashboard.construct,
            dashboard_name=f"{environment.prefix}-{dashboard.id}",
            dashboard_body=Stack.of(scope).to_json_string(body),
        )


def dashboards(
    scope: Construct,
    *,
    environment: Environment,
    alarms: Sequence[TableAlarm],
    composite_arns: Sequence[str],
    board_arn: str,
) -> list[TableDashboard]:
    """Every dashboard of the table."""
    return [
        TableDashboard(
            scope,
            dashboard=dashboard,
            environment=environment,
            alarms=alarms,
            composite_arns=composite_arns,
            board_arn=board_arn,
        )
        for dashboard in DASHBOARDS
    ]


def board(function_arn: str) -> Widget:
    """A custom widget (CloudWatch User Guide, dashboard body: a custom widget's properties)."""
    width, height = BOARD
    updated = {"refresh": True, "resize": False, "timeRange": False}
    properties = {"title": "Go-live board", "endpoint": function_arn, "updateOn": updated}
    return {"type": "custom", **place(0, HEAD, width, height), "properties": properties}


def matrix(alarm_arns: Sequence[str]) -> Iterator[Widget]:
    """Every alarm, beside the board."""
    left, height = BOARD
    yield from states("Every alarm", alarm_arns, (left, HEAD, COLUMNS - left, height))


def _arns(alarms: Sequence[TableAlarm]) -> list[str]:
    return [alarm.attr_arn for alarm in alarms]


def _panels(
    dashboard: Dashboard, alarms: Sequence[TableAlarm], environment: Environment
) -> dict[str, list[Widget]]:
    """The graphs of each panel that has alarms here: one for all things of a row."""
    panels: dict[str, list[Widget]] = {}
    for panel in dashboard.panels:
        mine = [alarm.watch for alarm in alarms if alarm.row.panel == panel]
        if rows := list(dict.fromkeys(watch.row.id for watch in mine)):
            panels[panel] = [graph([w for w in mine if w.row.id == id], environment) for id in rows]
    return panels
