"""What launch day shows: self-service in the metrics, agents at work.

Metrics: Connect Administrator Guide, Monitoring with CloudWatch; CloudWatch Logs User Guide and
Lambda Developer Guide, metrics. Agents: Connect API Reference, GetCurrentMetricData.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from golive.account.arns import FUNCTION, INSTANCE, name_of
from golive.account.metrics import Query, last, points, total
from golive.account.readers.centre import queues
from golive.account.readers.flow_counts import started
from golive.account.readers.instance import id_of
from golive.account.readers.reader import reader
from golive.account.readers.traffic import CONNECT, FAILURES
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.traffic import QueueStaff, SelfServiceData, Staffing
from golive.insights import queried
from golive.model import Gap

RECENT = timedelta(hours=4)
MOST_QUEUES = 100
"""Connect API Reference, GetCurrentMetricData: queues of one filter."""
ONLINE, AVAILABLE = "AGENTS_ONLINE", "AGENTS_AVAILABLE"
FIVE_MINUTES = 300
LAMBDA = "AWS/Lambda"


@reader(
    SelfServiceData,
    INSTANCE,
    silent="MetricDataResults[].Values, MetricResults[]",
    unwatched="MetricAlarms[].Metrics[].Expression",
)
def self_service_data(read: Reading, subject: Resource) -> SelfServiceData:
    return SelfServiceData(
        silent=read.part(lambda: _silent(read, subject)),
        unwatched=read.part(lambda: _unwatched(read)),
    )


def _silent(read: Reading, subject: Resource) -> tuple[str, ...]:
    wanted = {name: (what, query) for name, what, query in _self_service(read, subject)}
    queries = {name: query for name, (_, query) in wanted.items()}
    window = last(read, RECENT)
    found = points(read, queries, window, FIVE_MINUTES)
    quiet = [what for name, (what, _) in wanted.items() if total(found[name]) == 0]
    flows = [flow.name for flow in read.environment.flows]
    idle = [f"flow {f}" for f in flows if not started(read, subject.physical, f, window)]
    return (*quiet, *idle, *_idle_bots(read, subject))


def _idle_bots(read: Reading, subject: Resource) -> Iterable[str]:
    """Aliases of Lex V2 that no request was made to in three hours.

    Their series differ by locale, operation and mode, so they are looked for by bot and alias
    (Lex V2 Developer Guide, Measuring operational metrics; CloudWatch API Reference, ListMetrics).
    """
    answer = read.ask("connect:ListBots", InstanceId=id_of(subject.physical), LexVersion="V2")
    for bot in answer["LexBots"]:
        alias = str(bot["LexV2Bot"]["AliasArn"]).partition("bot-alias/")[2]
        values = dict(zip(("BotId", "BotAliasId"), alias.split("/"), strict=True))
        found = read.ask(
            "cloudwatch:ListMetrics",
            Namespace="AWS/Lex",
            MetricName="RuntimeRequestCount",
            Dimensions=[{"Name": name, "Value": value} for name, value in values.items()],
            RecentlyActive="PT3H",
        )
        if not found["Metrics"]:
            yield f"bot {alias}"


def _unwatched(read: Reading) -> tuple[str, ...]:
    """By the metric that an alarm names, or its query does."""
    watched = {watched for alarm in _alarms(read) for watched in _watched(alarm)}
    return tuple(metric for metric in FAILURES.values() if f"{CONNECT} {metric}" not in watched)


def _alarms(read: Reading) -> list[Mapping[str, Any]]:
    """The environment's own, by their prefix, as they are asked for elsewhere too."""
    answer = read.ask(
        "cloudwatch:DescribeAlarms",
        AlarmTypes=["MetricAlarm", "CompositeAlarm"],
        AlarmNamePrefix=read.environment.prefix,
    )
    return answer["MetricAlarms"]


def _watched(alarm: Mapping[str, Any]) -> Iterable[str | None]:
    yield f"{alarm.get('Namespace')} {alarm.get('MetricName')}"
    for each in alarm.get("Metrics", []):
        yield queried(each.get("Expression", ""))


def _self_service(read: Reading, subject: Resource) -> Iterable[tuple[str, str, Query]]:
    """Each metric's query id, what it is of, and its query."""
    calls = {"InstanceId": id_of(subject.physical), "MetricGroup": "VoiceCalls"}
    yield "calls", "calls", Query(CONNECT, "CallsPerInterval", calls, "Sum")
    log = {"LogGroupName": read.environment.flow_log_group}
    yield "log", "the flow log", Query("AWS/Logs", "IncomingLogEvents", log, "Sum")
    for place, integration in enumerate(read.environment.integrations):
        name = name_of(FUNCTION, integration.function, read.estate.place)
        where = {"FunctionName": name}
        yield f"function_{place}", f"function {name}", Query(LAMBDA, "Invocations", where, "Sum")


@reader(Staffing, INSTANCE, queues="MetricResults[].Collections[].Value")
def staffing(read: Reading, subject: Resource) -> Staffing:
    instance = id_of(subject.physical)
    ids = {name: identifier for identifier, name in queues(read, subject.physical).items()}
    known = [ids[name] for name in read.environment.queues if name in ids]

    def staffed(name: str, metric: str) -> int:
        if name not in ids:
            raise Gap(f"the instance has no queue called {name}")
        return _agents(read, instance, known)[metric].get(ids[name], 0)

    return Staffing(
        queues=tuple(
            QueueStaff(
                name=name,
                online=read.part(lambda name=name: staffed(name, ONLINE)),
                available=read.part(lambda name=name: staffed(name, AVAILABLE)),
            )
            for name in read.environment.queues
        )
    )


def _agents(read: Reading, instance: str, wanted: list[str]) -> dict[str, dict[str, int]]:
    """Metric to queue to agents; a queue that nobody has logged in to has no result."""
    counts: dict[str, dict[str, int]] = {ONLINE: {}, AVAILABLE: {}}
    for first in range(0, len(wanted), MOST_QUEUES):
        answer = read.ask(
            "connect:GetCurrentMetricData",
            InstanceId=instance,
            Filters={"Queues": wanted[first : first + MOST_QUEUES], "Channels": ["VOICE"]},
            Groupings=["QUEUE"],
            CurrentMetrics=[{"Name": metric, "Unit": "COUNT"} for metric in counts],
        )
        for result in answer["MetricResults"]:
            for collection in result["Collections"]:
                of = counts[collection["Metric"]["Name"]]
                of[result["Dimensions"]["Queue"]["Id"]] = round(collection.get("Value", 0))
    return counts
