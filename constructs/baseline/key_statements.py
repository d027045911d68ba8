"""What the policy of a key may allow; each function names the AWS document that asks for it.

None names a resource of another stack: services are bound by fixed names, or by the
encryption context that they send.
"""

from __future__ import annotations

from baseline.documents import Statement, allow
from golive.environment import Environment

SERVICE_ROLE = "role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_*"
SEAL = ["kms:Decrypt", "kms:GenerateDataKey*"]


def account(environment: Environment) -> Statement:
    """IAM policies of the account decide (KMS Developer Guide, Default key policy)."""
    root = f"arn:{environment.partition}:iam::{environment.account}:root"
    return allow("AccountPolicies", ["kms:*"], ["*"], aws=root)


ADMINISTERS = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:Delete*",
    "kms:Describe*",
    "kms:Disable*",
    "kms:Enable*",
    "kms:Get*",
    "kms:List*",
    "kms:Put*",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:Update*",
]
"""What key administrators may (KMS Developer Guide, Default key policy: Allows key
administrators to administer the key), but for grants, which would open what the key seals."""


def secrets(environment: Environment, names: str) -> list[Statement]:
    """The key of private keys, in parameters whose names begin so.

    The account's own policies decide who administers it and who seals with it, so that nobody
    is locked out; who opens is a list, and policies alone can't add to it. By a condition on the
    caller, for KMS refuses a principal that doesn't exist. A principal that may write the key's
    policy can still add itself, and the trail says so.
    """
    root = f"arn:{environment.partition}:iam::{environment.account}:root"
    found = [
        allow("AccountAdministers", ADMINISTERS, ["*"], aws=root),
        allow("AccountSeals", ["kms:Encrypt", "kms:GenerateDataKeyPair"], ["*"], aws=root),
    ]
    if environment.access.secrets:
        found.append(_openers(environment, root, names))
    return found


def _openers(environment: Environment, root: str, names: str) -> Statement:
    """Systems Manager User Guide, Restricting access to parameters; KMS Developer Guide, How
    Parameter Store uses AWS KMS: the parameter's ARN is the encryption context."""
    return allow(
        "ApprovedOpen",
        ["kms:Decrypt"],
        ["*"],
        aws=root,
        conditions={
            "ArnEquals": {"aws:PrincipalArn": environment.access.secrets},
            "StringEquals": {"kms:ViaService": f"ssm.{environment.region}.amazonaws.com"},
            "StringLike": {
                "kms:EncryptionContext:PARAMETER_ARN": environment.arn("ssm", f"parameter{names}*")
            },
        },
    )


def signing(environment: Environment) -> list[Statement]:
    """The key that signs decisions: everybody of the account may verify, approvers alone sign.

    As with the key of private keys, by a condition on the caller; a session has the ARN of its
    role there (IAM User Guide, aws:PrincipalArn). Without approvers nobody signs.
    """
    root = f"arn:{environment.partition}:iam::{environment.account}:root"
    found = [allow("AccountAdministers", [*ADMINISTERS, "kms:Verify"], ["*"], aws=root)]
    if approvers := environment.decision.approvers:
        only = {"ArnEquals": {"aws:PrincipalArn": approvers}}
        found.append(allow("ApproversSign", ["kms:Sign"], ["*"], aws=root, conditions=only))
    return found


def log_groups(environment: Environment, *names: str) -> Statement:
    """CloudWatch Logs, for groups of these names (CloudWatch Logs User Guide, Encrypt log
    data in CloudWatch Logs using AWS KMS). A name may end in `*`."""
    return allow(
        "LogGroups",
        ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        ["*"],
        service=f"logs.{environment.region}.amazonaws.com",
        conditions={
            "ArnLike": {
                "kms:EncryptionContext:aws:logs:arn": [
                    environment.arn("logs", f"log-group:{name}") for name in names
                ]
            }
        },
    )


def connect_role(environment: Environment) -> Statement:
    """Connect's service-linked role, which writes to encrypted streams and buckets (Connect
    Administrator Guide, Enable data streaming; Key management in Amazon Connect).

    By a pattern on the caller: the role is made with the instance, later than the key, and KMS
    refuses a principal that doesn't exist.
    """
    role = f"arn:{environment.partition}:iam::{environment.account}:{SERVICE_ROLE}"
    return allow(
        "ConnectServiceRole",
        [*SEAL, "kms:DescribeKey"],
        ["*"],
        aws="*",
        conditions={
            "StringEquals": {"kms:CallerAccount": environment.account},
            "ArnLike": {"aws:PrincipalArn": role},
        },
    )


def alarms(environment: Environment) -> Statement:
    """CloudWatch alarms that notify an encrypted topic (SNS Developer Guide, Key management:
    compatibility between event sources and encrypted topics)."""
    return allow(
        "AlarmsToTopic",
        SEAL,
        ["*"],
        service="cloudwatch.amazonaws.com",
        conditions={
            "StringEquals": {"aws:SourceAccount": environment.account},
            "ArnLike": {"aws:SourceArn": environment.arn("cloudwatch", "alarm:*")},
        },
    )


def topics(environment: Environment) -> Statement:
    """SNS that delivers from our topics to an encrypted queue (SNS Developer Guide, Configuring
    SNS topic encryption with an encrypted SQS queue subscription)."""
    return allow(
        "TopicsToQueue",
        SEAL,
        ["*"],
        service="sns.amazonaws.com",
        conditions={
            "StringEquals": {"aws:SourceAccount": environment.account},
            "ArnLike": {"aws:SourceArn": environment.arn("sns", f"{environment.prefix}-*")},
        },
    )


def trail(environment: Environment) -> list[Statement]:
    """CloudTrail, for the environment's trail into a bucket with a bucket key (CloudTrail User
    Guide, Configure AWS KMS key policies for CloudTrail)."""
    service = "cloudtrail.amazonaws.com"
    this = {"aws:SourceArn": environment.arn("cloudtrail", f"trail/{environment.trail_name}")}
    any_region = f"arn:{environment.partition}:cloudtrail:*:{environment.account}:trail/*"
    context = {"kms:EncryptionContext:aws:cloudtrail:arn": any_region}
    mine = {"StringEquals": this}
    encrypt = {**mine, "StringLike": context}
    return [
        allow(
            "TrailEncrypts", ["kms:GenerateDataKey*"], ["*"], service=service, conditions=encrypt
        ),
        allow("TrailDescribes", ["kms:DescribeKey"], ["*"], service=service, conditions=mine),
        allow("TrailUsesBucketKey", ["kms:Decrypt"], ["*"], service=service, conditions=mine),
    ]


def config(environment: Environment) -> Statement:
    """AWS Config, delivering under the key (Config Developer Guide, Permissions for the KMS
    key)."""
    return allow(
        "ConfigDelivers",
        ["kms:Decrypt", "kms:GenerateDataKey"],
        ["*"],
        service="config.amazonaws.com",
        conditions={"StringEquals": {"aws:SourceAccount": environment.account}},
    )
