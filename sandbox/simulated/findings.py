"""What an analyzer of internal access finds: who of the account may read the buckets it covers.

By the emulator's own evaluation of the policies of roles, users and buckets, of which conditions
are unmet. Source: IAM User Guide, IAM Access Analyzer findings for internal access.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sandbox.emulator import needs
from sandbox.inprocess import account, client, region
from sandbox.simulated.service import Parameters, Refused
from sandbox.simulated.shelf import Record

IAM = needs(
    "core.iam_evaluator",
    "EvalContext",
    "_gather_role_policies",
    "_gather_user_policies",
    "_resource_policy",
    "combine_resource_policy",
    "evaluate",
)
INTERNAL = ("ACCOUNT_INTERNAL_ACCESS", "ORGANIZATION_INTERNAL_ACCESS")
BUCKET, READS = "AWS::S3::Bucket", "s3:GetObject"
LISTED = ("id", "resource", "resourceType", "resourceOwnerAccount", "findingType", "status")
TIMES = ("analyzedAt", "createdAt", "updatedAt")


def listed(analyzer: Record, given: Parameters) -> Parameters:
    """ListFindingsV2: those whose members equal what the filter says."""
    equal = {name: rule["eq"] for name, rule in given.get("filter", {}).items()}
    found = [f for f in found_by(analyzer) if all(f[name] in equal[name] for name in equal)]
    return {"findings": [{name: f[name] for name in (*LISTED, *TIMES)} for f in found]}


def detailed(analyzer: Record, identifier: str) -> Parameters:
    """GetFindingV2"""
    for finding in found_by(analyzer):
        if finding["id"] == identifier:
            return finding
    raise Refused("ResourceNotFoundException", f"{identifier} does not exist")


def found_by(analyzer: Record) -> Iterator[Record]:
    """A finding for each principal that may read a bucket that the analyzer covers."""
    if analyzer["type"] not in INTERNAL:
        return
    times = dict.fromkeys(TIMES, datetime.now(UTC))
    for bucket in client("s3").list_buckets()["Buckets"]:
        arn = f"arn:aws:s3:::{bucket['Name']}"
        for principal, held in principals() if covered(analyzer, arn) else ():
            if may_read(principal, held, arn):
                yield {
                    "id": str(uuid5(NAMESPACE_URL, f"{analyzer['arn']} {arn} {principal}")),
                    "resource": arn,
                    "resourceType": BUCKET,
                    "resourceOwnerAccount": account(),
                    "findingType": "InternalAccess",
                    "status": "ACTIVE",
                    "findingDetails": [{"internalAccessDetails": access(principal)}],
                    **times,
                }


def access(principal: str) -> Record:
    """InternalAccessDetails"""
    user = ":user/" in principal
    return {
        "action": [READS],
        "principal": {"AWS": principal},
        "principalOwnerAccount": account(),
        "principalType": "IAM_USER" if user else "IAM_ROLE",
        "accessType": "INTRA_ACCOUNT",
    }


def covered(analyzer: Record, bucket: str) -> bool:
    """Whether a rule includes a bucket: all that it names must hold, and it names something."""
    internal = analyzer.get("configuration", {}).get("internalAccess", {})
    of = {"accountIds": account(), "resourceTypes": BUCKET, "resourceArns": bucket}
    rules: list[Mapping[str, list[str]]] = internal.get("analysisRule", {}).get("inclusions", [])
    return any(rule and all(of[name] in rule[name] for name in rule) for rule in rules)


def principals() -> Iterator[tuple[str, Any]]:
    """The ARN of each role and user with the policies that it has."""
    api = client("iam")
    for role in api.list_roles()["Roles"]:
        yield role["Arn"], IAM._gather_role_policies(role["RoleName"], account())
    for user in api.list_users()["Users"]:
        yield user["Arn"], IAM._gather_user_policies(user["UserName"], account())


def may_read(principal: str, held: Any, bucket: str) -> bool:
    """Whether its policies and the bucket's let it read every object."""
    asked = IAM.EvalContext(
        principal_arn=principal,
        principal_type="User" if ":user/" in principal else "AssumedRole",
        principal_account=account(),
        action=READS,
        resource_arn=f"{bucket}/*",
        region=region(),
        secure_transport=True,
    )
    policy, owner = IAM._resource_policy("s3", asked.resource_arn) or ("", account())
    identity = IAM.evaluate(asked, held)
    return IAM.combine_resource_policy(identity, asked, policy, owner).decision == "Allow"
