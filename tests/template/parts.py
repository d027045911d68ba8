"""How the resources of small templates are written."""

from __future__ import annotations

from typing import Any

KEPT = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}


def arn(logical: str) -> Any:
    return {"Fn::GetAtt": [logical, "Arn"]}


def resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": kind, "Properties": properties, **KEPT}


def put(logical: str) -> dict[str, Any]:
    """May write objects of a bucket."""
    objects = {"Fn::Join": ["", [arn(logical), "/*"]]}
    return {"Effect": "Allow", "Action": "s3:PutObject", "Resource": objects}


WRITES_LOG = {
    "Effect": "Allow",
    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": arn("FunctionLog"),
}
LISTS = {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": arn("Data")}
ADMINISTERED = {
    "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}},
        "Action": ["kms:Describe*", "kms:Get*", "kms:Put*", "kms:Encrypt"],
        "Resource": "*",
    }
}
"""The policy of a key that no policy of the account can open."""

ROLES: dict[str, Any] = {
    "Role": resource(
        "AWS::IAM::Role",
        AssumeRolePolicyDocument={
            "Statement": {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        },
        Policies=[
            {"PolicyName": "Own", "PolicyDocument": {"Statement": put("Data")}},
            {"PolicyName": "Log", "PolicyDocument": {"Statement": WRITES_LOG}},
        ],
        ManagedPolicyArns=[{"Ref": "Shared"}],
    ),
    "Shared": resource("AWS::IAM::ManagedPolicy", PolicyDocument={"Statement": put("Logs")}),
    "Given": resource("AWS::IAM::ManagedPolicy", PolicyDocument={"Statement": LISTS}),
    "Beside": resource(
        "AWS::IAM::Policy",
        PolicyName="beside",
        Roles=[{"Ref": "Role"}],
        PolicyDocument={"Statement": put("Audit")},
    ),
}
"""A role with policies in three places."""


OURS = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}


def service(name: str, *actions: str, **more: Any) -> dict[str, Any]:
    allowed = {"Effect": "Allow", "Principal": {"Service": name}, "Action": list(actions)}
    return {**allowed, "Resource": "*", "Condition": OURS, **more}


TRAIL_KEY = service("cloudtrail.amazonaws.com", "kms:GenerateDataKey*")
LOGS_KEY = service(
    "logs.us-east-1.amazonaws.com",
    "kms:Decrypt*",
    "kms:GenerateDataKey*",
    Condition={
        "ArnLike": {
            "kms:EncryptionContext:aws:logs:arn": {
                "Fn::Sub": "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*"
            }
        }
    },
)
