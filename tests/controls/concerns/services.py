"""What stops a service, or lets in another than the one that is meant: each is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from golive.facts.storage import Bucket, Key, Statement
from golive.model import Ref
from tests.controls.concerns.operations import GOOD as OPERATIONS
from tests.controls.good import GOOD as ALL
from tests.controls.good import LOG_GROUPS, TRAIL_KEY, ref, statement

KEY, AUDIT, DATA = (cast(Any, ALL[name]) for name in ("Key", "Audit", "Data"))
NOBODY = statement("Frozen", allow=False, actions=("kms:GenerateDataKey*", "s3:PutObject"))


def _policy(holder: Key | Bucket, **changed: Statement | None) -> dict[str, Any]:
    """The policy of a holder with statements of these names changed, left out or added."""
    kept = [changed.get(s.sid, s) for s in holder.policy]
    added = [s for sid, s in changed.items() if sid not in {s.sid for s in holder.policy}]
    return {"policy": tuple(s for s in (*kept, *added) if s)}


def _for(said: Statement, key: str, value: str | Ref) -> Statement:
    """The statement with one demand, and this value."""
    operator = "ArnLike" if "*" in str(value) else "StringEquals"
    return replace(said, conditions={operator: {key: (value,)}})


OTHER_GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:/other/*"
OTHER_TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/other"
CONTEXT = "kms:encryptioncontext:aws:logs:arn"
ELSEWHERE = replace(LOG_GROUPS, principals=("Service:logs.eu-west-1.amazonaws.com",))
QUOTA = cast(Any, OPERATIONS["Quota"])

WRONG: list[tuple[str, str, dict[str, Any]]] = [
    ("2.6.1-alarm-is-drawn", "Quota", {"dimensions": {"InstanceId": "other"}}),
    ("2.6.1-alarm-is-drawn", "Quota", {"metric": "MissedCalls"}),
    ("2.6.1-alarm-is-drawn", "Dashboard", {"series": ()}),
    ("2.6.3-alarm-as-in-table", "Quota", {"period_seconds": 86400}),
    (
        "2.6.3-alarm-as-in-table",
        "Quota",
        {"dimensions": QUOTA.dimensions | {"MetricGroup": "CallRecordings"}},
    ),
    ("2.6.4-recordings-kept", "Data", _policy(DATA, Frozen=NOBODY)),
    ("2.6.7-trail-complete", "Audit", _policy(AUDIT, TrailWrites=None)),
    ("2.6.7-trail-complete", "Audit", _policy(AUDIT, Frozen=NOBODY)),
    ("2.6.7-trail-complete", "Key", _policy(KEY, Trail=None)),
    (
        "2.6.7-trail-complete",
        "Key",
        _policy(KEY, Trail=_for(TRAIL_KEY, "aws:sourcearn", OTHER_TRAIL)),
    ),
    ("2.6.8-flow-logs-kept", "Key", _policy(KEY, LogGroups=None)),
    ("2.6.8-flow-logs-kept", "Key", _policy(KEY, LogGroups=ELSEWHERE)),
    ("2.6.9-function-logs-kept", "Key", _policy(KEY, LogGroups=None)),
    (
        "2.6.9-function-logs-kept",
        "Key",
        _policy(KEY, LogGroups=_for(LOG_GROUPS, CONTEXT, OTHER_GROUP)),
    ),
    ("4.8-connect-may-seal", "Key", _policy(KEY, Frozen=NOBODY)),
    ("4.8-stream-key", "Carrier", {"key": ref("Other", "Arn")}),
    ("4.9-stored-under-our-key", "Recordings", {"key": ref("Other")}),
]

GOOD = {"Other": replace(KEY, policy=KEY.policy)}
