"""The dashboards of system health and of the launch day."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms import Watch
from golive.environment import Environment
from golive.environments import load
from tests.stacks.reading import Template, Templates, of

NAMES = ("SystemHealth", "SelfService", "LaunchDay")
WIDEST, DEEPEST = 24, 21
"""What a wall screen of 1920 by 1080 shows of a dashboard without scrolling, in its units."""


@pytest.fixture(scope="module", params=["sandbox", "dev", "prod"])
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["Operations"]


@pytest.fixture
def wanted(environment: Environment) -> list[Watch]:
    """The alarms of this environment."""
    return built(environment)


def widgets(stack: Template, name: str = "SystemHealth") -> list[Any]:
    """A dashboard's widgets, each reference as the word."""
    dashboards = of(stack, "AWS::CloudWatch::Dashboard").items()
    body = next(d["Properties"]["DashboardBody"] for n, d in dashboards if n.startswith(name))
    parts = body["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else "reference" for part in parts)
    return json.loads(text)["widgets"]


def test_the_dashboard_shows_each_alarm_s_metric(
    environment: Environment, stack: Template, wanted: list[Watch]
) -> None:
    """One graph for each alarm, with the threshold drawn where it waits."""
    every = [w for name in NAMES for w in widgets(stack, name)]
    graphs = [w["properties"] for w in every if w["type"] == "metric"]
    drawn = {graph["title"]: graph for graph in graphs}
    assert len(graphs) == len(wanted)
    for watch in wanted:
        row = watch.row
        graph = drawn[watch.id.replace("-", " ").replace(".", ": ").capitalize()]
        [line] = graph["annotations"]["horizontal"]
        assert (line["label"], line["value"]) == (row.severity, watch.limit)
        first, *inputs = graph["metrics"]
        if row.each:
            assert f"({row.metric})" in first[0]["expression"]
        elif row.expression:
            assert first[0]["expression"] == row.expression
            assert [(i[1], i[-1]["id"]) for i in inputs] == [(m, n) for n, m in row.inputs.items()]
        else:
            assert first[:2] == [row.namespace, row.metric]
            assert first[2::2] == sorted(row.dimensions)


@pytest.mark.parametrize("name", NAMES)
def test_a_dashboard_fits_a_wall_screen(
    environment: Environment, stack: Template, name: str
) -> None:
    """Widgets overlap nowhere, and all of them are seen at once."""
    taken: set[tuple[int, int]] = set()
    for widget in widgets(stack, name):
        across = range(widget["x"], widget["x"] + widget["width"])
        down = range(widget["y"], widget["y"] + widget["height"])
        cells = {(x, y) for x in across for y in down}
        assert not cells & taken
        taken |= cells
    assert max(x for x, _ in taken) < WIDEST
    assert max(y for _, y in taken) < DEEPEST


def test_the_dashboard_says_where_to_meet(environment: Environment, stack: Template) -> None:
    """The head names the environment and links the situation room; composites show their state."""
    text, state = widgets(stack)[:2]
    assert environment.name in text["properties"]["markdown"]
    assert environment.bridge in text["properties"]["markdown"]
    assert len(state["properties"]["alarms"]) == len(of(stack, "AWS::CloudWatch::CompositeAlarm"))
