"""Condition keys that the emulator leaves empty: a statement that asks for them would misjudge."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs

from sandbox.emulator import needs
from sandbox.simulated.connect.store import INSTANCES

ACTIONS = needs("core.iam_actions", "request_tag_context", "_s3_object_context")
EVALUATOR = needs("core.iam_evaluator", "_resolve_condition_key")
ROLES = needs("services.iam", "_roles")
TAGGING = needs("services.tagging", "resource_tags")
FLOW = re.compile(r"arn:[\w-]+:connect:[^:]+:\d{12}:instance/([^/]+)/contact-flow/([^/]+)")
SESSION = re.compile(r"arn:[\w-]+:sts::\d{12}:assumed-role/([^/]+)/.+")
KEY = "x-amz-server-side-encryption-aws-kms-key-id"
_tags, _object = ACTIONS.request_tag_context, ACTIONS._s3_object_context
_resolve, _resource_tags = EVALUATOR._resolve_condition_key, TAGGING.resource_tags


def context(service: str, action: str, body: bytes, query: dict[str, Any]) -> dict[str, Any]:
    """cloudwatch:namespace of PutMetricData."""
    found = _tags(service, action, body, query)
    if action != "cloudwatch:PutMetricData":
        return found
    try:
        namespace = json.loads(body)["Namespace"]
    except (ValueError, KeyError):
        namespace = parse_qs(body.decode("utf-8", "replace")).get("Namespace", [""])[0]
    return {**found, "cloudwatch:namespace": namespace}


def object_context(
    action: str, query: dict[str, Any], path: str, headers: dict[str, str]
) -> dict[str, Any]:
    """The key that a write names."""
    found = _object(action, query, path, headers)
    named = {f"s3:{KEY}": headers[KEY]} if action == "s3:PutObject" and headers.get(KEY) else {}
    return {**found, **named}


def condition_key(key: str, about: Any) -> Any:
    """aws:PrincipalArn, which of a session is its role (IAM User Guide, global condition keys)."""
    found = _resolve(key, about)
    session = SESSION.fullmatch(str(found)) if key.lower() == "aws:principalarn" else None
    role = ROLES._roles.get(session[1]) if session else None
    return role["Arn"] if role else found


def resource_tags(arn: str) -> dict[str, str] | None:
    """aws:ResourceTag, of a flow of Connect too."""
    flow = FLOW.fullmatch(arn)
    if not flow:
        return _resource_tags(arn)
    found = INSTANCES.get(flow[1])
    return found.kept["ContactFlow"].get(flow[2], {}).get("Tags") if found else None


EVALUATOR._resolve_condition_key = condition_key
TAGGING.resource_tags = resource_tags
ACTIONS.request_tag_context = context
ACTIONS._s3_object_context = object_context
