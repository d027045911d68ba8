"""Rules that keep alarms from telling anybody for a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct, IDependable

from golive.alarms.mutes import Mute

FORM = "%Y-%m-%dT%H:%M"
PARTS = {"until-launch": "Minute", "closed": "Window", "maintenance": "From"}
"""What each rule of a kind is called by, in the tree of constructs."""


class Mutes(Construct):
    """The mutes that the environment declares, of one kind."""

    def __init__(
        self,
        scope: Construct,
        *,
        kind: str,
        mutes: Iterable[Mute],
        alarms: Sequence[IDependable],
    ) -> None:
        super().__init__(scope, "".join(word.title() for word in kind.split("-")))
        for mute in mutes:
            rule = MuteRule(self, PARTS[kind] + mute.part, mute=mute)
            rule.node.add_dependency(*alarms)


class MuteRule(cloudwatch.CfnAlarmMuteRule):
    """Mutes alarms by their names. Dates have no offset: they are of the schedule's time zone."""

    def __init__(self, scope: Construct, id: str, *, mute: Mute) -> None:
        schedule = self.ScheduleProperty(
            expression=mute.expression, duration=mute.duration, timezone=mute.zone
        )
        super().__init__(
            scope,
            id,
            name=mute.name,
            description=mute.why,
            rule=self.RuleProperty(schedule=schedule),
            mute_targets=self.MuteTargetsProperty(alarm_names=list(mute.targets)),
            expire_date=mute.expires and mute.expires.strftime(FORM),
        )
