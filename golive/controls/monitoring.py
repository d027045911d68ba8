"""Lines 2.6.1 and 2.6.3: dashboards that show something, alarms that reach someone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from golive.alarms.fault import SILENT, Effect
from golive.alarms.groups import group_of, tells_of
from golive.alarms.match import row_for
from golive.alarms.rules import faults
from golive.controls.control import Finding, control, first, listing, subject_of
from golive.controls.keys import customer_key, own_account, own_region
from golive.controls.references import means, resource_of
from golive.controls.services import serves
from golive.controls.several import some
from golive.controls.statements import demanded, fits
from golive.controls.telling import tells_people
from golive.dashboards import DASHBOARDS
from golive.facts.connect import Instance
from golive.facts.feeds import DashboardData
from golive.facts.monitoring import (
    MACHINES,
    Alarm,
    CompositeAlarm,
    Dashboard,
    Subscription,
    Topic,
)
from golive.facts.storage import Key, Statement
from golive.facts.words import Named, Where
from golive.model import Ref, Seen, Side

CLOUDWATCH = "Service:cloudwatch.amazonaws.com"


@control("2.6.1", Dashboard, fix="Draw the metrics of the alarm table on it.")
def dashboard_shows_metrics(dashboard: Dashboard, side: Side) -> Finding | None:
    """Every dashboard shows at least one metric."""
    shown = dashboard.series or dashboard.queries
    return None if shown else Finding("series", "shows no metric")


@control("2.6.1", Instance, fix="Deploy Operations again.")
def every_dashboard_stands(instance: Instance, side: Side) -> Finding | None:
    """Each dashboard of the table is there under its name."""
    names = [str(dashboard.name) for _, dashboard in listing(side, Dashboard)]
    for each in DASHBOARDS:
        if not any(name.startswith("golive-") and name.endswith(f"-{each.id}") for name in names):
            return Finding("", f"has no dashboard golive-<environment>-{each.id}")
    return None


@control(
    "2.6.1", DashboardData, fix="Correct the metric, its dimensions, or what should publish it."
)
def dashboard_has_data(data: DashboardData, side: Side) -> Finding | None:
    """Each metric of a dashboard had data in the last day, but those that exist on failure only."""
    return Finding("silent", f"has no data for {', '.join(data.silent)}") if data.silent else None


@control(
    "2.6.3", Alarm, fix="Enable its actions, and send them to a topic or name it in a composite."
)
def alarm_reaches_topic(alarm: Alarm, side: Side) -> Finding | None:
    """Every alarm tells a topic, itself or through a composite that it turns on; one of the alarm
    table through that of its group."""
    if alarm.actions_enabled and alarm.actions:
        return _topics("actions", alarm.actions, side)
    subject = next(seen for seen, a in listing(side, Alarm) if a is alarm)
    every = [one for _, one in listing(side, CompositeAlarm) if _names(one, alarm, subject)]
    told = [one for one in every if one.actions_enabled and one.actions]
    if not told:
        return Finding("actions", "has no enabled action, and turns on no composite with one")
    row = row_for(alarm)
    if row and not any(tells_of(str(one.name), row) for one in told):
        strange, group = some(tuple(str(one.name) for one in told)), group_of(row).name
        return Finding("actions", f"turns on {strange}, and not the composite {group}")
    return first(_topics("actions", one.actions, side) for one in told)


@control(
    "2.6.3", Alarm, fix="Correct what the finding names, as AWS documents the metric and the alarm."
)
def alarm_can_fire(alarm: Alarm, side: Side) -> Finding | None:
    """Every alarm watches a metric that AWS publishes, with its dimensions, and can go on."""
    return _fault(alarm, SILENT)


@control(
    "2.6.3", Alarm, fix="Correct what the finding names, so that the alarm is on for a reason."
)
def alarm_is_no_noise(alarm: Alarm, side: Side) -> Finding | None:
    """No alarm is on while all is well, or says something else than it seems to."""
    return _fault(alarm, (Effect.NOISE, Effect.BLUNT))


@control("2.6.3", CompositeAlarm, fix="Enable its actions and send them to a topic.")
def composite_reaches_topic(composite: CompositeAlarm, side: Side) -> Finding | None:
    """Every composite is turned on by alarms, each by itself, and tells a topic."""
    if not composite.members:
        return Finding("members", "is turned on by no alarm")
    if strange := _unknown_members(composite, side):
        return Finding("members", f"is turned on by {strange[0]}, which is no alarm of ours")
    if composite.suppressor:
        return Finding("suppressor", f"tells nobody while {composite.suppressor} is on")
    if not (composite.actions_enabled and composite.actions):
        return Finding("actions", "has no enabled action")
    return _topics("actions", composite.actions, side)


@control(
    "2.6.3", Topic, fix="Allow sns:Publish to cloudwatch.amazonaws.com for this account's alarms."
)
def topic_takes_alarms(topic: Topic, side: Side) -> Finding | None:
    """Alarms may publish to the topic and use its key, and somebody is subscribed to it."""
    own = own_account(side)
    if not serves(topic.policy, CLOUDWATCH, "sns:Publish", own):
        return Finding("policy", "does not let CloudWatch alarms publish")
    subject = subject_of(topic, side)
    if unheard := next(_refused(topic.policy, "sns:Publish", subject, side), None):
        return Finding("policy", f"does not let the alarm {unheard} publish")
    mine = [s for _, s in listing(side, Subscription) if means(s.topic, subject)]
    if not mine:
        return Finding("", "has no subscription: nobody hears of its alarms")
    if tells_people(subject, side):
        mine = [subscription for subscription in mine if subscription.protocol not in MACHINES]
    if not mine:
        return Finding("", "tells queues and streams only: nobody reads what its alarms say")
    if all(subscription.filtered for subscription in mine):
        return Finding("", "has filtered subscriptions only, which may drop its alarms")
    wrong = customer_key("key", topic.key, side)
    if wrong:
        return wrong
    policy = side.one(Key, topic.key).policy
    wanted = ("kms:Decrypt", "kms:GenerateDataKey")
    if not all(serves(policy, CLOUDWATCH, action, own) for action in wanted):
        return Finding("key", "is under a key that CloudWatch alarms may not use")
    for action in wanted:
        if unheard := next(_refused(policy, action, subject, side), None):
            return Finding("key", f"is under a key that the alarm {unheard} may not use")
    return None


def _fault(alarm: Alarm, effects: Container[Effect]) -> Finding | None:
    """The first of these effects, or else what can't be told."""
    found = (fault for fault in faults(alarm) if fault.effect in effects)
    return next((Finding(fault.field, fault.text) for fault in found), None)


