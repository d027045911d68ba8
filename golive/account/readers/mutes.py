"""Mute rules: one of a stack, and all that name alarms of the environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from golive.account.arns import INSTANCE, MUTE_RULE
from golive.account.readers.alarm_table import built
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.alarms import mutes as declared
from golive.environment import Environment
from golive.facts.mutes import Mute, Mutes

COMPARED = ("targets", "expression", "duration", "zone", "expires")


@reader(
    Mute,
    MUTE_RULE,
    name="Name",
    targets="MuteTargets.AlarmNames",
    expression="Rule.Schedule.Expression",
    duration="Rule.Schedule.Duration",
    zone="Rule.Schedule.Timezone",
    expires="ExpireDate",
)
def mute(read: Reading, subject: Resource) -> Mute:
    return _mute(_rule(read, subject.physical))


@reader(Mutes, INSTANCE, strange="Name", changed="Rule", missing="Name")
def mutes(read: Reading, subject: Resource) -> Mutes:
    wanted = {m.name: m for m in declared.declared(read.environment, built(read.environment))}
    found = {str(each.name): each for each in _muting(read)}
    changed = [
        f"{name}: {field}"
        for name, each in found.items()
        if name in wanted
        for field in _differing(each, wanted[name])
    ]
    left = [m.name for m in wanted.values() if not (m.expires and m.expires <= read.now)]
    return Mutes(
        strange=tuple(sorted(found.keys() - wanted.keys())),
        changed=tuple(changed),
        missing=tuple(name for name in left if name not in found),
    )


def _muting(read: Reading) -> Iterator[Mute]:
    """The rules that are not over and name alarms of the environment."""
    listed = read.ask("cloudwatch:ListAlarmMuteRules", Statuses=["SCHEDULED", "ACTIVE"])
    for each in listed["AlarmMuteRuleSummaries"]:
        with suppress(Gone):
            rule = _rule(read, str(each["AlarmMuteRuleArn"]))
            if rule["Status"] != "EXPIRED" and _ours(rule, read.environment):
                yield _mute(rule)


def _rule(read: Reading, arn: str) -> Mapping[str, Any]:
    return read.ask("cloudwatch:GetAlarmMuteRule", AlarmMuteRuleName=arn.rpartition(":")[2])


def _ours(rule: Mapping[str, Any], environment: Environment) -> bool:
    """A rule mutes the alarms that it names, whole names (CloudWatch API)."""
    return any(name.startswith(f"{environment.prefix}-") for name in _targets(rule))


def _targets(rule: Mapping[str, Any]) -> list[str]:
    return rule.get("MuteTargets", {}).get("AlarmNames", [])


def _mute(rule: Mapping[str, Any]) -> Mute:
    schedule = rule["Rule"]["Schedule"]
    end: datetime | None = rule.get("ExpireDate")
    return Mute(
        name=rule["Name"],
        targets=tuple(sorted(_targets(rule))),
        expression=schedule["Expression"],
        duration=schedule["Duration"],
        zone=schedule.get("Timezone", "UTC"),
        expires=end.astimezone(UTC) if end else None,
    )


def _differing(found: Mute, wanted: declared.Mute) -> Iterator[str]:
    """What CloudWatch has and the environment doesn't declare so."""
    same = {"targets": tuple(sorted(wanted.targets))}
    for field in COMPARED:
        if getattr(found, field) != same.get(field, getattr(wanted, field)):
            yield field
