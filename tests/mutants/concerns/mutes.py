"""What would keep alarms quiet for longer, or more of them, than anybody declared."""

from __future__ import annotations

from typing import Any

from tests.mutants.mutant import DELETE, NOWHERE, Mutant

HEARD = "2.6.3-mute-leaves-alarms-heard"
RULE = "AWS::CloudWatch::AlarmMuteRule"
P = "Properties"
TARGETS = f"{P}.MuteTargets.AlarmNames"
SCHEDULE = f"{P}.Rule.Schedule"
CHANGES: dict[str, list[tuple[str, tuple[Any, ...]]]] = {
    "UntilLaunchMinute0": [
        (f"{P}.ExpireDate", (DELETE, NOWHERE)),
        (TARGETS, (["golive-sandbox-critical"], ["golive-sandbox-gone"], NOWHERE)),
    ],
    "ClosedWindow1": [
        (f"{SCHEDULE}.Expression", ("cron(0 * * * *)", "cron(0 22 1 * *)", NOWHERE)),
        (f"{SCHEDULE}.Duration", ("P1D", "P2W", NOWHERE)),
        (TARGETS, (["golive-sandbox-trail-silent"],)),
    ],
    "MaintenanceFrom": [
        (TARGETS, (["golive-sandbox-abort"], ["golive-sandbox-audit"])),
    ],
}
MUTANTS = [
    Mutant(HEARD, RULE, logical, where, value, environments=("sandbox",))
    for logical, changes in CHANGES.items()
    for where, values in changes
    for value in values
]
SURVIVORS = {
    (HEARD, "MuteTargets.AlarmNames"): "a rule that names no alarm mutes none",
}