def _unknown_members(composite: CompositeAlarm, side: Side) -> list[Named]:
    """What it names that is neither an alarm nor, as a rule may have it, a composite."""
    named: list[Named] = [resource_of(member) for member in composite.members]
    for kind in (Alarm, CompositeAlarm):
        if named:
            known = [word for s, alarm in listing(side, kind) for word in (s.subject, alarm.name)]
            named = [member for member in named if member not in known]
    return named


def _refused(policy: Iterable[Statement], action: str, subject: Ref, side: Side) -> Iterator[str]:
    """The alarms that tell the topic and that a policy doesn't let in: it names others."""
    for seen, alarm in (*listing(side, Alarm), *listing(side, CompositeAlarm)):
        tells = any(means(action, subject) for action in alarm.actions)
        let_in = (_lets_in(s, action, seen.subject, alarm.name, side) for s in policy)
        if tells and not any(let_in):
            yield str(alarm.name)


def _lets_in(statement: Statement, action: str, alarm: Ref, name: Named, side: Side) -> bool:
    """Whether an allow for CloudWatch, where it names its sources, names this alarm."""
    account = own_account(side)
    if not serves([statement], CLOUDWATCH, action, account):
        return False
    arn = f"arn:aws:cloudwatch:{own_region(side)}:{account}:alarm:{name}"
    sources = demanded(statement, "aws:sourcearn")
    return not sources or any(fits(alarm, s) or fits(arn, s) for s in sources)


def _names(composite: CompositeAlarm, alarm: Alarm, seen: Seen) -> bool:
    members = [m.resource if isinstance(m, Ref) else m for m in composite.members]
    return seen.subject in members or alarm.name in members


def _topics(field: str, actions: tuple[Where, ...], side: Side) -> Finding | None:
    known = {seen.subject for seen, _ in listing(side, Topic)}
    strange = [str(a) for a in actions if resource_of(a) not in known]
    return first([Finding(field, f"tells {s}, which is no topic of ours") for s in strange])
