"""Three hours of a centre at work: what its services would have published, minute by minute.

Every metric of a service that a dashboard draws gets datapoints that stay clear of the threshold
drawn beside it. On AWS these come from real contacts. What is published on failure alone stays
away, but where services publish zeros (Lambda, Kinesis and Firehose: with every invocation, put
and delivery); what our own functions and log filters publish is theirs to publish.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from golive.alarms import expects
from golive.dashboards.asked import asks
from golive.policy import several
from golive.widgets import written_out
from sandbox.alarms.insights import parsed
from sandbox.emulator import needs
from sandbox.simulated.connect.store import Instance


class Part(NamedTuple):
    """The count that a metric is a part of, the kind of contact, and how all of the quota reads."""

    of: str
    kind: str
    whole: int


METRICS = needs("services.cloudwatch", "_dashboards", "_dims_key", "_metric_bucket")
HOURS, MINUTE = 3, 60
OWN = "GoLive/"
ZEROS = ("AWS/Lambda", "AWS/Kinesis", "AWS/Firehose")
A_MINUTE = 12
"""Events, where a silence alarm watches whether there are any."""
SHARES = {"GetRecords.IteratorAgeMilliseconds": 0.02, "KinesisMillisBehindLatest": 0.02}
NO_PART = Part("", "", 1)
PARTS = {
    "ConcurrentCallsPercentage": Part("ConcurrentCalls", "calls", 1),
    "ConcurrentActiveChatsPercentage": Part("ConcurrentActiveChats", "chats", 100),
    "ConcurrentTasksPercentage": Part("ConcurrentTasks", "tasks", 100),
    "ConcurrentEmailsPercentage": Part("ConcurrentEmails", "emails", 100),
}
"""What is told as a part of the quota too: count and part must show the same quota."""
STEADY = {"DeliveryToS3.Success": 1.0}
SHARE = 0.4
"""Of the threshold, in the mean."""
DIMENSIONS = {
    "LocaleId": "en_US",
    "Participant": "Agent",
    "Stream Type": "Voice",
    "Type of Connection": "WebRTC",
}
"""Values where a query names the dimension alone."""


class Drawn(NamedTuple):
    """A metric on a dashboard, and the threshold beside it: `below` for a silence alarm."""

    namespace: str
    metric: str
    dimensions: Mapping[str, str]
    limit: float
    below: bool
    hidden: bool
    seconds: int


def leave(instance: Instance, quotas: Mapping[str, float]) -> int:
    """Leave the hours behind in each metric, of contacts as a part of their kind's quota too;
    gives their number."""
    every: dict[Any, Drawn] = {}
    for drawn in _drawn(instance):
        key = drawn.namespace, drawn.metric, METRICS._dims_key(drawn.dimensions)
        known = every.setdefault(key, drawn)
        if (drawn.below, known.limit) > (known.below, drawn.limit):
            every[key] = drawn
    for key, drawn in every.items():
        part = PARTS.get(drawn.metric, NO_PART)
        counted = every.get((drawn.namespace, part.of, key[2]))
        values = _values(counted or drawn)
        if counted and values:
            whole = part.whole / quotas[part.kind]
            values = [round(value * whole, 2) for value in values]
        if values is not None:
            _keep(key, drawn, values)
    return len(every)


def _drawn(instance: Instance) -> Iterator[Drawn]:
    for board in METRICS._dashboards.values():
        for widget in json.loads(board["DashboardBody"])["widgets"]:
            if widget["type"] == "metric":
                yield from _of(widget["properties"], instance)


def _of(properties: Mapping[str, Any], instance: Instance) -> Iterator[Drawn]:
    [limit, *_] = properties["annotations"]["horizontal"]
    about = limit["value"], limit["fill"] == "below"
    for row, options in written_out(several(properties["metrics"])):
        hidden, period = options.get("visible") is False, properties["period"]
        if row:
            dimensions = dict(zip(row[2::2], row[3::2], strict=True))
            yield Drawn(row[0], row[1], dimensions, *about, hidden, period)
        elif asks(text := options["expression"])[0]:
            query = parsed(text)
            for dimensions in _grouped(query, instance):
                yield Drawn(query.namespace, query.metric, dimensions, *about, hidden, period)


def _grouped(query: Any, instance: Instance) -> Iterator[Mapping[str, str]]:
    """The dimensions of each series that a query would have here."""
    kept = {"QueueName": "Queue", "ContactFlowName": "ContactFlow"}.get(query.group, "")
    named = [each["Name"] for each in instance.kept[kept].values()] if kept else []
    rest = {n: DIMENSIONS.get(n, "any") for n in (query.dimensions or {query.group})}
    for value in named or [query.where.get(query.group, rest[query.group])]:
        yield {**rest, **query.where, query.group: value}


def _values(drawn: Drawn) -> list[float] | None:
    """One for each minute, oldest first; None for a metric that has none."""
    if drawn.namespace.startswith(OWN):
        return None
    random = Random(f"{drawn.namespace} {drawn.metric} {drawn.dimensions}")
    if expects(drawn.namespace, drawn.metric) == "failure":
        return [0.0] * HOURS * MINUTE if drawn.namespace in ZEROS else None
    if drawn.metric in STEADY:
        return [STEADY[drawn.metric]] * HOURS * MINUTE
    mean = _mean(drawn)
    phase, length = random.uniform(0, 6.3), random.uniform(50, 90)
    waves = [0.25 * math.sin(minute / length * 6.3 + phase) for minute in range(HOURS * MINUTE)]
    found = [mean * (1 + wave + random.uniform(-0.12, 0.12)) for wave in waves]
    return [float(round(value)) for value in found] if mean >= 4 else found


def _mean(drawn: Drawn) -> float:
    if drawn.below or drawn.hidden:
        return A_MINUTE
    return drawn.limit * SHARES.get(drawn.metric, SHARE)


def _keep(key: Any, drawn: Drawn, values: list[float]) -> None:
    """Before what is there already, which is newer."""
    end, about = time.time() - MINUTE, {"Unit": "None", "Dimensions": dict(drawn.dimensions)}
    series = METRICS._metric_bucket(key)
    series[:0] = [
        {"Timestamp": end - MINUTE * back, "Value": value, **about}
        for back, value in zip(reversed(range(len(values))), values, strict=True)
    ]
