"""Lines 2.6.8 and 2.6.9: flow logs and function logs are kept, and arrive."""

from __future__ import annotations

from datetime import timedelta

from golive.controls.control import Finding, control, listing, subject_of
from golive.controls.keys import customer_key, own_account, own_region
from golive.controls.logging import known_start
from golive.controls.references import resource_of
from golive.controls.services import serves
from golive.controls.statements import Sends
from golive.facts.audit import Function, LogGroup
from golive.facts.connect import Instance
from golive.facts.feeds import FlowLogArrival, FunctionLogArrival
from golive.facts.storage import Key
from golive.model import Gap, Ref, Side

CONTEXT = "kms:encryptioncontext:aws:logs:arn"
WINDOW = timedelta(days=1)


@control(
    "2.6.8", Instance, fix="Create /aws/connect/<alias> with retention and key before the instance."
)
def flow_logs_kept(instance: Instance, side: Side) -> Finding | None:
    """Flow logs are on, and their log group has retention and a customer-managed key."""
    if not instance.flow_logs:
        return Finding("flow_logs", "writes no contact-flow logs")
    name = f"/aws/connect/{instance.alias}"
    group = _named(name, side)
    if group is None:
        return Finding(
            "alias", f"has no log group {name}: Connect would make one without key or end"
        )
    return kept(group, side)


def _named(name: str, side: Side) -> LogGroup | None:
    """The log group of a name; Gap where it may be one whose own can't be known."""
    unsure: Gap | None = None
    for _, group in listing(side, LogGroup):
        try:
            if str(group.name) == name:
                return group
        except Gap as gap:
            unsure = unsure or gap
    if unsure:
        raise unsure
    return None


@control("2.6.8", FlowLogArrival, fix="Turn logging on in the flow, then call the number.")
def flow_log_arrives(arrival: FlowLogArrival, side: Side) -> Finding | None:
    """A contact-flow event arrived in the last day."""
    if arrival.last_event is None:
        return Finding("last_event", "has logged no contact-flow event yet")
    if side.now - arrival.last_event > WINDOW:
        return Finding(
            "last_event", f"last logged a contact flow at {arrival.last_event:%F %R} UTC"
        )
    return None


@control("2.6.9", Function, fix="Set LoggingConfig.LogGroup to a group with retention and key.")
def function_logs_kept(function: Function, side: Side) -> Finding | None:
    """Each function logs into a group of ours with retention and a customer-managed key."""
    where = resource_of(function.log_group)
    groups = {seen.subject: group for seen, group in listing(side, LogGroup)}
    named = {str(group.name): group for group in groups.values()}
    elsewhere = where if isinstance(where, Ref) else Ref("account", where)
    group = groups.get(elsewhere) or named.get(str(where))
    if group is None:
        return Finding("log_group", f"logs to {where}, which is no log group of ours")
    return kept(group, side)


@control(
    "2.6.9", FunctionLogArrival, fix="Invoke it, then read why its role can't write to its group."
)
def function_log_arrives(arrival: FunctionLogArrival, side: Side) -> Finding | None:
    """Each function has logged since it was last changed."""
    if arrival.last_event is None:
        return Finding("last_event", "has never logged")
    if arrival.last_event < arrival.changed:
        return Finding(
            "last_event", f"has not logged since it changed at {arrival.changed:%F %R} UTC"
        )
    return None


def kept(group: LogGroup, side: Side) -> Finding | None:
    """Retention is set, and the key is ours and lets the log service in."""
    if group.retention_days == 0:
        return Finding("retention_days", "keeps its log for ever")
    return customer_key("key", group.key, side) or _sealed(group, side)


def _sealed(group: LogGroup, side: Side) -> Finding | None:
    """CloudWatch Logs User Guide, encrypt log data: the key lets the Region's log service in,
    for this log group."""
    account, policy = own_account(side), side.one(Key, group.key).policy
    name = name_of(group, subject_of(group, side))
    region = own_region(side)
    arn = f"arn:aws:logs:{region}:{account}:log-group:{name}"
    sends: Sends = dict.fromkeys((CONTEXT, "aws:sourcearn"), (subject_of(group, side), arn))
    service = f"Service:logs.{region}.amazonaws.com"
    if serves(policy, service, "kms:GenerateDataKey", account, sends):
        return None
    return Finding("key", "is under a key that doesn't let the log service seal it")


def name_of(group: LogGroup, subject: Ref) -> str:
    """What CloudFormation calls begins as it does, and ends as nobody knows."""
    if isinstance(group.name, str):
        return group.name
    return known_start(group.name, subject) + "x"
