"""Policies, identities and a bucket under its key, as small as a test needs them."""

from __future__ import annotations

from typing import Any

from golive.access.clauses import Clause, clauses
from golive.access.identities import Identity
from golive.access.reach import Judge, Place
from golive.access.targets import BUCKET, Grant, KeyUse, Target
from golive.policy import statements

ACCOUNT, REGION = "111122223333", "us-east-1"
PLACE = Place(ACCOUNT, REGION)
IAM = f"arn:aws:iam::{ACCOUNT}"
USER, ROLE = f"{IAM}:user/one", f"{IAM}:role/some/One"
DATA = "arn:aws:s3:::recordings"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/k"
OTHERS = "arn:aws:iam::999999999999:root"
VIA_S3 = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}


def allow(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {**allow(action, resource, **more), "Effect": "Deny"}


def policy(*said: dict[str, Any]) -> tuple[Clause, ...]:
    return clauses(statements({"Statement": list(said)}))


READ, OPEN = allow("s3:GetObject", f"{DATA}/*"), allow("kms:Decrypt", KEY)
DELEGATED = allow("kms:*", Principal={"AWS": f"{IAM}:root"})


def user(*said: dict[str, Any], boundary: tuple[dict[str, Any], ...] | None = None) -> Identity:
    bound = None if boundary is None else policy(*boundary)
    return Identity(USER, policy(*said), bound, ())


def role(*said: dict[str, Any], trust: Any, arn: str = ROLE) -> Identity:
    trusted = policy(allow("sts:AssumeRole", Principal=trust))
    return Identity(arn, policy(*said), None, trusted)


def target(
    *said: dict[str, Any],
    key: tuple[dict[str, Any], ...] | None = (DELEGATED,),
    grants: tuple[Grant, ...] = (),
    doors: tuple[dict[str, Any], ...] = (),
) -> Target:
    """A bucket with this policy under a key with that one; None for no key of ours."""
    use = None if key is None else KeyUse("Data/Key", KEY, policy(*key), grants)
    return Target("Data/Recordings", BUCKET, DATA, use, policy(*said), policy(*doors))


def judge(*identities: Identity) -> Judge:
    return Judge(PLACE, identities)
