"""What stands above a dashboard's graphs: where to meet, where to look, which alarms are on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from baseline.tiling import COLUMNS, HEAD, Widget, place
from golive.dashboards.table import DASHBOARDS, LAUNCH, Dashboard
from golive.environment import Environment
from golive.report.console import console_link
from golive.report.place import DASHBOARDS as LINKS

TEXT, COMPOSITES = 7, 3
"""Widths; the dashboard's own alarms have the rest."""
WIDE_TEXT = 16
"""The launch has more to say, and its alarms below."""
MOST_ALARMS = 100
"""In one widget (CloudWatch API Reference, dashboard body structure and syntax: alarms)."""


def head(
    dashboard: Dashboard,
    environment: Environment,
    composite_arns: Sequence[str],
    alarm_arns: Sequence[str],
) -> list[Widget]:
    """Text, the composites, and the alarms of the dashboard itself."""
    launch = dashboard.id == LAUNCH
    width = WIDE_TEXT if launch else TEXT
    text = {"markdown": "\n".join(_text(dashboard, environment))}
    rest = COLUMNS - width if launch else COMPOSITES
    found = [
        {"type": "text", **place(0, 0, width, HEAD), "properties": text},
        *states("Who is told", composite_arns, (width, 0, rest, HEAD)),
    ]
    if not launch:
        x = TEXT + COMPOSITES
        found += states("Alarms on this dashboard", alarm_arns, (x, 0, COLUMNS - x, HEAD))
    return found


def states(
    title: str, alarm_arns: Sequence[str], where: tuple[int, int, int, int]
) -> Iterator[Widget]:
    """Alarms one beside the other, those that changed last first, in as few widgets as may be."""
    x, y, width, height = where
    parts = [alarm_arns[i : i + MOST_ALARMS] for i in range(0, len(alarm_arns), MOST_ALARMS)]
    edges = [round(width * i / max(1, len(parts))) for i in range(len(parts) + 1)]
    for part, left, right in zip(parts, edges[:-1], edges[1:], strict=True):
        properties = {"title": title, "alarms": list(part), "sortBy": "stateUpdatedTimestamp"}
        stands = place(x + left, y, right - left, height)
        yield {"type": "alarm", **stands, "properties": properties}


def _text(dashboard: Dashboard, environment: Environment) -> Iterator[str]:
    at = environment.launch.at.strftime("%Y-%m-%d %H:%M")
    yield f"# {environment.name}: {dashboard.title}"
    yield f"[Situation room]({environment.bridge}) | launch {at} UTC\n"
    others = [each for each in DASHBOARDS if each is not dashboard]
    yield " | ".join(f"[{each.title}]({_console(each, environment)})" for each in others) + "\n"
    if dashboard.id == LAUNCH:
        yield " | ".join((*_declared(environment), _queries(environment))) + "\n"
        hours = environment.rollback.open_hours
        yield f"Go back when a critical launch issue is open for more than {hours:g} hours."


def _declared(environment: Environment) -> Iterator[str]:
    """The links of line 3.4; one that the environment doesn't declare is said to be missing."""
    for key, name in LINKS.items():
        url = getattr(environment.links, key)
        yield f"[{name}]({url})" if url else f"{name}: not declared"


def _queries(environment: Environment) -> str:
    named = {"queryDefinitionNamePrefix": environment.prefix}
    page = console_link("logs:DescribeQueryDefinitions", named, environment.region)
    return f"[Saved queries]({page}) in the folder {environment.prefix}"


def _console(dashboard: Dashboard, environment: Environment) -> str:
    named = {"DashboardName": f"{environment.prefix}-{dashboard.id}"}
    return console_link("cloudwatch:GetDashboard", named, environment.region)
