"""What mutes alarms, as facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from golive.alarms import by_id
from golive.facts.monitoring import CompositeAlarm
from golive.facts.mutes import Mute, Mutes
from golive.model import Fact
from tests.controls.concerns.operations import GOOD as OPERATIONS
from tests.controls.good import ref
from tests.sides import NOW

ROW = by_id()["rollback-silent"]
LAUNCH = NOW + timedelta(days=30)
CLOSED = Mute(
    name="golive-x-closed-1",
    targets=("golive-x-stopped",),
    expression="cron(0 20 * * MON-FRI)",
    duration="PT12H",
    zone="UTC",
    expires=None,
)
GOOD: dict[str, Fact] = {
    "RollbackSilent": replace(
        cast(Any, OPERATIONS["Quota"]),
        name="golive-x-evaluations-silent",
        namespace=ROW.namespace,
        metric=ROW.metric,
        dimensions={"Environment": "x"},
        statistic=ROW.statistic,
        period_seconds=ROW.period,
        threshold=1,
        comparison=ROW.comparison,
        evaluation_periods=ROW.evaluation_periods,
        datapoints=ROW.datapoints,
        missing=ROW.missing,
        actions=(),
    ),
    "Stopped": CompositeAlarm(
        name="golive-x-stopped",
        members=(ref("RollbackSilent"),),
        suppressor="",
        actions=(ref("Topic"),),
        actions_enabled=True,
    ),
    "Closed": CLOSED,
    "UntilLaunch": replace(
        cast(Any, CLOSED),
        name="golive-x-until-launch-0",
        expression="cron(0 * * * *)",
        duration="PT1H",
        expires=LAUNCH,
    ),
    "Maintenance": replace(
        cast(Any, CLOSED),
        name="golive-x-maintenance",
        expression="at(2027-01-24T03:00)",
        targets=("golive-x-critical", ref("Stopped")),
        expires=LAUNCH,
    ),
    "Mutes": Mutes(strange=(), changed=(), missing=()),
}
HEARD = "2.6.3-mute-leaves-alarms-heard"
WEEKLY = "cron(0 4,16 * * *)"
WRONG: list[tuple[str, str, dict[str, Any]]] = [
    ("2.6.3-mutes-are-declared", "Mutes", {"strange": ("by-hand",)}),
    ("2.6.3-mutes-are-declared", "Mutes", {"changed": ("golive-x-closed-1: duration",)}),
    ("2.6.3-mutes-are-declared", "Mutes", {"missing": ("golive-x-closed-1",)}),
    (HEARD, "Closed", {"targets": ("golive-x-critical",)}),
    (HEARD, "Closed", {"targets": ("golive-x-calls",)}),
    (HEARD, "Closed", {"targets": ("golive-x-stopped", "golive-x-nothing")}),
    (HEARD, "Closed", {"expression": WEEKLY}),
    (HEARD, "Closed", {"expression": "cron(0 0 * * SUN)", "duration": "P7D"}),
    (HEARD, "Closed", {"expression": "cron(0 0 1,15 * *)"}),
    (HEARD, "Closed", {"expression": "cron(x 0 * * *)"}),
    (HEARD, "Closed", {"duration": "for ever"}),
    (HEARD, "UntilLaunch", {"expires": None}),
    (HEARD, "UntilLaunch", {"targets": ("golive-x-critical",)}),
    (HEARD, "Maintenance", {"targets": (ref("Criterion"),)}),
    (HEARD, "Maintenance", {"targets": ("golive-x-abort",)}),
]
