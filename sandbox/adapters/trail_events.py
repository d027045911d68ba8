"""What the emulator records for CloudTrail: in its shape, refused calls and its own calls too."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sandbox.emulator import needs
from sandbox.inprocess import account, region
from sandbox.recorded import Call, event_name, identity, parameters

APP = needs("app", "_maybe_record_cloudtrail", "_ct_resources", "_handle_s3_control_request")
ACTIONS = needs("core.iam_actions", "extract_iam_action", "access_denied_response")
ROUTER = needs("core.router", "extract_access_key_id")
TRAILS = needs("services.cloudtrail", "_get_event_queue", "_is_readonly", "_scrub", "_SCRUB_KEYS")
SSM = needs("services.ssm", "_parameters")
SECRETS = {"value", "plaintext", "data", "records", "item", "requestitems", "key", "password"}
"""Members that CloudTrail hides or leaves out too, in lower case."""
BLOCK = "/v20180820/configuration/publicAccessBlock"
BLOCKED = "PutAccountPublicAccessBlock"
OPENING = ("GetParameter", "GetParameters")
_action, _denied = ACTIONS.extract_iam_action, ACTIONS.access_denied_response
_control = APP._handle_s3_control_request
_asked: ContextVar[tuple[str, tuple[Any, ...]]] = ContextVar("asked", default=("", ()))


def action(*request: Any) -> str | None:
    """IAM's name of a request, kept for the record that CloudTrail makes of it."""
    found: str | None = _action(*request)
    _asked.set((found or "", request))
    return found


def done(
    service: str,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    query: Mapping[str, Any],
    request_id: str,
    _: str,
) -> None:
    """Record a call that reached its service."""
    if not path.startswith("/_"):
        operation = _asked.get()[0].rpartition(":")[2]
        operation = operation or headers.get("x-amz-target", "").rpartition(".")[2]
        operation = operation or f"{method}.{service}"
        record(Call(request_id, service, operation, method, path, headers, body), query)


def denied(service: str, asked: str, who: str, request_id: str, **named: Any) -> Any:
    """Record a call that policies refuse, and refuse it."""
    found, request = _asked.get()
    if request and found and named.get("error_code", "") == "":
        _, method, path, headers, body, query = request
        name = found.rpartition(":")[2]
        called = Call(request_id, service, name, method, path, headers, body)
        record(called, query, error="AccessDenied")
    return _denied(service, asked, who, request_id, **named)


async def control(
    path: str, method: str, body: bytes, query: dict[str, Any], request_id: str, headers: Any = None
) -> Any:
    """Record what is done to the account's public-access block."""
    answer = await _control(path, method, body, query, request_id, headers)
    if path.rstrip("/") == BLOCK and method in ("PUT", "DELETE"):
        called = Call(request_id, "s3", BLOCKED, method, path, headers or {}, body)
        record(called, query, error="" if answer[0] < 300 else "AccessDenied")
    return answer


def record(call: Call, query: Mapping[str, Any], *, error: str = "") -> None:
    """Keep the event until a trail delivers it; what opens a secret has a second one."""
    who = identity(ROUTER.extract_access_key_id(call.headers, query), account())
    name, asked = event_name(call), parameters(call)
    _keep(call, name, who, TRAILS._scrub(asked), error)
    if call.service == "ssm" and name in OPENING and asked.get("withDecryption") and not error:
        for parameter in asked.get("names", [asked.get("name")]):
            if SSM._parameters.get(parameter, {}).get("Type") == "SecureString":
                arn = f"arn:aws:ssm:{region()}:{account()}:parameter{parameter}"
                opened = {"encryptionContext": {"PARAMETER_ARN": arn}}
                through = {**who, "invokedBy": "ssm.amazonaws.com"}
                _keep(call._replace(service="kms"), "Decrypt", through, opened, "")


def _keep(call: Call, name: str, who: Mapping[str, str], asked: Any, error: str) -> None:
    at, source = time.time(), f"{call.service}.amazonaws.com"
    known = {
        "eventVersion": "1.11",
        "userIdentity": who,
        "eventTime": datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": source,
        "eventName": name,
        "awsRegion": region(),
        "sourceIPAddress": "127.0.0.1",
        "userAgent": call.headers.get("user-agent", ""),
        "requestParameters": asked,
        "responseElements": None,
        "requestID": call.id,
        "eventID": str(uuid4()),
        "readOnly": TRAILS._is_readonly(call.method, name) == "true",
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account(),
        **({"errorCode": error} if error else {}),
    }
    TRAILS._get_event_queue().append(
        {
            "EventId": known["eventID"],
            "EventName": name,
            "EventSource": source,
            "EventTime": at,
            "Username": who.get("userName", ""),
            "AccessKeyId": who.get("accessKeyId", ""),
            "ReadOnly": str(known["readOnly"]).lower(),
            "Resources": APP._ct_resources(call.service, call.method, call.path, call.body),
            "CloudTrailEvent": json.dumps(known),
        }
    )


ACTIONS.extract_iam_action = action
ACTIONS.access_denied_response = denied
APP._maybe_record_cloudtrail = done
APP._handle_s3_control_request = control
TRAILS._SCRUB_KEYS = TRAILS._SCRUB_KEYS | SECRETS
