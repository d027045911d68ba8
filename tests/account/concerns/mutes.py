"""What an account can answer of mute rules that nobody declared, or that are unlike declared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.account.canned import Answer, Answers, refused
from tests.account.good import answers, changed
from tests.account.mute_rules import GET, LIST, STRANGER

DECLARED, SPARED = "2.6.3-mutes-are-declared", "2.6.3-mute-leaves-alarms-heard"
LATER = datetime(2099, 1, 18, 6, tzinfo=UTC)
UNTIL_LAUNCH = f"{GET} golive-sandbox-until-launch-0"
CLOSED = f"{GET} golive-sandbox-closed-1"
MAINTENANCE = f"{GET} golive-sandbox-maintenance-20350120-0200"
SCHEDULE = "Rule.Schedule"


def by_hand(**more: Any) -> dict[str, Answer]:
    """Somebody's own mute rule over an alarm of ours."""
    ours = {"AlarmNames": ["golive-sandbox-calls"]}
    return {f"{GET} somebody-else": {**STRANGER, "MuteTargets": ours, **more}}


def without(name: str) -> dict[str, Answer]:
    """The list without one rule."""
    kept: Any = answers()[LIST]
    rules = [r for r in kept["AlarmMuteRuleSummaries"] if not r["AlarmMuteRuleArn"].endswith(name)]
    return {LIST: {"AlarmMuteRuleSummaries": rules}}


def also(key: str, target: str) -> dict[str, Answer]:
    """A rule that names one alarm more."""
    kept: Any = answers()[key]
    return changed(key, "MuteTargets.AlarmNames", [*kept["MuteTargets"]["AlarmNames"], target])


WRONG: list[tuple[str, Answers]] = [
    (DECLARED, by_hand()),
    (DECLARED, by_hand(ExpireDate=datetime(2027, 1, 1, tzinfo=UTC))),
    (DECLARED, changed(UNTIL_LAUNCH, "ExpireDate", LATER)),
    (DECLARED, changed(CLOSED, f"{SCHEDULE}.Duration", "PT24H")),
    (DECLARED, changed(CLOSED, f"{SCHEDULE}.Expression", "cron(0 0 * * *)")),
    (DECLARED, changed(CLOSED, f"{SCHEDULE}.Timezone", "Asia/Tokyo")),
    (DECLARED, changed(CLOSED, "ExpireDate", LATER)),
    (DECLARED, also(CLOSED, "golive-sandbox-critical")),
    (DECLARED, also(MAINTENANCE, "golive-sandbox-abort")),
    (DECLARED, without("closed-1")),
    (DECLARED, {MAINTENANCE: refused("ResourceNotFoundException")}),
    (SPARED, also(UNTIL_LAUNCH, "golive-sandbox-critical")),
    (SPARED, also(UNTIL_LAUNCH, "golive-sandbox-nothing")),
]
