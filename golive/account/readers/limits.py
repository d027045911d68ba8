"""The quotas of the instance, and the limits that its use shows.

Quotas are applied to each instance: the value whose context is its ARN wins over one for all
instances, and that over the account's (Service Quotas API Reference, QuotaContextInfo). Codes:
the Service Quotas console of `connect`; Connect Administrator Guide, quotas. Metrics, and how a
limit follows from them: Connect Administrator Guide, Monitoring with CloudWatch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from golive.account.arns import INSTANCE
from golive.account.metrics import Point, Query, last, points
from golive.account.readers.instance import id_of
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.environment import Environment
from golive.facts.capacity import Limit, Limits
from golive.model import Gap

MEMORY = timedelta(days=14)
"""How long Connect's metrics are kept (Administrator Guide, Monitoring with CloudWatch)."""
DAY = timedelta(days=1)


class Use(NamedTuple):
    """Metrics of what is used at once, and of its part of the limit, which counts to `whole`.

    A part is rounded to a hundredth of the whole. `groups`: AWS's documents call the metric
    group of e-mails both.
    """

    used: str
    part: str
    whole: int
    groups: tuple[str, ...]


class Quota(NamedTuple):
    """A quota of an instance, what it is called, and the metrics that show its use."""

    name: str
    code: str
    use: Use | None = None


CALLS = Use("ConcurrentCalls", "ConcurrentCallsPercentage", 1, ("VoiceCalls",))
CHATS = Use("ConcurrentActiveChats", "ConcurrentActiveChatsPercentage", 100, ("Chats",))
TASKS = Use("ConcurrentTasks", "ConcurrentTasksPercentage", 100, ("Tasks",))
EMAILS = Use("ConcurrentEmails", "ConcurrentEmailsPercentage", 100, ("Emails", "Email"))
QUOTAS = {
    "calls": Quota("concurrent calls", "L-12AB7C57", CALLS),
    "chats": Quota("concurrent chats", "L-D4BA6F6E", CHATS),
    "tasks": Quota("concurrent tasks", "L-60553137", TASKS),
    "emails": Quota("concurrent e-mails", "L-B117F12F", EMAILS),
    "users": Quota("users", "L-9A46857E"),
    "numbers": Quota("phone numbers", "L-8F812903"),
    "queues": Quota("queues", "L-19A87C94"),
}


@reader(Limits, INSTANCE, limits="Quotas[].Value")
def limits(read: Reading, subject: Resource) -> Limits:
    needed = {what: count for what, count in needs(read.environment).items() if count}
    return Limits(
        headroom=read.environment.capacity.headroom,
        limits=tuple(_limit(read, subject, what, count) for what, count in needed.items()),
    )


def needs(environment: Environment) -> dict[str, int]:
    """What is declared of each."""
    peak = environment.peak
    return {
        "calls": peak.calls,
        "chats": peak.chats,
        "tasks": peak.tasks,
        "emails": peak.emails,
        "users": max(peak.agents, len(environment.agents)),
        "numbers": len(environment.numbers),
        "queues": len(environment.queues),
    }


def _limit(read: Reading, subject: Resource, what: str, needed: int) -> Limit:
    quota = QUOTAS[what]
    return Limit(
        name=quota.name,
        code=quota.code,
        needed=needed,
        quota=read.part(lambda: _applied(read, subject.physical, quota.code)),
        shown=read.part(lambda: _shown(read, subject.physical, what)),
    )


def _applied(read: Reading, arn: str, code: str) -> float:
    answer = read.ask(
        "service-quotas:ListServiceQuotas", ServiceCode="connect", QuotaAppliedAtLevel="ALL"
    )
    found = {_context(q): q for q in answer["Quotas"] if q["QuotaCode"] == code}
    quota = next((found[context] for context in (arn, "*", "") if context in found), None)
    if quota is None:
        raise Gap(f"Service Quotas says no applied value for {code}")
    if "Value" not in quota:
        raise Gap(f"Service Quotas says {quota['ErrorReason']['ErrorCode']} for {code}")
    return float(quota["Value"])


def _context(quota: Mapping[str, Any]) -> str:
    return str(quota.get("QuotaContext", {}).get("ContextId", ""))


def _shown(read: Reading, arn: str, what: str) -> float | None:
    use = QUOTAS[what].use
    if use is None:
        return None
    found = points(read, dict(_queries(id_of(arn))), last(read, MEMORY))
    bounds = [
        bound
        for group in range(len(use.groups))
        for bound in _bounds(found[f"{what}_{group}"], found[f"{what}_{group}_part"], use.whole)
    ]
    newest = max((at for at, _ in bounds), default=None)
    return min((most for at, most in bounds if newest and newest - at < DAY), default=None)


def _queries(instance: str) -> Iterable[tuple[str, Query]]:
    """All pairs at once: one call for all limits."""
    for what, quota in QUOTAS.items():
        for place, group in enumerate(quota.use.groups if quota.use else ()):
            assert quota.use is not None
            where = {"InstanceId": instance, "MetricGroup": group}
            yield f"{what}_{place}", Query("AWS/Connect", quota.use.used, where, "Maximum")
            yield f"{what}_{place}_part", Query("AWS/Connect", quota.use.part, where, "Maximum")


def _bounds(counts: list[Point], parts: list[Point], whole: int) -> Iterable[Point]:
    """The most that the limit can be, hour by hour: the part was rounded up at most."""
    half = whole / 200
    part = dict(parts)
    for at, count in counts:
        if part.get(at, 0) > half and count > 0:
            yield Point(at, count / ((part[at] - half) / whole))
