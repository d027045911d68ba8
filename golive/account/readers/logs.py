"""Log groups, functions, and when they last logged. No log's content is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from golive.account.arns import FUNCTION, INSTANCE, LOG_GROUP, ROLE, unqualified
from golive.account.readers.centre import functions
from golive.account.readers.instance import instances
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.audit import Function, LogGroup
from golive.facts.feeds import FlowLogArrival, FunctionLogArrival
from golive.model import Gap

CONFIGURATION = "lambda:GetFunctionConfiguration"
LATE = timedelta(hours=3)


def _described(read: Reading, name: str) -> dict[str, Any]:
    """A group by its whole name; Gone when there is none."""
    answer = read.ask("logs:DescribeLogGroups", logGroupNamePrefix=name)
    for group in answer.get("logGroups", []):
        if group["logGroupName"] == name:
            return group
    raise Gone


def flow_log(read: Reading) -> Iterable[Resource]:
    """The group of the contact-flow log, where it exists and no stack owns it."""
    for one in instances(read):
        name = f"/aws/connect/{_alias(read, one)}"
        where = read.where(LOG_GROUP, name)
        if isinstance(where, str):
            _described(read, name)
            yield read.estate.outside(LOG_GROUP, where)


def groups(read: Reading) -> Iterable[Resource]:
    """The groups that no stack owns: of the contact-flow log, and of functions made elsewhere."""
    yield from flow_log(read)
    for name in _groups_elsewhere(read):
        where = read.where(LOG_GROUP, name)
        if isinstance(where, str):
            yield read.estate.outside(LOG_GROUP, where)


def _groups_elsewhere(read: Reading) -> Iterator[str]:
    """A function that can't be read says so itself: its group is asked for through it alone."""
    with suppress(Gap):
        for one in associated(read):
            with suppress(Gap, Gone):
                described = read.ask(CONFIGURATION, FunctionName=one.physical)
                name = _group_of(described, one.physical)
                _described(read, name)
                yield name


def associated(read: Reading) -> Iterable[Resource]:
    """The functions that the instance may call and that no stack owns."""
    for one in instances(read):
        for arn in dict.fromkeys(map(unqualified, functions(read, one.physical))):
            where = read.where(FUNCTION, arn)
            if isinstance(where, str):
                yield read.estate.outside(FUNCTION, where)


def _alias(read: Reading, instance: Resource) -> str:
    identifier = instance.physical.rsplit("/", 1)[-1]
    described = read.ask("connect:DescribeInstance", InstanceId=identifier)["Instance"]
    return str(described["InstanceAlias"])


@reader(
    LogGroup,
    LOG_GROUP,
    find=groups,
    key="logGroups[].kmsKeyId",
    retention_days="logGroups[].retentionInDays",
)
def log_group(read: Reading, subject: Resource) -> LogGroup:
    group = _described(read, subject.physical)
    return LogGroup(
        name=subject.physical,
        key=read.part(lambda: read.key(group.get("kmsKeyId"))),
        retention_days=group.get("retentionInDays", 0),
    )


@reader(
    Function,
    FUNCTION,
    find=associated,
    log_group="LoggingConfig.LogGroup",
    role="Role",
    runtime="Runtime",
    timeout_seconds="Timeout",
)
def function(read: Reading, subject: Resource) -> Function:
    described = read.ask(CONFIGURATION, FunctionName=subject.physical)
    return Function(
        name=subject.physical,
        log_group=read.where(LOG_GROUP, _group_of(described, subject.physical)),
        role=read.where(ROLE, described["Role"]),
        runtime=described.get("Runtime", ""),
        timeout_seconds=described["Timeout"],
    )


def _group_of(described: Mapping[str, Any], function_name: str) -> str:
    """Where a function logs; without a setting, the group of its name (Lambda, logging)."""
    given = described.get("LoggingConfig", {}).get("LogGroup")
    return given or f"/aws/lambda/{function_name}"


@reader(FlowLogArrival, INSTANCE, last_event="logStreams[].lastEventTimestamp")
def flow_log_arrival(read: Reading, subject: Resource) -> FlowLogArrival:
    return FlowLogArrival(last_event=_last(read, f"/aws/connect/{_alias(read, subject)}"))


@reader(
    FunctionLogArrival,
    FUNCTION,
    last_event="logStreams[].lastEventTimestamp",
    changed="LastModified",
)
def function_log_arrival(read: Reading, subject: Resource) -> FunctionLogArrival:
    described = read.ask(CONFIGURATION, FunctionName=subject.physical)
    group = _group_of(described, subject.physical)
    return FunctionLogArrival(
        last_event=read.part(lambda: _last(read, group)),
        changed=datetime.fromisoformat(described["LastModified"]).astimezone(UTC),
    )


def _last(read: Reading, group: str) -> datetime | None:
    """When the newest event of a group arrived; None for never, or for no group.

    AWS brings a stream's time up to date within an hour as a rule (CloudWatch Logs API
    Reference, LogStream), so the group's own metric is asked about the last hours.
    """
    try:
        known = [_by_stream(read, group), _by_metric(read, group)]
    except Gone:
        return None
    return max((at for at in known if at), default=None)


def _by_stream(read: Reading, group: str) -> datetime | None:
    newest = {"orderBy": "LastEventTime", "descending": True, "limit": 1}
    answer = read.ask("logs:DescribeLogStreams", logGroupName=group, **newest)
    times = [s["lastEventTimestamp"] for s in answer["logStreams"] if "lastEventTimestamp" in s]
    return datetime.fromtimestamp(max(times) / 1000, UTC) if times else None


def _by_metric(read: Reading, group: str) -> datetime | None:
    """The last minute in which events came in (CloudWatch Logs User Guide, metrics)."""
    dimensions = [{"Name": "LogGroupName", "Value": group}]
    metric = {"Namespace": "AWS/Logs", "MetricName": "IncomingLogEvents", "Dimensions": dimensions}
    stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
    answer = read.ask(
        "cloudwatch:GetMetricData",
        MetricDataQueries=[{"Id": "m0", "MetricStat": stat}],
        StartTime=read.now.replace(second=0, microsecond=0) - LATE,
        EndTime=read.now,
    )
    points = [
        at.astimezone(UTC)
        for result in answer["MetricDataResults"]
        for at, value in zip(result["Timestamps"], result["Values"], strict=True)
        if value > 0
    ]
    return max(points, default=None)
