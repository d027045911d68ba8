"""Trails that deliver: GetTrailStatus and ListPublicKeys."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.adapters.services import extend
from sandbox.delivery import FINGERPRINT, PUBLIC, Deliveries, deliver_digest, deliver_logs
from sandbox.emulator import needs
from sandbox.simulated.service import Parameters, Refused

TRAILS = needs(
    "services.cloudtrail",
    "_find_visible_trail",
    "_get_event_queue",
    "_get_trail_status",
    "_trails",
)
DONE: dict[str, Deliveries] = {}
EVERY = timedelta(hours=1)


def deliver(*, digest: bool = False) -> list[str]:
    """Let every trail that logs deliver; digests when an hour is over, or now. Gives errors."""
    errors: list[str] = []
    for trail in TRAILS._trails.values():
        if not trail.get("IsLogging"):
            continue
        done = DONE.setdefault(trail["TrailARN"], Deliveries(since=trail["_StartedAt"]))
        deliver_logs(trail, done, [*TRAILS._get_event_queue()])
        due = datetime.now(UTC) - done.digest_end >= EVERY
        if trail["LogFileValidationEnabled"] and (digest or due):
            deliver_digest(trail, done)
        errors += filter(None, (done.log_error, done.group_error, done.digest_error))
    return errors


def status(given: Parameters) -> Parameters:
    """GetTrailStatus"""
    code, _, body = TRAILS._get_trail_status(given)
    said: dict[str, Any] = json.loads(body)
    if code >= 300:
        raise Refused(said["__type"], said["message"])
    trail = TRAILS._find_visible_trail(given["Name"])[2]
    done = DONE.get(trail["TrailARN"], Deliveries())
    times = {"LatestDeliveryTime": done.log_at, "LatestDigestDeliveryTime": done.digest_at}
    words = {
        "LatestDeliveryError": done.log_error,
        "LatestCloudWatchLogsDeliveryError": done.group_error,
        "LatestDigestDeliveryError": done.digest_error,
    }
    return said | {k: v for k, v in {**times, **words}.items() if v}


def public_keys(_: Parameters) -> Parameters:
    """ListPublicKeys: one, since the sandbox began."""
    now = datetime.now(UTC)
    valid = {"ValidityStartTime": now - timedelta(days=1), "ValidityEndTime": now + EVERY}
    return {"PublicKeyList": [{"Value": PUBLIC, "Fingerprint": FINGERPRINT, **valid}]}


extend("cloudtrail", "cloudtrail", {"GetTrailStatus": status, "ListPublicKeys": public_keys})
