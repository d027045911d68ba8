"""Lines 2.6.6 and 2.6.7: Config and CloudTrail record, and deliver."""

from __future__ import annotations

from datetime import datetime, timedelta

from golive.controls.control import Finding, control, first, subject_of
from golive.controls.keys import customer_key, own_account
from golive.controls.logging import known_start
from golive.controls.services import serves
from golive.controls.statements import Sends, arn_of, covers
from golive.facts.audit import Channel, Recorder, Trail
from golive.facts.feeds import RecorderStatus, TrailDelivery
from golive.facts.storage import Bucket, Key
from golive.model import Ref, Side

CLOUDTRAIL = "Service:cloudtrail.amazonaws.com"
LATE = timedelta(hours=1)
"""The plan's line: delivered within the hour. CloudTrail says about every five minutes."""


@control(
    "2.6.6", Recorder, fix="Record all supported types, global ones among them, from creation on."
)
def recorder_records_all(recorder: Recorder, side: Side) -> Finding | None:
    """The Config recorder runs and records every supported type, global ones too."""
    if not recorder.recording:
        return Finding("recording", "does not start recording")
    if not recorder.all_types:
        return Finding("all_types", "does not record all supported types")
    return None if recorder.global_types else Finding("global_types", "leaves IAM types out")


@control("2.6.6", Channel, fix="Set S3BucketName and S3KmsKeyArn of the audit key.")
def channel_sealed(channel: Channel, side: Side) -> Finding | None:
    """What Config delivers is encrypted under a customer-managed key, and goes to our bucket."""
    return first([_ours(channel, side), customer_key("key", channel.key, side)])


@control("2.6.6", RecorderStatus, fix="Read the recorder's last error, mend role or bucket policy.")
def recorder_runs(status: RecorderStatus, side: Side) -> Finding | None:
    """The recorder says that it records, and that its last delivery succeeded."""
    if not status.recording:
        return Finding("recording", "is not recording")
    if status.last_status.upper() != "SUCCESS":
        return Finding("last_status", f"says {status.last_status or 'nothing yet'}")
    return None


@control("2.6.7", Trail, fix="Log, multi-Region, validated, under the audit key, into a log group.")
def trail_complete(trail: Trail, side: Side) -> Finding | None:
    """The trail logs in every Region to our bucket, signs digests, is sealed, searchable; its
    bucket and its key let it in."""
    flags = {
        "logging": "is not logging",
        "multi_region": "covers one Region only",
        "validation": "writes no digests, so a change to its files goes unseen",
    }
    off = [Finding(name, text) for name, text in flags.items() if not getattr(trail, name)]
    if trail.log_group is None:
        off.append(Finding("log_group", "does not deliver to CloudWatch Logs"))
    wrong = first([*off, _ours(trail, side), customer_key("key", trail.key, side)])
    elsewhere = subject_of(trail, side).stack == "account"
    return wrong if wrong or elsewhere else _let_in(trail, side)


@control("2.6.7", TrailDelivery, fix="Read GetTrailStatus, mend bucket and key policy.")
def trail_delivers(delivery: TrailDelivery, side: Side) -> Finding | None:
    """A log file was delivered within the hour, and the newest digest is valid."""
    if not delivery.logging:
        return Finding("logging", "is stopped")
    for name in ("log_error", "digest_error"):
        if error := getattr(delivery, name):
            return Finding(name, f"could not deliver: {error}")
    if late := _late(delivery.last_log, side.now):
        return Finding("last_log", f"delivered no log file {late}")
    if delivery.last_digest is None:
        return Finding("last_digest", "delivered no digest yet")
    return (
        None if delivery.digest_valid else Finding("digest_valid", "has a digest that is not valid")
    )


def _ours(writer: Channel | Trail, side: Side) -> Finding | None:
    """What a stack of ours makes delivers to a bucket of ours; an organization's own may not."""
    if subject_of(writer, side).stack == "account" or isinstance(writer.bucket, Ref):
        return None
    return Finding("bucket", f"delivers to {writer.bucket}, which no stack owns")


def _let_in(trail: Trail, side: Side) -> Finding | None:
    """CloudTrail User Guide, S3 bucket policy and KMS key policies for CloudTrail."""
    account, bucket = own_account(side), side.one(Bucket, trail.bucket)
    subject = subject_of(trail, side)
    start = known_start(trail.name, subject)
    name = start if start == trail.name else f"{start}x"
    itself = (subject, f"arn:aws:cloudtrail:?:{account}:trail/{name}")
    sends: Sends = {
        "aws:sourcearn": itself,
        "kms:encryptioncontext:aws:cloudtrail:arn": itself,
        "s3:x-amz-acl": ("bucket-owner-full-control",),
    }
    folder = f"{arn_of(subject_of(bucket, side))}/AWSLogs/{account}/x"
    policy = [s for s in bucket.policy if not s.allow or covers(s, folder)]
    if not serves(policy, CLOUDTRAIL, "s3:PutObject", account, sends):
        return Finding("bucket", "delivers to a bucket whose policy doesn't let it write")
    if serves(side.one(Key, trail.key).policy, CLOUDTRAIL, "kms:GenerateDataKey", account, sends):
        return None
    return Finding("key", "is under a key that doesn't let it seal")


def _late(last: datetime | None, now: datetime) -> str:
    if last is None:
        return "yet"
    return f"since {last:%Y-%m-%d %H:%M} UTC" if now - last > LATE else ""
