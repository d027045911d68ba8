"""What would let roles of ours reach more than they need, and policies open private keys."""

from __future__ import annotations

from typing import Any

from tests.mutants.mutant import DELETE, NOWHERE, Mutant, Other

ROLES, NARROW = "4.5-roles-reach-their-own", "4.4-secrets-key-narrow"
SEALS, STREAM = "4.8-connect-may-seal", "AWS::Kinesis::Stream"
ROLE, KEY, PAIR = "AWS::IAM::Role", "AWS::KMS::Key", "Custom::InputKeyPair"
OWN = "Properties.Policies.0.PolicyDocument.Statement"
TRUST = "Properties.AssumeRolePolicyDocument.Statement.0.Principal"
POLICY = "Properties.KeyPolicy.Statement"
READS_ALL = "arn:aws:iam::aws:policy/ReadOnlyAccess"
ROOT = {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}
OTHER_KEY = Other("OperationsKey", "Arn")
WHOEVER = {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}


def allow(action: str, resource: Any = "*", **more: Any) -> dict[str, Any]:
    """A statement of a role's policy, or with a principal of a key's."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


MORE = (
    allow("s3:GetObject"),
    allow("s3:G*", "arn:aws:s3:::amazon-connect-*/*"),
    allow("dynamodb:Scan"),
    allow("kinesis:Get*"),
    allow("ssm:GetParameter*"),
    allow("kms:Decrypt"),
    allow("kms:CreateGrant"),
    allow("*"),
    {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
    {"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::nothing/*"},
    NOWHERE,
)
OPENERS = (
    allow("kms:Decrypt", Principal=ROOT),
    allow("kms:*", Principal=ROOT),
    allow("kms:CreateGrant", Principal=ROOT),
    allow("kms:Decrypt", Principal=ROOT, Condition=WHOEVER),
)
GIVEN, MANAGED = "4.5-policies-reach-their-own", "AWS::IAM::ManagedPolicy"
READS = "Properties.PolicyDocument.Statement.[Sid=ReadObjects]"
MUTANTS = [
    *[
        Mutant(GIVEN, MANAGED, readers, f"{READS}.{member}", value, "Data")
        for readers in ("ContactDataReaders", "OperationsReaders")
        for member, value in (
            ("Resource", "*"),
            ("Resource", "arn:aws:s3:::*/*"),
            ("Action", "s3:*"),
            ("Action", ["s3:GetObject", "s3:DeleteObject"]),
            ("Action", NOWHERE),
            ("Resource", NOWHERE),
        )
    ],
    Mutant(
        GIVEN,
        MANAGED,
        "SecretsReaders",
        READS.replace("Objects", "PrivateKeys"),
        allow("kms:Decrypt"),
        "Data",
    ),
    *[Mutant(ROLES, ROLE, "InputKeys", f"{OWN}.1", more, "Associations") for more in MORE],
    Mutant(ROLES, ROLE, "RecordArchive", f"{OWN}.0.Resource", "*", "Data"),
    Mutant(
        ROLES, ROLE, "RecordArchive", f"{OWN}.1.Resource", Other("OperationsKey", "Arn"), "Data"
    ),
    *[
        Mutant(ROLES, ROLE, "InputKeys", TRUST, who, "Associations")
        for who in ("*", {"AWS": "arn:aws:iam::999999999999:root"}, NOWHERE)
    ],
    *[
        Mutant(ROLES, ROLE, "InputKeys", "Properties.ManagedPolicyArns", arns, "Associations")
        for arns in ([READS_ALL], [NOWHERE])
    ],
    *[
        Mutant(NARROW, KEY, "SecretsKey", f"{POLICY}.0", said, "Data")
        for said in (*OPENERS, allow("kms:Decrypt", Principal="*"), NOWHERE)
    ],
    Mutant(SEALS, STREAM, "AgentEvents", "Properties.StreamEncryption.KeyId", OTHER_KEY, "Data"),
    Mutant(SEALS, STREAM, "AgentEvents", "Properties.StreamEncryption.KeyId", NOWHERE, "Data"),
    *[
        Mutant(NARROW, PAIR, "PairA", "Properties.KeyArn", key)
        for key in (DELETE, "alias/aws/ssm", NOWHERE)
    ],
]
OWN_POLICY = "without a policy of its own a role reaches nothing"
ALSO = {
    SEALS: {
        "4.8-stream-key": "it reads the same key",
        "4.8-associated-stream-key": "it reads the same key",
    },
    NARROW: {
        "4.4-private-key-sealed": "a key that isn't ours, or that anybody opens, seals nothing",
        "4.4-secrets-key-closed": "it reads the policy of the same key",
        ROLES: "roles that may decrypt under any key of ours come to this one too",
        GIVEN: "so do policies that may decrypt, of those who read private keys",
    },
}
SURVIVORS = {
    (SEALS, "S3Config.EncryptionConfig.KeyId"): "the other associations are under the same key",
    (SEALS, "StreamEncryption.KeyId"): "the key that AWS manages lets Connect in",
    (SEALS, "StreamEncryption.EncryptionType"): "where nothing is sealed nobody is refused",
    **{
        (control, path): why
        for control in (ROLES, GIVEN)
        for path, why in (
            ("BucketName", "whoever reaches the bucket names it by reference"),
            ("KeyPolicy", "KMS's default policy lets policies of the account open it as ours does"),
            ("KeyUsage", "KMS refuses a key that only signs and isn't said to"),
            ("ParameterName", "its function refuses a parameter without a name"),
        )
    },
    (GIVEN, "PolicyDocument"): "CloudFormation refuses a policy that says nothing",
    (ROLES, "Policies"): OWN_POLICY,
    (ROLES, "ManagedPolicyArns"): OWN_POLICY,
    (ROLES, "AssumeRolePolicyDocument"): "nobody can assume it, and CloudFormation refuses it",
}
