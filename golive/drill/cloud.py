"""CloudWatch, as a drill needs it: each call in one place, each refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from golive.account.rate import Bucket, Rate
from golive.alarms.deployed import Described, described
from golive.drill.acts import Act, act_of
from golive.drill.errors import asking
from golive.drill.shadow import NAMESPACE
from golive.drill.targets import Target

T = TypeVar("T")
AT_ONCE = 100
"""Alarms of one DeleteAlarms, and less than one PutMetricData may send."""
ACTIVE = "ACTIVE"


class Cloud:
    """Alarms, their states, their mutes; metrics that feed shadows; acts."""

    puts = Rate(3, 3, "CloudWatch User Guide, quotas: PutMetricAlarm 3 a second")

    def __init__(self, session: Any) -> None:
        self._session = session
        self._watch = session.client("cloudwatch")
        self._putting = Bucket(self.puts)

    def alarms(self, prefix: str) -> tuple[list[Described], list[Described]]:
        """The metric alarms whose names begin so, and the composite ones."""
        pages = self._watch.get_paginator("describe_alarms")
        with asking("cloudwatch:DescribeAlarms"):
            found = pages.paginate(
                AlarmNamePrefix=prefix, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
            ).build_full_result()
        return found.get("MetricAlarms", []), found.get("CompositeAlarms", [])

    def states(self, names: Sequence[str]) -> dict[str, Described]:
        """These alarms by name, as far as they are there."""
        with asking("cloudwatch:DescribeAlarms"):
            return described(self._watch, names)

    def muted(self) -> dict[str, str]:
        """The alarms that a rule mutes now, by name, and the rule."""
        with asking("cloudwatch:ListAlarmMuteRules"):
            listed = self._listed()
        found: dict[str, str] = {}
        for summary in listed:
            name = summary["AlarmMuteRuleArn"].rpartition(":")[2]
            with asking("cloudwatch:GetAlarmMuteRule"):
                rule = self._watch.get_alarm_mute_rule(AlarmMuteRuleName=name)
            if rule["Status"] == ACTIVE:
                found |= dict.fromkeys(rule["MuteTargets"]["AlarmNames"], name)
        return found

    def _listed(self) -> list[Mapping[str, Any]]:
        pages = self._watch.get_paginator("list_alarm_mute_rules")
        rules = pages.paginate(Statuses=[ACTIVE]).build_full_result()
        return rules.get("AlarmMuteRuleSummaries", [])

    def set_state(self, name: str, state: str, reason: str) -> None:
        """As if the alarm had been evaluated to a state, until it is evaluated again."""
        with asking("cloudwatch:SetAlarmState"):
            self._watch.set_alarm_state(AlarmName=name, StateValue=state, StateReason=reason)

    def put(self, alarm: Mapping[str, Any]) -> None:
        """Make an alarm, or change it."""
        self._putting.take()
        with asking("cloudwatch:PutMetricAlarm"):
            self._watch.put_metric_alarm(**alarm)

    def feed(self, data: Sequence[Mapping[str, Any]]) -> None:
        """Values for shadows."""
        for some in portions(data, AT_ONCE):
            with asking("cloudwatch:PutMetricData"):
                self._watch.put_metric_data(Namespace=NAMESPACE, MetricData=some)

    def delete(self, names: Sequence[str]) -> None:
        """Delete alarms; those that are gone are no mistake."""
        for some in portions(names, AT_ONCE):
            with asking("cloudwatch:DeleteAlarms"):
                self._watch.delete_alarms(AlarmNames=some)

    def act(self, target: Target) -> Act | None:
        """What brings the target's cause about, if it has one."""
        return act_of(self._session, target)


def portions(every: Iterable[T], size: int) -> Iterator[list[T]]:
    """In order, so many at a time."""
    whole = list(every)
    for start in range(0, len(whole), size):
        yield whole[start : start + size]
