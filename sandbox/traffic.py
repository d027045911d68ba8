"""What a contact centre that was tested shows: metrics as Connect publishes them, reports, starts.

On AWS these come from real contacts, and nobody can put them: `AWS/` namespaces are the
services' own. Names, dimensions and units: Administrator Guide, Monitoring with CloudWatch;
Kinesis Data Streams Developer Guide, monitoring. What only exists on failure is not published.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sandbox import hours
from sandbox.emulator import needs
from sandbox.inprocess import client
from sandbox.judge import store
from sandbox.simulated.connect import starts
from sandbox.simulated.connect.store import INSTANCES, Instance
from sandbox.writers import connect_writer

METRICS = needs("services.cloudwatch", "_metric_bucket", "_dims_key")
HOUR = 3600
AGO = (3 * HOUR, 2 * HOUR, HOUR, 300)
"""Seconds before now of the datapoints."""


class Datapoint(NamedTuple):
    """What every datapoint of a metric is."""

    namespace: str
    metric: str
    value: float
    unit: str
    dimensions: dict[str, str]


def leave(said: dict[str, Any]) -> dict[str, Any]:
    """Leave the traffic of the instance `alias`: `calls` at once of `quotas`, `reports` by prefix.

    LookupError when there is no such instance, Denied when policies don't let Connect write.
    """
    instance = {each.about["InstanceAlias"]: each for each in INSTANCES.values()}[said["alias"]]
    voices = voice(instance, said["calls"], said["quotas"]["calls"])
    found = [*voices, *queues(instance), *streams(instance), *functions(instance)]
    for point in found:
        publish(point)
    for flow in instance.kept["ContactFlow"]:
        for seconds in AGO:
            starts.start(instance, flow, datetime.now(UTC) - timedelta(seconds=seconds))
    for report in said["reports"]:
        write(instance, report["prefix"], report["name"])
    return {
        "metrics": len(found) + hours.leave(instance, said["quotas"]),
        "reports": len(said["reports"]),
    }


def publish(point: Datapoint) -> None:
    """Keep a metric's datapoints, as its service does."""
    series = METRICS._metric_bucket(
        (point.namespace, point.metric, METRICS._dims_key(point.dimensions))
    )
    for seconds in AGO:
        about = {"Unit": point.unit, "Dimensions": point.dimensions, "Value": point.value}
        series.append({"Timestamp": time.time() - seconds, **about})


def voice(instance: Instance, calls: int, quota: float) -> Iterator[Datapoint]:
    """Calls, their part of the quota (1 is all of it), and how they sounded."""
    place = {"InstanceId": instance.about["Id"]}
    group = {**place, "MetricGroup": "VoiceCalls"}
    yield Datapoint("AWS/Connect", "CallsPerInterval", calls, "Count", group)
    yield Datapoint("AWS/Connect", "ConcurrentCalls", calls, "Count", group)
    part = round(calls / quota, 2)
    yield Datapoint("AWS/Connect", "ConcurrentCallsPercentage", part, "Percent", group)
    link = {"Participant": "Agent", "Type of Connection": "WebRTC", "Stream Type": "Voice"}
    sound = {"Instance ID": instance.about["Id"], **link}
    yield Datapoint("AWS/Connect", "ToInstancePacketLossRate", 0, "Percent", sound)
    for key in instance.security_keys:
        used = {**place, "SigningKeyId": key}
        yield Datapoint("AWS/Connect", "PublicSigningKeyUsage", 1, "Count", used)


def queues(instance: Instance) -> Iterator[Datapoint]:
    """Contacts in each queue, and how long the oldest waited."""
    for queue in instance.kept["Queue"].values():
        where = {"InstanceId": instance.about["Id"], "MetricGroup": "Queue"}
        where["QueueName"] = queue["Name"]
        yield Datapoint("AWS/Connect", "QueueSize", 1, "Count", where)
        yield Datapoint("AWS/Connect", "LongestQueueWaitTime", 5, "Seconds", where)


def streams(instance: Instance) -> Iterator[Datapoint]:
    """Records of each associated stream, read without delay."""
    for each in instance.storage.values():
        if target := each["config"].get("KinesisStreamConfig"):
            where = {"StreamName": target["StreamArn"].rsplit("/", 1)[-1]}
            yield Datapoint("AWS/Kinesis", "IncomingRecords", 1, "Count", where)
            age = "GetRecords.IteratorAgeMilliseconds"
            yield Datapoint("AWS/Kinesis", age, 0, "Milliseconds", where)


def functions(instance: Instance) -> Iterator[Datapoint]:
    """Calls of the functions that flows invoke, and what flows log."""
    for arn in instance.associated["FunctionArn"]:
        where = {"FunctionName": arn.split(":")[6]}
        yield Datapoint("AWS/Lambda", "Invocations", 1, "Count", where)
        yield Datapoint("AWS/Lambda", "Errors", 0, "Count", where)
    where = {"LogGroupName": f"/aws/connect/{instance.about['InstanceAlias']}"}
    yield Datapoint("AWS/Logs", "IncomingLogEvents", 1, "Count", where)


def write(instance: Instance, prefix: str, name: str) -> None:
    """A scheduled report, where Connect stores them; Denied when policies don't let it."""
    who, bucket, head = connect_writer(instance, "SCHEDULED_REPORTS")
    key = f"{head}/{prefix}/{name}-{time.strftime('%Y-%m-%dT%H-%M-%SZ', time.gmtime())}.csv"
    if not client("s3").list_objects_v2(Bucket=bucket, Prefix=f"{head}/{prefix}/").get("Contents"):
        store(who, bucket, key, b"Queue,Contacts handled\n")
