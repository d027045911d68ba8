"""KMS keys."""

from __future__ import annotations

from golive.account.arns import KEY
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.storage import Key

SYMMETRIC = "SYMMETRIC_DEFAULT"


@reader(
    Key,
    KEY,
    manager="KeyMetadata.KeyManager",
    usage="KeyMetadata.KeyUsage",
    rotation="KeyRotationEnabled",
    state="KeyMetadata.KeyState",
    policy="Policy",
)
def key(read: Reading, subject: Resource) -> Key:
    described = read.ask("kms:DescribeKey", KeyId=subject.physical)["KeyMetadata"]
    identifier = described["KeyId"]
    symmetric = described.get("KeySpec", SYMMETRIC) == SYMMETRIC
    return Key(
        manager=described["KeyManager"],
        usage=described["KeyUsage"],
        rotation=symmetric and read.part(lambda: _rotation(read, identifier)),
        state=described["KeyState"],
        policy=read.part(
            lambda: read.policy(read.ask("kms:GetKeyPolicy", KeyId=identifier)["Policy"])
        ),
    )


def _rotation(read: Reading, identifier: str) -> bool:
    """Asymmetric and HMAC keys don't rotate, and may not be asked (KMS, rotating keys)."""
    return bool(read.ask("kms:GetKeyRotationStatus", KeyId=identifier)["KeyRotationEnabled"])
