"""One labelled contact, with all that a contact leaves behind: logs, records, recording, metrics.

Each part is written as Connect's role, if policies let it. Formats: Connect Administrator
Guide, contact record data model, agent event streams, contact flow logs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from sandbox.adapters.trail_delivery import deliver
from sandbox.emulator import needs
from sandbox.inprocess import account, client, region
from sandbox.judge import Denied, Writer, judge, store, use_key
from sandbox.simulated.connect.store import INSTANCES, Instance
from sandbox.simulated.service import Refused
from sandbox.writers import connect_writer

METRICS = needs("services.cloudwatch", "_dims_key", "_metrics", "record_metric")
LABEL = "golive sample contact"


def leave(alias: str) -> dict[str, str]:
    """What became of each part: `stored`, or why not."""
    instance = next((i for i in INSTANCES.values() if i.about["InstanceAlias"] == alias), None)
    if instance is None:
        return {"instance": f"there is no instance with the alias {alias}"}
    id_, now = str(uuid4()), datetime.now(UTC)
    parts: dict[str, Callable[[], object]] = {
        "flow log": lambda: log_flow(instance, id_, now),
        "contact record": lambda: stream(instance, "CONTACT_TRACE_RECORDS", record(instance, id_)),
        "agent event": lambda: stream(instance, "AGENT_EVENTS", agent_event(instance, id_)),
        "recording": lambda: keep_recording(instance, id_, now),
        "metrics": publish,
        "trail": lambda: deliver(digest=True),
    }
    return {name: outcome(part) for name, part in parts.items()}


def outcome(part: Callable[[], object]) -> str:
    """Do it, and say how it went."""
    try:
        return str(part() or "stored")
    except (Denied, Refused, ClientError) as refusal:
        return str(refusal)


def log_flow(instance: Instance, id_: str, now: datetime) -> str:
    """An event in `/aws/connect/<alias>`, when flow logs are on."""
    if instance.attributes["CONTACTFLOW_LOGS"] != "true":
        return "flow logs are off"
    group, name = f"/aws/connect/{instance.about['InstanceAlias']}", f"{now:%Y/%m/%d}/{id_[:8]}"
    arn = f"arn:aws:logs:{region()}:{account()}:log-group:{group}:log-stream:{name}"
    for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
        judge(Writer(role=instance.about["ServiceRole"]), action, arn, {})
    said = {
        "ContactId": id_,
        "ContactFlowId": f"{instance.arn}/contact-flow/{uuid4()}",
        "ContactFlowName": LABEL,
        "ContactFlowModuleType": "SetLoggingBehavior",
        "Timestamp": moment(now),
        "Parameters": {"LoggingBehavior": "Enable"},
    }
    event = {"timestamp": int(now.timestamp() * 1000), "message": json.dumps(said)}
    client("logs").create_log_stream(logGroupName=group, logStreamName=name)
    client("logs").put_log_events(logGroupName=group, logStreamName=name, logEvents=[event])
    return ""


def stream(instance: Instance, kind: str, said: dict[str, Any]) -> str:
    """A record in the stream that is associated for this kind."""
    for each in instance.storage.values():
        if each["kind"] == kind and (target := each["config"].get("KinesisStreamConfig")):
            arn, who = target["StreamArn"], Writer(role=instance.about["ServiceRole"])
            judge(who, "kinesis:PutRecord", arn, {})
            about = client("kinesis").describe_stream_summary(StreamARN=arn)
            if key := about["StreamDescriptionSummary"].get("KeyId"):
                use_key(who, key, "kinesis", {"aws:kinesis:arn": arn})
            data = json.dumps(said).encode()
            client("kinesis").put_record(StreamARN=arn, Data=data, PartitionKey=str(uuid4()))
            return ""
    return f"{kind} has no stream"


def keep_recording(instance: Instance, id_: str, now: datetime) -> None:
    """A second of silence, where Connect keeps recordings."""
    who, bucket, prefix = connect_writer(instance)
    header = b"RIFF\x00\x00\x00\x00WAVEfmt "
    store(who, bucket, f"{prefix}/{now:%Y/%m/%d}/{id_}_{now:%Y%m%dT%H:%M}_UTC.wav", header)


def publish() -> None:
    """A quiet datapoint for every metric of a service that a dashboard draws, and that has none."""
    api = client("cloudwatch")
    quiet = {
        (a["Namespace"], a["MetricName"]): a["Threshold"] + 1
        for a in api.describe_alarms()["MetricAlarms"]
        if a.get("ComparisonOperator", "").startswith("LessThan") and "Namespace" in a
    }
    for board in api.list_dashboards()["DashboardEntries"]:
        body = api.get_dashboard(DashboardName=board["DashboardName"])["DashboardBody"]
        for namespace, metric, dimensions in drawn(json.loads(body)):
            where = namespace, metric, METRICS._dims_key(dimensions)
            if namespace.startswith("AWS/") and not METRICS._metrics.get(where):
                value = quiet.get((namespace, metric), 0)
                METRICS.record_metric(namespace, metric, value, "None", dimensions)


def drawn(body: dict[str, Any]) -> list[tuple[str, str, dict[str, str]]]:
    """The metrics that a dashboard's body names, in the order of CloudWatch's syntax."""
    rows = [r for w in body["widgets"] for r in w.get("properties", {}).get("metrics", [])]
    named = [[part for part in row if isinstance(part, str)] for row in rows]
    return [(r[0], r[1], dict(zip(r[2::2], r[3::2], strict=True))) for r in named if len(r) > 1]


def moment(at: datetime) -> str:
    """As Connect writes times."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def record(instance: Instance, id_: str) -> dict[str, Any]:
    """A contact record."""
    now, queue = moment(datetime.now(UTC)), next(iter(instance.kept["Queue"].values()))
    return {
        "AWSAccountId": account(),
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "Attributes": {"golive": LABEL},
        "Channel": "VOICE",
        "ContactId": id_,
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": now,
        "DisconnectTimestamp": now,
        "LastUpdateTimestamp": now,
        "InstanceARN": instance.arn,
        "Queue": {"ARN": queue["Arn"], "Name": queue["Name"]},
        "CustomerEndpoint": {"Address": "+15555550100", "Type": "TELEPHONE_NUMBER"},
    }


def agent_event(instance: Instance, id_: str) -> dict[str, Any]:
    """An agent's heart beat while the contact lasts."""
    contact = {"ContactId": id_, "Channel": "VOICE", "State": "CONNECTED"}
    agent = {"Configuration": {"Username": LABEL}, "Contacts": [contact]}
    return {
        "AWSAccountId": account(),
        "AgentARN": f"{instance.arn}/agent/{uuid4()}",
        "InstanceARN": instance.arn,
        "EventId": str(uuid4()),
        "EventTimestamp": moment(datetime.now(UTC)),
        "EventType": "HEART_BEAT",
        "Version": "2017-10-01",
        "CurrentAgentSnapshot": agent,
    }
