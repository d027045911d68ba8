"""Lines 2.4.2, 2.4.3-5 and 2.6.4: what the calls of the test window show."""

from __future__ import annotations

from golive.controls.control import Finding, control, listing, subject_of
from golive.controls.keys import customer_key, own_account
from golive.controls.references import means
from golive.controls.services import CONNECT_ROLE, shut_out
from golive.controls.several import among
from golive.facts.connect import Instance, StorageConfig
from golive.facts.storage import Bucket
from golive.facts.traffic import FlowRun, FlowRuns, PacketLoss, RecordingUploads
from golive.model import Gap, Ref, Side

HEARD = 0.03
"""Packet loss from which conversational voice suffers (ITU-T G.1010, table I.1)."""


@control("2.4.2", PacketLoss, fix="Test the agents' network: wired, no VPN, UDP 3478 open.")
def agents_are_heard(loss: PacketLoss, side: Side) -> Finding | None:
    """In no hour of the test window agents lost more voice packets than a caller tolerates."""
    if loss.worst_hour < HEARD:
        return None
    return Finding(
        "worst_hour",
        f"lost {loss.worst_hour:.1%} of its agents' voice packets in an hour of the test window;"
        f" callers notice from {HEARD:.0%}",
    )


@control("2.4.3-5", FlowRuns, fix="Call the flow in the test window; read its flow log for errors.")
def flows_ran(runs: FlowRuns, side: Side) -> Finding | None:
    """Each declared flow ran in the test window, and none of its contacts met an error."""
    return among(runs.flows, _not_proven)


def _not_proven(run: FlowRun) -> Finding | None:
    if run.fatal:
        return Finding("flows", f"ended {run.fatal} contacts in the flow {run.name} by an error")
    if run.errors:
        return Finding("flows", f"took {run.errors} error branches in the flow {run.name}")
    if run.started == 0:
        return Finding("flows", f"never ran the flow {run.name} in the test window")
    return None


@control("2.6.4", Instance, fix="Associate CALL_RECORDINGS with a bucket and key of the stacks.")
def recordings_kept(instance: Instance, side: Side) -> Finding | None:
    """Call recordings are stored under our key, in a bucket that is judged here and admits them."""
    configs = _recording(subject_of(instance, side), side)
    if not configs:
        return Finding("", "stores no call recordings")
    buckets = [seen.subject for seen, _ in listing(side, Bucket)]
    for config in configs:
        stored = config.storage_type == "S3"
        if not stored or not any(means(config.target, bucket) for bucket in buckets):
            where = f"stores call recordings in {config.target}, which is no bucket of ours"
            return Finding("", where)
        if wrong := customer_key("", config.key, side):
            return wrong
        policy = side.one(Bucket, config.target).policy
        if shut_out(policy, CONNECT_ROLE, "s3:PutObject", own_account(side)):
            return Finding("", "stores call recordings in a bucket that denies every put")
    return None


def _recording(instance: Ref, side: Side) -> list[StorageConfig]:
    """Those that hold call recordings; Gap when none is known to, and one may."""
    found: list[StorageConfig] = []
    unknown: Gap | None = None
    for _, config in listing(side, StorageConfig):
        try:
            if config.resource_type == "CALL_RECORDINGS" and means(config.instance, instance):
                found.append(config)
        except Gap as gap:
            unknown = unknown or gap
    if unknown and not found:
        raise unknown
    return found


@control("2.6.4", RecordingUploads, fix="Let Connect's role write to the bucket and use its key.")
def recordings_stored(uploads: RecordingUploads, side: Side) -> Finding | None:
    """Calls came in the test window, and no recording failed to be stored."""
    if uploads.failed:
        return Finding("failed", f"could not store {uploads.failed} recordings in the test window")
    if uploads.calls == 0:
        raise Gap("no call came in the test window: a recording had no reason to fail")
    return None
