"""The dashboards, drawn from the alarm table: system health for a wall screen, the launch day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from golive.alarms import Watch
from golive.environment import Environment

COLUMNS = 24
HEAD = 3
WIDTH, HEIGHT = 4, 3
"""Six graphs a row: a screen of 1920 by 1080 shows 21 units of height without scrolling."""
LARGE = (6, 6)
"""Four graphs a row."""
BOARD = 12
"""Of the board the verdict and some lines; the widget scrolls by itself."""
COLOURS = {"critical": "#d13212", "warning": "#ff9900"}

Widget = dict[str, Any]


class SystemHealth(cloudwatch.CfnDashboard):
    """A graph for each row, with its threshold; above them where to meet, and what is on now."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        watched: Sequence[Watch],
        alarm_arns: Sequence[str],
        name: str = "system-health",
    ) -> None:
        panels = list(dict.fromkeys(watch.row.panel for watch in watched))
        ordered = sorted(watched, key=lambda watch: panels.index(watch.row.panel))
        graphs = [graph(i, watch, environment) for i, watch in enumerate(ordered)]
        body = {"widgets": [*head(environment, alarm_arns, name.replace("-", " ")), *graphs]}
        super().__init__(
            scope,
            id,
            dashboard_name=f"{environment.prefix}-{name}",
            dashboard_body=Stack.of(scope).to_json_string(body),
        )


class LaunchDay(cloudwatch.CfnDashboard):
    """The go-live board, drawn by the function `board_arn`; below it whether to go back: the
    criterion against what is declared, and that it is evaluated."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        watched: Sequence[Watch],
        alarm_arns: Sequence[str],
        board_arn: str,
    ) -> None:
        graphs = [graph(i, watch, environment, LARGE) for i, watch in enumerate(watched)]
        below = [one | {"y": one["y"] + BOARD} for one in graphs]
        above = [*head(environment, alarm_arns, "launch"), board(board_arn)]
        body = {"widgets": [*above, *below]}
        super().__init__(
            scope,
            id,
            dashboard_name=f"{environment.prefix}-launch",
            dashboard_body=Stack.of(scope).to_json_string(body),
        )


def head(environment: Environment, alarm_arns: Sequence[str], title: str) -> list[Widget]:
    """What to know before looking: where to meet, when callers come, which alarms are on."""
    launch = environment.launch.at.strftime("%Y-%m-%d %H:%M")
    text = (
        f"# {environment.name}: {title}\n"
        f"[Situation room]({environment.bridge}) | launch {launch} UTC\n"
    )
    half = COLUMNS // 2
    return [
        {"type": "text", **_place(0, 0, half, HEAD), "properties": {"markdown": text}},
        {
            "type": "alarm",
            **_place(half, 0, half, HEAD),
            "properties": {"title": "Alarms", "alarms": list(alarm_arns)},
        },
    ]


def board(function_arn: str) -> Widget:
    """A custom widget (CloudWatch User Guide, dashboard body: a custom widget's properties)."""
    updated = {"refresh": True, "resize": False, "timeRange": False}
    properties = {"title": "Go-live board", "endpoint": function_arn, "updateOn": updated}
    return {"type": "custom", **_place(0, HEAD, COLUMNS, BOARD), "properties": properties}


def graph(
    index: int,
    watch: Watch,
    environment: Environment,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Widget:
    """What one alarm watches over time, with the threshold that it waits for."""
    row = watch.row
    width, height = size
    across = COLUMNS // width
    x, y = index % across * width, HEAD + index // across * height
    side = "below" if row.comparison == "LessThanThreshold" else "above"
    limit = {
        "label": row.severity,
        "value": watch.limit,
        "fill": side,
        "color": COLOURS[row.severity],
    }
    properties = {
        "title": watch.id.replace("-", " ").replace(".", ": ").capitalize(),
        "region": environment.region,
        "view": "timeSeries",
        "stat": row.statistic,
        "period": row.period,
        "metrics": _series(watch),
        "annotations": {"horizontal": [limit]},
        "yAxis": {"left": {"min": 0}},
        "legend": {"position": "bottom" if row.each else "hidden"},
    }
    return {"type": "metric", **_place(x, y, width, height), "properties": properties}


def _series(watch: Watch) -> list[list[Any]]:
    row = watch.row
    if row.each:
        return [[{"expression": watch.query, "id": "each", "period": row.period}]]
    named = [part for item in watch.dimensions.items() for part in item]
    if row.expression:
        result = [{"expression": row.expression, "id": "result", "label": watch.id}]
        hidden = [
            [row.namespace, metric, *named, {"id": name, "visible": False}]
            for name, metric in row.inputs.items()
        ]
        return [result, *hidden]
    return [[row.namespace, row.metric, *named]]


def _place(x: int, y: int, width: int, height: int) -> Widget:
    return {"x": x, "y": y, "width": width, "height": height}
