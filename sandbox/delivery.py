"""What a trail delivers: log files, and digests that vouch for them.

Source: CloudTrail User Guide, digest file structure and custom implementations of log file
integrity validation.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import md5, sha256
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sandbox.inprocess import account, client, region
from sandbox.judge import Denied, Writer, judge, store
from sandbox.writers import trail_writer

KEY = generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)
FINGERPRINT = md5(PUBLIC, usedforsecurity=False).hexdigest()
ISO = "%Y-%m-%dT%H:%M:%SZ"
File = dict[str, Any]


@dataclass
class Deliveries:
    """What one trail has delivered so far; times are UTC.

    `since` is when it first logged, in seconds since 1970: nothing before that is delivered.
    """

    since: float = 0
    logs: list[File] = field(default_factory=list[File])
    seen: set[str] = field(default_factory=set[str])
    previous: File = field(default_factory=dict[str, Any])
    digest_end: datetime = field(default_factory=lambda: datetime.now(UTC))
    log_at: datetime | None = None
    digest_at: datetime | None = None
    log_error: str = ""
    group_error: str = ""
    digest_error: str = ""


def deliver_logs(trail: Mapping[str, Any], done: Deliveries, events: list[File]) -> None:
    """Put what was recorded since the last delivery into one file, and into the log group."""
    later = (e for e in events if e["EventTime"] >= done.since)
    fresh = [e for e in later if e["EventId"] not in done.seen]
    if not fresh:
        return
    who, bucket, prefix = trail_writer(trail)
    now = datetime.now(UTC)
    name = f"{account()}_CloudTrail_{region()}_{now:%Y%m%dT%H%MZ}_{uuid4().hex[:16]}.json.gz"
    key = f"{prefix}/CloudTrail/{region()}/{now:%Y/%m/%d}/{name}"
    raw = json.dumps({"Records": [json.loads(e["CloudTrailEvent"]) for e in fresh]}).encode()
    done.log_error = refusal(lambda: store(who, bucket, key, gzip.compress(raw)))
    if done.log_error:
        return
    if trail.get("CloudWatchLogsLogGroupArn"):
        done.group_error = refusal(lambda: to_log_group(trail, fresh))
    times = [datetime.fromtimestamp(e["EventTime"], UTC) for e in fresh]
    done.log_at = now
    done.seen |= {e["EventId"] for e in fresh}
    done.logs.append(
        {
            "s3Bucket": bucket,
            "s3Object": key,
            "hashValue": sha256(raw).hexdigest(),
            "hashAlgorithm": "SHA-256",
            "newestEventTime": max(times).strftime(ISO),
            "oldestEventTime": min(times).strftime(ISO),
        }
    )


def deliver_digest(trail: Mapping[str, Any], done: Deliveries) -> None:
    """Vouch for the log files since the last digest, chained to it, and sign."""
    who, bucket, prefix = trail_writer(trail)
    now = max(datetime.now(UTC), done.digest_end + timedelta(seconds=1))
    name = f"{trail['Name']}_{trail['HomeRegion']}_{now:%Y%m%dT%H%M%SZ}.json.gz"
    folder = f"{prefix}/CloudTrail-Digest/{region()}/{now:%Y/%m/%d}"
    key = f"{folder}/{account()}_CloudTrail-Digest_{region()}_{name}"
    digest: File = {
        "awsAccountId": account(),
        "digestStartTime": done.digest_end.strftime(ISO),
        "digestEndTime": now.strftime(ISO),
        "digestS3Bucket": bucket,
        "digestS3Object": key,
        "digestPublicKeyFingerprint": FINGERPRINT,
        "digestSignatureAlgorithm": "SHA256withRSA",
        "newestEventTime": max((f["newestEventTime"] for f in done.logs), default=None),
        "oldestEventTime": min((f["oldestEventTime"] for f in done.logs), default=None),
        "previousDigestS3Bucket": done.previous.get("bucket"),
        "previousDigestS3Object": done.previous.get("key"),
        "previousDigestHashValue": done.previous.get("hash"),
        "previousDigestHashAlgorithm": "SHA-256" if done.previous else None,
        "previousDigestSignature": done.previous.get("signature"),
        "logFiles": done.logs,
    }
    raw = json.dumps(digest).encode()
    signature = sign(digest, raw)
    metadata = {"signature": signature, "signature-algorithm": "SHA256withRSA"}
    packed = gzip.compress(raw)
    done.digest_error = refusal(lambda: store(who, bucket, key, packed, Metadata=metadata))
    if done.digest_error:
        return
    done.previous = {
        "bucket": bucket,
        "key": key,
        "hash": sha256(raw).hexdigest(),
        "signature": signature,
    }
    done.logs, done.digest_end, done.digest_at = [], now, now


def refusal(call: Callable[[], None]) -> str:
    """Why it was refused, in the words of a trail's status; empty when it was not."""
    try:
        call()
    except Denied as denied:
        return f"AccessDenied: {denied}"
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error}"  # pyright: ignore[reportTypedDictNotRequiredAccess]
    return ""


def sign(digest: Mapping[str, Any], raw: bytes) -> str:
    """The signature over end time, place, hash and previous signature, in hexadecimal."""
    lines = (
        digest["digestEndTime"],
        f"{digest['digestS3Bucket']}/{digest['digestS3Object']}",
        sha256(raw).hexdigest(),
        digest["previousDigestSignature"] or "null",
    )
    return KEY.sign("\n".join(lines).encode(), PKCS1v15(), SHA256()).hex()


def to_log_group(trail: Mapping[str, Any], events: list[File]) -> None:
    """The same events in the trail's log group, written as the trail's role."""
    group = trail["CloudWatchLogsLogGroupArn"].split(":log-group:")[1].removesuffix(":*")
    stream = f"{account()}_CloudTrail_{region()}"
    where = f"{trail['CloudWatchLogsLogGroupArn'].removesuffix(':*')}:log-stream:{stream}"
    judge(Writer(role=trail["CloudWatchLogsRoleArn"]), "logs:PutLogEvents", where, {})
    api = client("logs")
    streams = api.describe_log_streams(logGroupName=group, logStreamNamePrefix=stream)
    if not streams["logStreams"]:
        api.create_log_stream(logGroupName=group, logStreamName=stream)
    said = [
        {"timestamp": int(e["EventTime"] * 1000), "message": e["CloudTrailEvent"]} for e in events
    ]
    api.put_log_events(logGroupName=group, logStreamName=stream, logEvents=said)
