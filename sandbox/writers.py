"""The services that write into our buckets, each as AWS documents it.

Sources: CloudTrail User Guide, S3 bucket policy and KMS key policy for CloudTrail; Config
Developer Guide, permissions for the S3 bucket and the KMS key; S3 User Guide, enabling server
access logging; Firehose Developer Guide, controlling access; Connect Administrator Guide,
service-linked roles and key management.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sandbox.emulator import needs
from sandbox.inprocess import account, client, region
from sandbox.judge import KEY, SSE, Writer, store
from sandbox.simulated.connect.store import INSTANCES, Instance
from sandbox.simulated.service import Refused

FIREHOSE = needs("services.firehose", "_streams")
Place = tuple[Writer, str, str]
"""Who, into which bucket, under which prefix."""
OWNER = {"x-amz-acl": "bucket-owner-full-control"}


def sealed(key: str) -> dict[str, str]:
    """The headers of who names a key."""
    return {SSE: "aws:kms", KEY: key} if key else {}


def trail_writer(trail: Mapping[str, Any]) -> Place:
    """CloudTrail, for one trail."""
    arn = trail["TrailARN"]
    who = Writer(
        "cloudtrail.amazonaws.com",
        keys={"aws:SourceArn": arn, "aws:SourceAccount": account()},
        headers={**OWNER, **sealed(trail.get("KmsKeyId", ""))},
        context={"aws:cloudtrail:arn": arn},
    )
    head = f"{trail['S3KeyPrefix']}/" if trail.get("S3KeyPrefix") else ""
    return who, trail["S3BucketName"], f"{head}AWSLogs/{account()}"


def config_writer() -> Place:
    """Config through its service-linked role, which delivers as the service's principal."""
    channel = client("config").describe_delivery_channels()["DeliveryChannels"][0]
    source = {"aws:SourceArn": f"arn:aws:config:{region()}:{account()}:*"}
    who = Writer(
        "config.amazonaws.com",
        keys=source | {"aws:SourceAccount": account()},
        headers={**OWNER, **sealed(channel.get("s3KmsKeyArn", ""))},
    )
    return who, channel["s3BucketName"], f"AWSLogs/{account()}/Config"


def config_role_writer() -> Place:
    """Config through a role of ours, which delivers as that role."""
    recorder = client("config").describe_configuration_recorders()["ConfigurationRecorders"][0]
    who, bucket, prefix = config_writer()
    return Writer(role=recorder["roleARN"], headers=who.headers), bucket, prefix


def access_log_writer() -> Place:
    """S3's log delivery, for the first bucket that is logged."""
    api = client("s3")
    for bucket in api.list_buckets()["Buckets"]:
        logging = api.get_bucket_logging(Bucket=bucket["Name"]).get("LoggingEnabled")
        if logging:
            arn = f"arn:aws:s3:::{bucket['Name']}"
            keys = {"aws:SourceArn": arn, "aws:SourceAccount": account()}
            who = Writer("logging.s3.amazonaws.com", keys=keys)
            return who, logging["TargetBucket"], logging["TargetPrefix"].rstrip("/")
    raise Refused("NoSuchBucket", "no bucket is logged")


def delivery_writer(destination: Mapping[str, Any]) -> Place:
    """Firehose, as the role of a delivery stream's destination."""
    kms = destination.get("EncryptionConfiguration", {}).get("KMSEncryptionConfig", {})
    who = Writer(role=destination["RoleARN"], headers=sealed(kms.get("AWSKMSKeyARN", "")))
    prefix = destination.get("Prefix", "").split("!")[0].rstrip("/")
    return who, destination["BucketARN"].removeprefix("arn:aws:s3:::"), prefix


def connect_writer(instance: Instance, kind: str = "CALL_RECORDINGS") -> Place:
    """Connect, as the instance's service-linked role, where a storage config says."""
    for each in instance.storage.values():
        if each["kind"] == kind and (s3 := each["config"].get("S3Config")):
            key = s3.get("EncryptionConfig", {}).get("KeyId", "")
            who = Writer(role=instance.about["ServiceRole"], headers=sealed(key))
            return who, s3["BucketName"], s3["BucketPrefix"]
    raise Refused("ResourceNotFoundException", f"{kind} has no bucket")


def _first_trail() -> Place:
    return trail_writer(client("cloudtrail").describe_trails()["trailList"][0])


def _first_delivery() -> Place:
    stream = next(iter(FIREHOSE._streams.values()))
    return delivery_writer(stream["destinations"][0]["config"])


def _first_instance() -> Place:
    return connect_writer(next(each for each in INSTANCES.values() if each.storage))


WRITERS: dict[str, Callable[[], Place]] = {
    "cloudtrail": _first_trail,
    "config": config_writer,
    "config-role": config_role_writer,
    "access-logs": access_log_writer,
    "firehose": _first_delivery,
    "connect": _first_instance,
}


def play(name: str, changes: Mapping[str, Any]) -> dict[str, str]:
    """Let a writer put one object, with parts of it changed; Denied when policies refuse."""
    who, bucket, prefix = WRITERS[name]()
    merged = {
        part: {**getattr(who, part), **changes.get(part, {})}
        for part in ("keys", "headers", "context")
    }
    changed = replace(who, role=changes.get("role", who.role), **merged)
    key = f"{prefix}/golive-sandbox-{name}"
    store(changed, bucket, key, b"written by the sandbox\n")
    return {"bucket": bucket, "key": key}
