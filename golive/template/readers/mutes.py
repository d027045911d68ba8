"""Mute rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from golive.facts.mutes import Mute
from golive.model import Unknown
from golive.policy import several
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

ZONE = "Rule.Schedule.Timezone"


@reads(Mute, "AWS::CloudWatch::AlarmMuteRule")
def mute(resource: Resource) -> Mapping[str, Field]:
    return {
        "name": resource.name("Name"),
        "targets": resource.field(
            "MuteTargets.AlarmNames", lambda names: _targets(resource, names)
        ),
        "expression": resource.word("Rule.Schedule.Expression"),
        "duration": resource.word("Rule.Schedule.Duration"),
        "zone": resource.word(ZONE),
        "expires": _expires(resource),
    }


def _targets(resource: Resource, names: object) -> tuple[object, ...]:
    return tuple(sorted((resource.ours(name) for name in several(names)), key=str))


def _expires(resource: Resource) -> Field:
    """A date without an offset, in the schedule's time zone (CloudFormation, AlarmMuteRule)."""
    given, zone = resource.given("ExpireDate"), resource.at(ZONE)
    if given is None or isinstance(given, Unknown):
        return Field("ExpireDate", given)
    if isinstance(zone, Unknown):
        return Field("ExpireDate", zone)
    try:
        at = datetime.fromisoformat(str(given)).replace(tzinfo=ZoneInfo(str(zone)))
    except (ValueError, KeyError):
        return Field("ExpireDate", Unknown(f"{given} in {zone} is no time"))
    return Field("ExpireDate", at.astimezone(UTC))
