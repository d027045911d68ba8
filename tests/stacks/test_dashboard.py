"""The dashboards of the table, as the stack Operations makes them."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms import Watch, rows
from golive.dashboards import DASHBOARDS, of_panel
from golive.environment import Environment
from golive.environments import load
from tests.stacks.reading import Template, Templates, of

NAMES = [each.construct for each in DASHBOARDS]
WIDEST, DEEPEST = 24, 21
"""What a wall screen of 1920 by 1080 shows of a dashboard without scrolling, in its units."""
MOST_WIDGETS, MOST_METRICS, MOST_IN_ALL, MOST_ALARMS = 500, 500, 2500, 100
"""CloudWatch User Guide, service quotas; API Reference, dashboard body structure and syntax."""


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


def test_every_panel_has_its_dashboard() -> None:
    """No panel of the alarm table is left out, and no dashboard names one that isn't there."""
    for row in rows():
        assert of_panel(row.panel)
    with pytest.raises(LookupError, match="Nowhere"):
        of_panel("Nowhere")


def test_the_dashboards_show_each_alarm_s_metric(
    environment: Environment, stack: Template, wanted: list[Watch]
) -> None:
    """One graph for each row, with all its things and each threshold drawn where it waits."""
    for dashboard in DASHBOARDS:
        shown = widgets(stack, dashboard.construct)
        drawn = {w["properties"]["title"]: w["properties"] for w in shown if w["type"] == "metric"}
        mine = [watch for watch in wanted if watch.row.panel in dashboard.panels]
        by_row = {id: list(all) for id, all in groupby(mine, key=lambda watch: watch.row.id)}
        assert len(drawn) == len(by_row)
        for id, watches in by_row.items():
            shows(drawn[id.replace("-", " ").capitalize()], watches)


def shows(graph: Any, watches: list[Watch]) -> None:
    """A graph has the series and the thresholds of these alarms."""
    row = watches[0].row
    lines = graph["annotations"]["horizontal"]
    assert [line["value"] for line in lines] == sorted({watch.limit for watch in watches})
    assert all(line["label"].startswith(row.severity) for line in lines)
    if row.each:
        for [query], _ in zip(graph["metrics"], watches, strict=True):
            assert f"({row.metric})" in query["expression"]
        assert len({query["id"] for [query] in graph["metrics"]}) == len(watches)
    elif row.expression:
        titled = row.id.replace("-", " ").capitalize()
        visible = [m for m in graph["metrics"] if "expression" in m[0]]
        assert [m[0]["label"] for m in visible] == [watch.subject or titled for watch in watches]
        hidden = [m for m in graph["metrics"] if "expression" not in m[0]]
        assert [m[1] for m in hidden] == [*row.inputs.values()] * len(watches)
        ids = [m[-1]["id"] for m in hidden]
        assert all(id in " ".join(m[0]["expression"] for m in visible) for id in ids)
    else:
        for metric, watch in zip(graph["metrics"], watches, strict=True):
            assert metric[:2] == [row.namespace, row.metric]
            assert metric[2:-1:2] == sorted(watch.row.dimensions)


@pytest.mark.parametrize("name", NAMES)
def test_a_dashboard_fits_a_wall_screen(
    environment: Environment, stack: Template, name: str
) -> None:
    """Widgets overlap nowhere, all of them are seen at once, and graphs are high enough to read."""
    taken: set[tuple[int, int]] = set()
    for widget in widgets(stack, name):
        across = range(widget["x"], widget["x"] + widget["width"])
        down = range(widget["y"], widget["y"] + widget["height"])
        cells = {(x, y) for x in across for y in down}
        assert not cells & taken
        taken |= cells
        assert widget["type"] != "metric" or (widget["width"] >= 3 and widget["height"] >= 3)
    assert max(x for x, _ in taken) < WIDEST
    assert max(y for _, y in taken) < DEEPEST


@pytest.mark.parametrize("name", NAMES)
def test_a_dashboard_stays_within_the_limits(
    environment: Environment, stack: Template, name: str
) -> None:
    """CloudWatch takes it: widgets, metrics of each, metrics in all, alarms of each."""
    shown = widgets(stack, name)
    metrics = [len(w["properties"].get("metrics", [])) for w in shown]
    assert len(shown) <= MOST_WIDGETS
    assert max(metrics) <= MOST_METRICS
    assert sum(metrics) <= MOST_IN_ALL
    assert all(1 <= len(w["properties"]["alarms"]) <= MOST_ALARMS for w in of_type(shown, "alarm"))


def of_type(shown: list[Any], kind: str) -> list[Any]:
    return [widget for widget in shown if widget["type"] == kind]


@pytest.mark.parametrize("name", NAMES)
def test_a_dashboard_says_where_to_meet(
    environment: Environment, stack: Template, name: str
) -> None:
    """The head names the environment and links the situation room and the other dashboards."""
    text, composites, *_ = widgets(stack, name)
    markdown = text["properties"]["markdown"]
    assert environment.name in markdown
    assert environment.bridge in markdown
    for other in DASHBOARDS:
        assert (f"#dashboards/dashboard/{environment.prefix}-{other.id})" in markdown) == (
            other.construct != name
        )
    made = of(stack, "AWS::CloudWatch::CompositeAlarm")
    assert len(composites["properties"]["alarms"]) == len(made)


def test_the_launch_shows_every_alarm(
    environment: Environment, stack: Template, wanted: list[Watch]
) -> None:
    """The launch's dashboard has each alarm of the table beside the board."""
    shown = of_type(widgets(stack, "LaunchDay"), "alarm")
    every = [w["properties"]["alarms"] for w in shown if w["properties"]["title"] == "Every alarm"]
    assert sum(map(len, every)) == len(wanted)


def test_the_launch_links_what_is_declared(environment: Environment, stack: Template) -> None:
    """Each link of line 3.4 is on the launch's dashboard, or is said to be missing."""
    markdown = widgets(stack, "LaunchDay")[0]["properties"]["markdown"]
    for url in environment.links.model_dump().values():
        assert not url or f"({url})" in markdown
    missing = sum(not url for url in environment.links.model_dump().values())
    assert markdown.count("not declared") == missing
