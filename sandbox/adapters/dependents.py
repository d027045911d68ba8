"""What a call needs beside the permission that is named like it, or in its place.

Sources: Service Authorization Reference, Amazon Connect, the column of dependent actions; IAM
Access Analyzer API Reference, ListFindingsV2 and GetFindingV2; S3 User Guide, Using server-side
encryption with AWS KMS keys, permissions; DynamoDB Developer Guide, How DynamoDB uses AWS KMS.
HeadObject opens nothing. What is under a key that AWS manages opens to whoever may read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from sandbox.emulator import needs
from sandbox.inprocess import account, region
from sandbox.judge import CONTEXTS, KEY, SSE, default_key, sealed

IAM = needs("core.iam_evaluator", "enforce")
ACTIONS = needs("core.iam_actions", "access_denied_response", "extract_resource_arn")
S3 = needs("services.s3", "_buckets")
KMS = needs("services.kms", "_resolve_key")
DYNAMODB = needs("services.dynamodb", "_tables")
ALSO = {
    "connect:DescribeInstance": ("ds:DescribeDirectories", "*"),
    "connect:ListInstances": ("ds:DescribeDirectories", "*"),
    "connect:SearchUsers": ("connect:DescribeUser", "{}/agent/*"),
}
"""By action, another one and what it is asked on; {} is the resource of the first."""
NAMED = {
    "access-analyzer:GetFindingV2": "access-analyzer:GetFinding",
    "access-analyzer:ListFindingsV2": "access-analyzer:ListFindings",
}
"""The action of an operation that is named otherwise."""
OPENS = {"s3:GetObject": "kms:Decrypt", "s3:GetObjectVersion": "kms:Decrypt"}
SEALS = {"s3:PutObject": "kms:GenerateDataKey"}
ITEMS = {
    f"dynamodb:{name}"
    for name in (
        "BatchGetItem",
        "BatchWriteItem",
        "ConditionCheckItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "Scan",
        "UpdateItem",
    )
}
"""What opens the key of a table, for reading and writing alike."""
MANAGED = "alias/aws/"
OBJECTS = "arn:aws:s3:::"
_enforce, _response = IAM.enforce, ACTIONS.access_denied_response
_arn = ACTIONS.extract_resource_arn
_lacking: ContextVar[str] = ContextVar("lacking", default="")
_method: ContextVar[str] = ContextVar("method", default="")


@dataclass(frozen=True)
class Need:
    """An action on a resource, with the condition keys that come with it."""

    action: str
    resource: str
    keys: Mapping[str, str] = field(default_factory=dict[str, str])


def enforce(
    access_key: str,
    action: str,
    service: str,
    where: str,
    resource_arn: str = "*",
    service_context: dict[str, Any] | None = None,
) -> Any:
    """None when the call is allowed, and all that it needs; else what is denied, or who."""
    _lacking.set("")
    action = NAMED.get(action, action)
    if denied := _enforce(access_key, action, service, where, resource_arn, service_context):
        return denied
    for need in wanted(action, resource_arn, service_context or {}):
        of, keys = need.action.split(":")[0], {**need.keys}
        if denied := _enforce(access_key, need.action, of, where, need.resource, keys):
            _lacking.set(need.action)
            return denied
    return None


def resource_arn(service: str, method: str, *request: Any) -> str:
    """What is authorized, and the verb kept that tells HeadObject from GetObject."""
    _method.set(method)
    return _arn(service, method, *request)


def response(service: str, action: str, *about: Any, **more: Any) -> Any:
    """A denial that names the action that is lacking."""
    return _response(service, _lacking.get() or NAMED.get(action, action), *about, **more)


def wanted(action: str, resource: str, context: Mapping[str, Any]) -> Iterator[Need]:
    """What an action on a resource needs beside it."""
    if action in ALSO:
        also, template = ALSO[action]
        yield Need(also, template.format(resource))
    bucket, _, name = resource.removeprefix(OBJECTS).partition("/")
    if resource.startswith(OBJECTS) and bucket in S3._buckets:
        yield from _of_object(action, bucket, name, context)
    if action in ITEMS:
        yield from _of_table(resource.partition(":table/")[2].split("/")[0])


def _of_object(action: str, bucket: str, name: str, context: Mapping[str, Any]) -> Iterator[Need]:
    """The use of the key that an object is, or is to be, encrypted with."""
    if action in SEALS:
        key = context.get(f"s3:{KEY}") or default_key(bucket)
        added = {}
    elif action in OPENS and _method.get() != "HEAD":
        found = S3._buckets[bucket]["objects"].get(name, {}).get("preserved_headers", {})
        key = found.get(KEY) if found.get(SSE) == "aws:kms" else ""
        added = CONTEXTS.get((bucket, name), {})
    else:
        return
    if key:
        yield from _use({**SEALS, **OPENS}[action], key, "s3", {**added, **sealed(bucket, name)})


def _of_table(name: str) -> Iterator[Need]:
    """The use of the key that a table is encrypted with."""
    table: Mapping[str, Any] = DYNAMODB._tables.get(name, {})
    sealing: Mapping[str, Any] = table.get("SSEDescription") or {}
    if key := sealing.get("KMSMasterKeyArn"):
        context = {"aws:dynamodb:tableName": name, "aws:dynamodb:subscriberId": account()}
        yield from _use("kms:Decrypt", key, "dynamodb", context)


def _use(action: str, key: str, through: str, context: Mapping[str, str]) -> Iterator[Need]:
    """An action on a key that a service asks for the caller."""
    if MANAGED not in key and (known := KMS._resolve_key(key)):
        said = {f"kms:EncryptionContext:{name}": value for name, value in context.items()}
        via = f"{through}.{region()}.amazonaws.com"
        more = {"kms:ViaService": via, "kms:CallerAccount": account()}
        yield Need(action, known["Arn"], {**said, **more})


IAM.enforce, ACTIONS.access_denied_response = enforce, response
ACTIONS.extract_resource_arn = resource_arn
