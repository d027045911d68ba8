"""The trail delivers log files, and digests that a validator of AWS's kind accepts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from sandbox import control
from tests.sandbox.account import Account

File = tuple[str, bytes, Mapping[str, str]]


@pytest.fixture(scope="module")
def trail(deployed: Account) -> dict[str, Any]:
    """The one trail."""
    return deployed.client("cloudtrail").describe_trails()["trailList"][0]


def files(account: Account, trail: Mapping[str, Any], folder: str) -> list[File]:
    """Keys, contents and metadata of what was delivered, by name: digests by time."""
    s3, bucket = account.client("s3"), trail["S3BucketName"]
    prefix = f"AWSLogs/{account.connection.account}/{folder}/"
    listed = s3.list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]
    found: list[File] = []
    for each in sorted(listed, key=lambda o: o["Key"]):
        answer = s3.get_object(Bucket=bucket, Key=each["Key"])
        found.append((each["Key"], gzip.decompress(answer["Body"].read()), answer["Metadata"]))
    return found


def test_deliveries_are_reported(deployed: Account, trail: dict[str, Any]) -> None:
    """Log file and digest, just now, without errors."""
    status = deployed.client("cloudtrail").get_trail_status(Name=trail["TrailARN"])
    soon = datetime.now(UTC) - timedelta(minutes=10)
    assert status["LatestDeliveryTime"] > soon
    assert status["LatestDigestDeliveryTime"] > soon
    assert not status.get("LatestDeliveryError")
    assert not status.get("LatestDigestDeliveryError")


def test_records_name_the_operations(deployed: Account, trail: dict[str, Any]) -> None:
    """Whatever the protocol of the service; the stacks may have made their calls before."""
    place = deployed.connection
    role = f"cdk-hnb659fds-lookup-role-{place.account}-{place.region}"
    arn = f"arn:aws:iam::{place.account}:role/{role}"
    deployed.client("sts").assume_role(RoleArn=arn, RoleSessionName="recorded")
    ssm = deployed.client("ssm")
    ssm.put_parameter(Name="/recorded", Value="x", Type="String")
    ssm.delete_parameter(Name="/recorded")
    control.fetch(place, "/_golive/contact", {"alias": "golive-sandbox"})
    records = [
        record
        for _, raw, _ in files(deployed, trail, "CloudTrail")
        for record in json.loads(raw)["Records"]
    ]
    names = {record["eventName"] for record in records}
    assert {"AssumeRole", "PutParameter", "DeleteParameter", "PutObject"} <= names


def test_no_secret_is_recorded(deployed: Account, trail: dict[str, Any]) -> None:
    """As on AWS, the value of a parameter is hidden."""
    for _, raw, _ in files(deployed, trail, "CloudTrail"):
        assert b"PRIVATE KEY" not in raw


def test_digests_are_signed_and_chained(deployed: Account, trail: dict[str, Any]) -> None:
    """Signature, place, log hashes and chain hold, as the User Guide says to check them."""
    cloudtrail = deployed.client("cloudtrail")
    control.fetch(deployed.connection, "/_golive/contact", {"alias": "golive-sandbox"})
    keys = {k["Fingerprint"]: k["Value"] for k in cloudtrail.list_public_keys()["PublicKeyList"]}
    logs = {key: raw for key, raw, _ in files(deployed, trail, "CloudTrail")}
    before: File | None = None
    for key, raw, metadata in files(deployed, trail, "CloudTrail-Digest"):
        digest = json.loads(raw)
        public = load_der_public_key(keys[digest["digestPublicKeyFingerprint"]])
        assert isinstance(public, RSAPublicKey)
        place = f"{trail['S3BucketName']}/{key}"
        previous = before[2]["signature"] if before else "null"
        lines = (digest["digestEndTime"], place, sha256(raw).hexdigest(), previous)
        signature = bytes.fromhex(metadata["signature"])
        public.verify(signature, "\n".join(lines).encode(), PKCS1v15(), SHA256())
        for log in digest["logFiles"]:
            assert sha256(logs[log["s3Object"]]).hexdigest() == log["hashValue"]
        if before:
            named = digest["previousDigestS3Object"], digest["previousDigestHashValue"]
            assert named == (before[0], sha256(before[1]).hexdigest())
        before = key, raw, metadata
    assert before


def test_the_log_group_has_the_events_too(deployed: Account, trail: dict[str, Any]) -> None:
    """Searchable, under the trail's role."""
    group = trail["CloudWatchLogsLogGroupArn"].split("log-group:")[1].removesuffix(":*")
    streams = deployed.client("logs").describe_log_streams(logGroupName=group)["logStreams"]
    assert any("lastEventTimestamp" in stream for stream in streams)


def test_what_is_not_delivered_is_reported(deployed: Account, trail: dict[str, Any]) -> None:
    """A bucket policy that no longer lets the trail in is its delivery error, until it does."""
    s3, bucket = deployed.client("s3"), trail["S3BucketName"]
    contact = ("/_golive/contact", {"alias": "golive-sandbox"})

    def errors() -> list[str]:
        control.fetch(deployed.connection, *contact)
        status = deployed.client("cloudtrail").get_trail_status(Name=trail["TrailARN"])
        names = ("LatestDeliveryError", "LatestDigestDeliveryError")
        return [status.get(name, "")[:12] for name in names]

    policy = s3.get_bucket_policy(Bucket=bucket)["Policy"]
    s3.delete_bucket_policy(Bucket=bucket)
    assert errors() == ["AccessDenied"] * 2
    s3.put_bucket_policy(Bucket=bucket, Policy=policy)
    assert errors() == [""] * 2
