"""The alarms of the environment against the alarm table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from golive.account.arns import ALARM, INSTANCE
from golive.account.readers.alarms import alarm as read_alarm
from golive.account.readers.instance import id_of
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.alarms import Watch, rows, watches
from golive.alarms.match import differences, dimensions_of
from golive.alarms.subjects import named as subjects
from golive.environment import Environment
from golive.facts.operations import AlarmTable
from golive.model import Ref

KINDS = ["MetricAlarm", "CompositeAlarm"]
ALWAYS = frozenset(
    {
        "arrivals",
        "instance",
        "contact_records",
        "agent_events",
        "archive",
        "flow_log",
        "board_widget",
        "input_keys",
        "critical_topic",
        "warning_topic",
        "environment",
        "readiness",
        "rollback",
    }
)
"""What rows watch that every environment has."""


def built(environment: Environment) -> list[Watch]:
    """The alarms that an environment has: what they watch it makes, or has by nature."""
    own = environment.account_baseline
    places = set(ALWAYS)
    places |= {"trail_log"} if own.trail == "create" else set()
    places |= {"public_access"} if own.public_access == "create" else set()
    places |= {"signing_key"} if environment.seals else set()
    named = dict.fromkeys(places, "")
    return watches(rows(), named, environment.measures, subjects(environment))


@reader(AlarmTable, INSTANCE, missing="MetricAlarms[].AlarmName", changed="MetricAlarms[]")
def alarm_table(read: Reading, subject: Resource) -> AlarmTable:
    found = [(watch, _alarm(read, watch)) for watch in built(read.environment)]
    changed = [
        f"{watch.id}: {field}"
        for watch, described in found
        if described is not None
        for field in _changed(read, watch, described, id_of(subject.physical))
    ]
    missing = [watch.id for watch, described in found if described is None]
    if read.environment.account_baseline.trail != "create":
        missing += _unwatched(read)
    return AlarmTable(missing=tuple(missing), changed=tuple(changed))


def _unwatched(read: Reading) -> list[str]:
    """The audit rows whose metric no alarm of the account watches, whoever made it.

    Another environment may have made the trail, and the alarms with it.
    """
    answer = read.ask("cloudwatch:DescribeAlarms", AlarmTypes=KINDS)
    loud = [alarm for alarm in answer.get("MetricAlarms", []) if alarm["ActionsEnabled"]]
    watched = {(alarm.get("Namespace"), alarm.get("MetricName")) for alarm in loud}
    audit = [row for row in rows() if row.pattern]
    return [row.id for row in audit if (row.namespace, row.metric) not in watched]


def _alarm(read: Reading, watch: Watch) -> Mapping[str, Any] | None:
    prefix = read.environment.prefix
    answer = read.ask("cloudwatch:DescribeAlarms", AlarmTypes=KINDS, AlarmNamePrefix=prefix)
    listed = answer.get("MetricAlarms", [])
    return next((a for a in listed if a["AlarmName"] == f"{prefix}-{watch.id}"), None)


def _changed(
    read: Reading, watch: Watch, described: Mapping[str, Any], instance: str
) -> Iterator[str]:
    """The fields that differ at the declared peak; what is filled with names is compared where
    the names are known."""
    row, name = watch.row, described["AlarmName"]
    alarm = read_alarm(read, Resource(Ref("account", name), ALARM, name, name))
    yield from (f for f, _, _ in differences(alarm, row, watch.measures))
    known = {"instance": instance, "environment": read.environment.name}
    places = known | {place: value for place, value in watch.places.items() if value}
    if row.each:
        if alarm.query != row.query(places):
            yield "query"
    elif row.places <= places.keys():
        wanted, found = row.named(places), dimensions_of(alarm)
        yield from ["dimensions"] if any(one != wanted for one in found) else []
