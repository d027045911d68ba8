"""A sample contact leaves what a contact leaves, where policies and settings let it."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from sandbox import control
from tests.sandbox.account import Account

ALIAS = "golive-sandbox"


@pytest.fixture
def instance(deployed: Account) -> str:
    """The deployed instance's id."""
    return deployed.physical("instance", "Instance").rsplit("/", 1)[-1]


def leave(account: Account) -> dict[str, str]:
    return control.fetch(account.connection, "/_golive/contact", {"alias": ALIAS})


def test_the_contact_record_reaches_the_archive(deployed: Account) -> None:
    """Through stream and Firehose: compressed, a line each, labelled as a sample."""
    s3 = deployed.client("s3")
    bucket = next(b["Name"] for b in s3.list_buckets()["Buckets"] if "-archive" in b["Name"])
    keys = [o["Key"] for o in s3.list_objects_v2(Bucket=bucket)["Contents"]]
    archived = [k for k in keys if k.endswith(".gz")]
    raw = gzip.decompress(s3.get_object(Bucket=bucket, Key=archived[0])["Body"].read())
    assert raw.endswith(b"}\n")
    assert json.loads(raw)["Attributes"] == {"golive": "golive sample contact"}


def test_the_flow_log_has_an_event(deployed: Account) -> None:
    """Labelled as a sample."""
    events = deployed.client("logs").filter_log_events(logGroupName=f"/aws/connect/{ALIAS}")
    assert any("golive sample contact" in event["message"] for event in events["events"])


def test_the_agent_event_is_in_its_stream(deployed: Account) -> None:
    """One more event for each contact."""
    assert leave(deployed)["agent event"] == "stored"
    kinesis = deployed.client("kinesis")
    name = next(n for n in kinesis.list_streams()["StreamNames"] if "agentevents" in n.lower())
    found: list[Any] = []
    for shard in kinesis.list_shards(StreamName=name)["Shards"]:
        where = {"StreamName": name, "ShardId": shard["ShardId"]}
        iterator = kinesis.get_shard_iterator(**where, ShardIteratorType="TRIM_HORIZON")
        found += kinesis.get_records(ShardIterator=iterator["ShardIterator"])["Records"]
    assert {json.loads(record["Data"])["EventType"] for record in found} == {"HEART_BEAT"}


def test_without_flow_logs_there_is_no_event(deployed: Account, instance: str) -> None:
    """As on AWS: the instance's attribute decides."""
    connect = deployed.client("connect")
    switch = {"InstanceId": instance, "AttributeType": "CONTACTFLOW_LOGS"}
    connect.update_instance_attribute(**switch, Value="false")
    try:
        assert leave(deployed)["flow log"] == "flow logs are off"
    finally:
        connect.update_instance_attribute(**switch, Value="true")


def test_a_key_that_connect_may_not_use_loses_the_record(deployed: Account) -> None:
    """The stream's key policy decides, which AWS doesn't tell anybody."""
    kms, kinesis = deployed.client("kms"), deployed.client("kinesis")
    name = next(n for n in kinesis.list_streams()["StreamNames"] if "contactrecords" in n.lower())
    about = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
    policy = kms.get_key_policy(KeyId=about["KeyId"], PolicyName="default")["Policy"]
    document = json.loads(policy)
    document["Statement"] = [s for s in document["Statement"] if s["Sid"] != "ConnectServiceRole"]
    narrowed = {"KeyId": about["KeyId"], "PolicyName": "default"}
    kms.put_key_policy(**narrowed, Policy=json.dumps(document))
    try:
        parts = leave(deployed)
    finally:
        kms.put_key_policy(**narrowed, Policy=policy)
    assert "may not kms:GenerateDataKey" in parts["contact record"]
    assert "may not kms:GenerateDataKey" in parts["recording"]
    assert parts["flow log"] == "stored"


def test_no_instance_no_contact(deployed: Account) -> None:
    """Another alias is not found."""
    said = control.fetch(deployed.connection, "/_golive/contact", {"alias": "other"})
    assert said == {"instance": "there is no instance with the alias other"}


def test_what_is_simulated_is_said(account: Account) -> None:
    """To whoever asks, by service or operation."""
    said = control.fetch(account.connection, "/_golive/simulated")
    assert said["connect"] == "Amazon Connect is simulated"
    asked = {"s3control:GetPublicAccessBlock", "cloudtrail:GetTrailStatus"}
    assert asked | {"guardduty", "accessanalyzer"} <= set(said)
