"""KMS keys."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.storage import Key
from golive.model import Unknown
from golive.policy import statements
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource


@reads(Key, "AWS::KMS::Key")
def key(resource: Resource) -> Mapping[str, Field]:
    return {
        "manager": Field("", "CUSTOMER"),
        "usage": resource.word("KeyUsage"),
        "rotation": resource.flag("EnableKeyRotation"),
        "state": _state(resource),
        "policy": Field("KeyPolicy", _policy(resource)),
    }


def _state(resource: Resource) -> Field:
    """KMS Developer Guide, key states: imported material is missing at first."""
    origin, enabled = resource.word("Origin"), resource.flag("Enabled")
    if isinstance(origin.value, Unknown) or isinstance(enabled.value, Unknown):
        return origin if isinstance(origin.value, Unknown) else enabled
    if origin.value == "EXTERNAL":
        return Field("Origin", "PendingImport")
    return Field("Enabled", "Enabled" if enabled.value else "Disabled")


def _policy(resource: Resource) -> object:
    """KMS Developer Guide, default key policy: without one the account's own IAM decides."""
    given = resource.given("KeyPolicy")
    account = resource.stack.account
    root = account if isinstance(account, Unknown) else f"arn:aws:iam::{account}:root"
    default = {
        "Sid": "Enable IAM User Permissions",
        "Effect": "Allow",
        "Principal": {"AWS": root},
        "Action": "kms:*",
        "Resource": "*",
    }
    return statements({"Statement": default} if given is None else given, resource.ours)
