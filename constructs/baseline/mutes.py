"""Rules that keep alarms from telling anybody for a time."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from baseline.alarms import TableAlarm, alarm_name
from baseline.composite import Composite
from golive.environment import Environment

Mute = cloudwatch.CfnAlarmMuteRule


class MutedUntilLaunch(Construct):
    """Alarms that tell nobody before the environment's launch, and everybody from then on.

    A mute lasts 15 days at most, so it recurs. At the end of a window an alarm that is still on
    acts at once; two rules, half an hour apart, leave no moment between windows, as each
    covers the other's end (CloudWatch User Guide, How alarm mute rules work: multiple
    overlapping rules). They expire at the launch.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        alarms: Sequence[TableAlarm | Composite],
    ) -> None:
        super().__init__(scope, id)
        names = [alarm.alarm_name for alarm in alarms]
        for minute in (0, 30):
            schedule = Mute.ScheduleProperty(
                expression=f"cron({minute} * * * *)", duration="PT1H", timezone="UTC"
            )
            rule = Mute(
                self,
                f"Minute{minute}",
                name=alarm_name(environment, f"until-launch-{minute}"),
                description="Silence is no alarm before callers come",
                rule=Mute.RuleProperty(schedule=schedule),
                mute_targets=Mute.MuteTargetsProperty(alarm_names=[name for name in names if name]),
                expire_date=environment.launch.at.strftime("%Y-%m-%dT%H:%M"),
            )
            rule.node.add_dependency(*alarms)
