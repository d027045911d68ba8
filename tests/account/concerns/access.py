"""What an account can answer that gives somebody access to what holds data."""

from __future__ import annotations

import json
from typing import Any

from tests.account.canned import Answers
from tests.account.good import changed
from tests.account.wrong import KEY, RECORDINGS, SECRETS

DETAILS = "iam:GetAccountAuthorizationDetails"
ACCOUNT = "111122223333"
ANALYST = f"arn:aws:iam::{ACCOUNT}:user/analyst"
USER = "UserDetailList.0.UserPolicyList.0.PolicyDocument"
GROUP = "GroupDetailList.0.GroupPolicyList.0.PolicyDocument"
OWN = "RoleDetailList.0.RolePolicyList.0.PolicyDocument"
TRUST = "RoleDetailList.{}.AssumeRolePolicyDocument"
LOOKUP = "RoleDetailList.3.RolePolicyList.0.PolicyDocument"
CONTACT, OPERATIONS = "4.5-contact-data-readers", "4.5-operations-readers"
SECRET, ROLES = "4.4-secrets-readers", "4.5-roles-reach-their-own"
GIVEN = "4.5-policies-reach-their-own"
READERS = "Policies.0.PolicyVersionList.1.Document"
FINDING = "accessanalyzer:GetFindingV2"
PRINCIPAL = "findingDetails.0.internalAccessDetails.principal.AWS"
OTHERS = {"AWS": "arn:aws:iam::999999999999:root"}


def policy(action: str | list[str], resource: str = "*", **more: Any) -> str:
    """A policy of one statement that allows this."""
    said = {"Effect": "Allow", "Action": action, "Resource": resource, **more}
    return json.dumps({"Statement": said})


def named(action: str, **principal: Any) -> dict[str, str]:
    """A resource's policy that lets somebody do this."""
    return {"Policy": policy(action, Principal=principal or {"AWS": ANALYST})}


def granted(key: str, grantee: str, **more: Any) -> Answers:
    """A grant on a key."""
    grant = {"GrantId": "g9", "GranteePrincipal": grantee, "Operations": ["Decrypt"], **more}
    return {f"kms:ListGrants {key}": {"Grants": [grant]}}


REGISTER_KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/77777777-2222-4333-8444-555566667777"
RECORDED = f"arn:aws:s3:::{RECORDINGS}/*"
WRONG: list[tuple[str, Answers]] = [
    (CONTACT, changed(DETAILS, USER, policy("s3:GetObject", RECORDED))),
    (CONTACT, changed(DETAILS, USER, policy("s3:Get*", f"{RECORDED[:-1]}connect/one*"))),
    (CONTACT, changed(DETAILS, USER, policy("dynamodb:Query"))),
    (CONTACT, changed(DETAILS, USER, policy("kinesis:GetRecords", "arn:aws:kinesis:*:*:stream/*"))),
    (CONTACT, changed(DETAILS, GROUP, policy(["kms:Decrypt", "s3:GetObject"]))),
    (CONTACT, changed(DETAILS, LOOKUP, policy("kms:Decrypt"))),
    (CONTACT, {f"s3:GetBucketPolicy {RECORDINGS}": named("s3:GetObject")}),
    (CONTACT, {"s3control:GetAccessPointPolicy": named("s3:GetObject")}),
    (CONTACT, {"kinesis:GetResourcePolicy": named("kinesis:GetRecords", **OTHERS)}),
    (CONTACT, granted(KEY, ANALYST)),
    (CONTACT, granted(KEY, ANALYST, Constraints={"EncryptionContextSubset": {"a": "b"}})),
    (CONTACT, changed(FINDING, PRINCIPAL, ANALYST)),
    (OPERATIONS, changed(DETAILS, USER, policy("dynamodb:Query"))),
    (OPERATIONS, {"dynamodb:GetResourcePolicy": named("dynamodb:Scan")}),
    (SECRET, granted(SECRETS, ANALYST)),
    (SECRET, {f"kms:GetKeyPolicy {SECRETS}": named("kms:Decrypt")}),
    (SECRET, changed(DETAILS, USER, policy(["ssm:GetParameter", "kms:PutKeyPolicy"]))),
    ("4.4-secrets-key-narrow", {f"kms:GetKeyPolicy {SECRETS}": named("kms:*", AWS=ACCOUNT)}),
    (ROLES, changed(DETAILS, OWN, policy("s3:GetObject"))),
    (GIVEN, changed(DETAILS, READERS, policy("s3:GetObject"))),
    (GIVEN, changed(DETAILS, READERS, policy(["s3:GetObject", "s3:DeleteObject"], RECORDED))),
    (ROLES, changed(DETAILS, TRUST.format(0), policy("sts:AssumeRole", Principal=OTHERS))),
    (CONTACT, changed(DETAILS, TRUST.format(2), policy("sts:AssumeRole", Principal=OTHERS))),
    (
        "4.8-connect-may-seal",
        changed("kinesis:DescribeStreamSummary", "StreamDescriptionSummary.KeyId", REGISTER_KEY),
    ),
]
