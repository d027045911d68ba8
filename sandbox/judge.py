"""Whether policies let a service write: the emulator's own evaluator, asked as AWS asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from sandbox.emulator import needs
from sandbox.inprocess import account, client, region

IAM = needs(
    "core.iam_evaluator",
    "EvalContext",
    "_gather_role_policies",
    "_resource_policy",
    "combine_resource_policy",
    "evaluate",
    "evaluate_resource_policy",
)
SSE = "x-amz-server-side-encryption"
KEY = f"{SSE}-aws-kms-key-id"
CONTEXTS: dict[tuple[str, str], Mapping[str, str]] = {}
"""What a writer added to the encryption context of an object, by bucket and key."""


class Denied(Exception):
    """A policy does not let the writer do it; the message says which action on what."""


@dataclass(frozen=True)
class Writer:
    """Who writes: a service's principal, or the role (an ARN) that it acts as.

    `keys` are the condition keys that it brings, `headers` those of its PutObject,
    `context` what it adds to the encryption context.
    """

    principal: str = ""
    role: str = ""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    context: Mapping[str, str] = field(default_factory=dict[str, str])


def judge(who: Writer, action: str, resource: str, keys: Mapping[str, str]) -> None:
    """Denied unless identity, bucket and key policy together allow it."""
    service = action.split(":")[0]
    policy, owner = IAM._resource_policy(service, resource) or ("", account())
    asked = IAM.EvalContext(
        principal_arn=who.role,
        principal_type="AssumedRole" if who.role else "AWSService",
        principal_account=account() if who.role else "",
        action=action,
        resource_arn=resource,
        region=region(),
        secure_transport=True,
        service_context={k.lower(): v for k, v in {**who.keys, **keys}.items()},
    )
    if who.role:
        held = IAM._gather_role_policies(who.role.rsplit("/", 1)[-1], account())
        identity = IAM.evaluate(asked, held)
        required = service == "kms"
        result = IAM.combine_resource_policy(identity, asked, policy, owner, required=required)
    else:
        result = IAM.evaluate_resource_policy(policy, asked, service=who.principal)
    if result.decision != "Allow":
        words = f"{who.role or who.principal} may not {action} on {resource}"
        raise Denied(f"{words} ({result.decision} {result.matched_sid}".rstrip() + ")")


def use_key(who: Writer, key: str, through: str, context: Mapping[str, str], *more: str) -> None:
    """Judge the encryption that `through` (s3, kinesis) does for the writer; `more` actions."""
    keys = {f"kms:EncryptionContext:{k}": v for k, v in {**who.context, **context}.items()}
    keys["kms:ViaService"] = f"{through}.{region()}.amazonaws.com"
    keys["kms:CallerAccount"] = account()
    for action in ("kms:GenerateDataKey", *more):
        judge(who, action, key, keys)


def key_in_use(who: Writer, named: str) -> None:
    """Judge what SNS and SQS need of a key, which may be named by its alias; Denied if it is off.

    Source: SNS Developer Guide, Key management.
    """
    try:
        found = client("kms").describe_key(KeyId=named)["KeyMetadata"]
    except ClientError as gone:
        raise Denied(str(gone)) from gone
    if found["KeyState"] != "Enabled":
        raise Denied(f"{found['Arn']} is {found['KeyState']}")
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        judge(who, action, found["Arn"], {})


def may_store(who: Writer, bucket: str, key: str) -> dict[str, str]:
    """Judge a PutObject and its encryption; how the object is to be sealed."""
    keys = {f"s3:{name}": value for name, value in who.headers.items()}
    judge(who, "s3:PutObject", f"arn:aws:s3:::{bucket}/{key}", {**keys, "s3:TlsVersion": "1.3"})
    sealing = who.headers.get(KEY) or default_key(bucket)
    if not sealing:
        return {}
    whole = ["kms:Decrypt"] if seals_whole(bucket) else []
    use_key(who, sealing, "s3", sealed(bucket, key), *whole)
    return {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": sealing}


def store(who: Writer, bucket: str, key: str, body: bytes, **extra: Any) -> None:
    """Put an object if policies let the writer; Denied if not, and nothing is stored."""
    sealing = may_store(who, bucket, key)
    client("s3").put_object(Bucket=bucket, Key=key, Body=body, **sealing, **extra)
    CONTEXTS[bucket, key] = who.context


def sealed(bucket: str, key: str) -> dict[str, str]:
    """The encryption context of an object: the bucket's where a bucket key seals the whole of it.

    Source: S3 User Guide, Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys.
    """
    return {"aws:s3:arn": f"arn:aws:s3:::{bucket}" + ("" if seals_whole(bucket) else f"/{key}")}


def default_key(bucket: str) -> str:
    """The key that a bucket's objects are encrypted with when nobody names one; empty for none."""
    return _rule(bucket)["ApplyServerSideEncryptionByDefault"].get("KMSMasterKeyID", "")


def seals_whole(bucket: str) -> bool:
    """Whether the bucket has a bucket key."""
    return bool(_rule(bucket).get("BucketKeyEnabled"))


def _rule(bucket: str) -> Mapping[str, Any]:
    found = client("s3").get_bucket_encryption(Bucket=bucket)
    return found["ServerSideEncryptionConfiguration"]["Rules"][0]
