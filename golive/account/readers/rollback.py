"""The rollback criterion in the account: its alarm, its heartbeat, and who hears it.

An alarm whose state doesn't change keeps an old timestamp, so that it is the heartbeat of the
function which says when the criterion was evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from golive.account.arns import INSTANCE, TOPIC
from golive.account.metrics import Query, last, points
from golive.account.readers.reader import reader
from golive.account.readers.topics import listeners
from golive.account.reading import Gone, Reading, known
from golive.account.stacks import Resource
from golive.alarm_rule import members
from golive.facts.rollback import RollbackCriterion
from golive.launch.criterion import HEARTBEAT, NAMESPACE, OLDEST
from golive.model import Ref

HOUR = timedelta(hours=1)
MINUTE = 60
Described = Mapping[str, Any]


@reader(
    RollbackCriterion,
    INSTANCE,
    alarm="MetricAlarms[].MetricName",
    hours="MetricAlarms[].Threshold",
    evaluated="MetricDataResults[].Timestamps",
    hearing="Subscriptions[].SubscriptionArn",
)
def rollback_criterion(read: Reading, subject: Resource) -> RollbackCriterion:
    kinds, prefix = ["MetricAlarm", "CompositeAlarm"], read.environment.prefix
    answer = read.ask("cloudwatch:DescribeAlarms", AlarmTypes=kinds, AlarmNamePrefix=prefix)
    listed: list[Described] = answer.get("MetricAlarms", [])
    alarm = next(filter(_watches, listed), None)
    return RollbackCriterion(
        alarm=alarm["AlarmName"] if alarm else "",
        hours=alarm["Threshold"] if alarm else 0.0,
        declared_hours=read.environment.rollback.open_hours,
        evaluated=read.part(lambda: _evaluated(read)),
        hearing=read.part(lambda: _hearing(read, alarm, answer.get("CompositeAlarms", []))),
    )


def _watches(alarm: Described) -> bool:
    return (alarm.get("Namespace"), alarm.get("MetricName")) == (NAMESPACE, OLDEST)


def _evaluated(read: Reading) -> datetime | None:
    of = {"Environment": read.environment.name}
    query = {"heartbeat": Query(NAMESPACE, HEARTBEAT, of, "Sum")}
    until_now = last(read, HOUR)._replace(
        end=read.now.replace(microsecond=0) + timedelta(seconds=1)
    )
    series = points(read, query, until_now, MINUTE)["heartbeat"]
    return max((point.at for point in series if point.value > 0), default=None)


def _hearing(read: Reading, alarm: Described | None, composites: Iterable[Described]) -> int:
    """Over each topic that the alarm tells, itself or through a composite."""
    if alarm is None:
        return 0
    acting = [alarm, *(one for one in composites if _turned_on(one, alarm["AlarmName"]))]
    enabled = [one for one in acting if one["ActionsEnabled"]]
    topics = dict.fromkeys(arn for one in enabled for arn in one.get("AlarmActions", []))
    return sum(_listeners(read, arn) for arn in topics)


def _turned_on(composite: Described, name: str) -> bool:
    named = (member.rpartition(":alarm:")[2] for member in known(members(composite["AlarmRule"])))
    return not composite.get("ActionsSuppressor") and name in named


def _listeners(read: Reading, arn: str) -> int:
    try:
        return listeners(read, Resource(Ref("account", arn), TOPIC, arn, arn)).hearing
    except Gone:
        return 0
