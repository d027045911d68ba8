"""Which alarms are muted now: they change state, and don't act.

Source: CloudWatch User Guide, How alarm mute rules work.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.alarms.schedule import active
from sandbox.simulated.shelf import Shelf

RULES = Shelf("ResourceNotFoundException")
"""The account's mute rules, by name."""


def muting(alarm: str, now: datetime | None = None) -> list[str]:
    """The names of the rules that mute the alarm at a moment."""
    named = [rule for rule in RULES if alarm in rule.get("MuteTargets", {}).get("AlarmNames", ())]
    return [rule["Name"] for rule in named if status(rule, now) == "ACTIVE"]


def status(rule: Mapping[str, Any], now: datetime | None = None) -> str:
    """SCHEDULED, ACTIVE, or EXPIRED."""
    at = now or datetime.now(UTC)
    if (end := rule.get("ExpireDate")) and at >= _aware(end):
        return "EXPIRED"
    begun = "StartDate" not in rule or at >= _aware(rule["StartDate"])
    return "ACTIVE" if begun and active(rule["Rule"]["Schedule"], at) else "SCHEDULED"


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
