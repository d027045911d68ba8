"""Connect's service-linked role, with what AmazonConnectServiceLinkedRolePolicy allows of storage.

Source: AWS managed policy reference, and Administrator Guide, service-linked roles: streams
are added to the role when they are associated.
"""

from __future__ import annotations

import json
from typing import Any

from sandbox.inprocess import account, client

PATH = "/aws-service-role/connect.amazonaws.com/"
MANAGED: list[dict[str, Any]] = [
    {
        "Effect": "Allow",
        "Action": [
            "s3:GetObject",
            "s3:GetObjectAcl",
            "s3:PutObject",
            "s3:PutObjectAcl",
            "s3:DeleteObject",
        ],
        "Resource": "arn:aws:s3:::amazon-connect-*/*",
    },
    {
        "Effect": "Allow",
        "Action": ["s3:GetBucketLocation", "s3:GetBucketAcl"],
        "Resource": "arn:aws:s3:::amazon-connect-*",
    },
    {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        "Resource": "arn:aws:logs:*:*:log-group:/aws/connect/*:*",
    },
    {
        "Effect": "Allow",
        "Action": "cloudwatch:PutMetricData",
        "Resource": "*",
        "Condition": {"StringEquals": {"cloudwatch:namespace": "AWS/Connect"}},
    },
]


def create_service_role(instance_id: str) -> str:
    """The ARN of a new instance's role."""
    name = f"AWSServiceRoleForAmazonConnect_{instance_id[:20].replace('-', '')}"
    principal = {"Service": "connect.amazonaws.com"}
    trust = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    client("iam").create_role(RoleName=name, Path=PATH, AssumeRolePolicyDocument=_document([trust]))
    _allow(name, "AmazonConnectServiceLinkedRolePolicy", MANAGED)
    return f"arn:aws:iam::{account()}:role{PATH}{name}"


def allow_stream(role_arn: str, stream_arn: str) -> None:
    """What associating a stream writes into the role."""
    actions = ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStream"]
    statement = {"Effect": "Allow", "Action": actions, "Resource": stream_arn}
    name = "stream-" + stream_arn.rsplit("/", 1)[-1][:100]
    _allow(role_arn.rsplit("/", 1)[-1], name, [statement])


def _allow(role: str, name: str, statements: list[dict[str, Any]]) -> None:
    client("iam").put_role_policy(
        RoleName=role, PolicyName=name, PolicyDocument=_document(statements)
    )


def _document(statements: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
