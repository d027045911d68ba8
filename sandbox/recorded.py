"""A call as CloudTrail records it: names, who called, what was asked.

Source: CloudTrail User Guide, record contents and userIdentity element; what S3 calls its events,
S3 User Guide, Amazon S3 CloudTrail events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from golive.policy import is_mapping
from sandbox.emulator import needs

IAM = needs("core.iam_evaluator", "ResolvedCredential", "resolve_credential")
S3_EVENTS = {
    "PutEncryptionConfiguration": "PutBucketEncryption",
    "PutLifecycleConfiguration": "PutBucketLifecycle",
    "PutReplicationConfiguration": "PutBucketReplication",
}
"""Where the event isn't called like the action; to delete has the same action."""
TYPES = {"Root": "Root", "AssumedRole": "AssumedRole"}
FLAG = re.compile(rb"<(\w+)>(true|false)</\1>")


class Call(NamedTuple):
    """A request: the service by its name in credentials, the operation, and what was sent."""

    id: str
    service: str
    operation: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def event_name(call: Call) -> str:
    """What the event is called."""
    if call.service != "s3":
        return call.operation
    name = S3_EVENTS.get(call.operation, call.operation)
    return name.replace("Put", "Delete", 1) if call.method == "DELETE" else name


def identity(key: str, owner: str) -> dict[str, str]:
    """Whose access key it is: the account's root, a user, or a role's session."""
    found = IAM.resolve_credential(key, owner)
    if not isinstance(found, IAM.ResolvedCredential):
        return {"type": "Unknown", "accountId": owner, "accessKeyId": key}
    said = {
        "type": TYPES.get(found.principal_type, "IAMUser"),
        "principalId": found.principal_id,
        "arn": found.principal_arn,
        "accountId": found.account_id,
        "accessKeyId": key,
    }
    user = said["type"] == "IAMUser"
    return said | ({"userName": found.principal_arn.rpartition("/")[2]} if user else {})


def parameters(call: Call) -> dict[str, Any]:
    """What was asked, as far as its protocol says it in the body, or S3 in the path.

    Members begin with a small letter, but those that S3 reads from XML.
    """
    kind = call.headers.get("content-type", "")
    if call.service == "s3":
        return _bucket(call.path) | _block(call.body)
    if "form" in kind:
        said = {name: values[0] for name, values in parse_qs(call.body.decode()).items()}
        found: Any = {k: v for k, v in said.items() if k not in ("Action", "Version")}
    else:
        found = _json(call.body) if "json" in kind else {}
    return {name[:1].lower() + name[1:]: value for name, value in found.items()}


def _bucket(path: str) -> dict[str, Any]:
    bucket, _, key = path.lstrip("/").partition("/")
    if not bucket or path.startswith("/v20180820/"):
        return {}
    return {"bucketName": bucket} | ({"key": key} if key else {})


def _block(body: bytes) -> dict[str, Any]:
    """The switches of a public-access block."""
    if b"<PublicAccessBlockConfiguration" not in body:
        return {}
    flags = {name.decode(): value == b"true" for name, value in FLAG.findall(body)}
    return {"publicAccessBlock": "", "PublicAccessBlockConfiguration": flags}


def _json(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return {}
    return dict(said) if is_mapping(said) else {}
