"""The links of a launch: where to meet, what to watch, where the evidence lies."""

from __future__ import annotations

from collections.abc import Iterator

from golive.report.console import console_link
from golive.report.place import Place


def opened(place: Place) -> Iterator[tuple[str, str]]:
    """Title and address: the bridge, our dashboards and alarms, those of line 3.4, the evidence."""
    yield "Situation-room bridge", place.bridge
    for title, operation, parameters in (
        ("System health", "cloudwatch:GetDashboard", {"DashboardName": "{}-system-health"}),
        ("Launch dashboard", "cloudwatch:GetDashboard", {"DashboardName": "{}-launch"}),
        ("Critical alarms", "cloudwatch:DescribeAlarms", {"AlarmNames": "{}-critical"}),
        ("Evidence and register", "cloudformation:DescribeStacks", {"StackName": "{}-data"}),
    ):
        named = {key: name.format(place.prefix) for key, name in parameters.items()}
        yield title, console_link(operation, named, place.region)
    yield from place.links
