"""IAM shows the AWS-managed policies that somebody holds, which the emulator leaves out.

Source: IAM API Reference, GetAccountAuthorizationDetails: Policies has all managed policies
that are asked for, AWS's own with the filter AWSManagedPolicy or without any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from sandbox.emulator import needs

IAM = needs(
    "services.iam",
    "_IAM_HANDLERS",
    "_aws_managed_policies",
    "_lookup_policy",
    "_make_aws_managed_record",
    "_p",
)
OPERATION = "GetAccountAuthorizationDetails"
FILTERS = 5
HELD = re.compile(rb"<PolicyArn>(arn:aws:iam::aws:policy/[^<]+)</PolicyArn>")
MISSING = {
    "AWSCloudFormationReadOnlyAccess": [
        f"cloudformation:{verb}"
        for verb in ("Describe*", "EstimateTemplateCost", "Get*", "List*", "ValidateTemplate")
    ],
    "service-role/AWS_ConfigRole": [
        *("config:BatchGet*", "config:Describe*", "config:Get*", "config:List*", "config:Put*"),
        *("cloudtrail:DescribeTrails", "cloudtrail:GetTrailStatus", "cloudwatch:DescribeAlarms"),
        *("dynamodb:DescribeTable", "dynamodb:ListTables", "iam:GetRole", "iam:ListRoles"),
        *("kinesis:DescribeStreamSummary", "kms:DescribeKey", "kms:GetKeyPolicy", "kms:ListKeys"),
        *("logs:DescribeLogGroups", "s3:GetBucket*", "s3:ListAllMyBuckets", "sns:ListTopics"),
        *("ssm:DescribeParameters",),
    ],
}
"""The actions of policies that the emulator lacks; of the second one only those on what is ours."""
Answer = tuple[int, dict[str, str], bytes]
_details: Callable[[Any], Answer] = IAM._IAM_HANDLERS[OPERATION]


def details(given: Any) -> Answer:
    """The emulator's answer, with AWS's own policies among the others."""
    status, headers, body = _details(given)
    filters = {IAM._p(given, f"Filter.member.{n}") for n in range(1, FILTERS + 1)} - {"", None}
    if filters and "AWSManagedPolicy" not in filters:
        return status, headers, body
    held = sorted({found.decode() for found in HELD.findall(_details({})[2])})
    members = "".join(_member(arn) for arn in held if IAM._lookup_policy(arn))
    return status, headers, body.replace(b"</Policies>", f"{members}</Policies>".encode())


def _member(arn: str) -> str:
    policy = IAM._lookup_policy(arn)
    version = policy["DefaultVersionId"]
    document = quote(policy["Versions"][version]["Document"], safe="")
    return (
        f"<member><PolicyName>{escape(policy['PolicyName'])}</PolicyName><Arn>{escape(arn)}</Arn>"
        f"<PolicyId>{policy['PolicyId']}</PolicyId><Path>{policy['Path']}</Path>"
        f"<DefaultVersionId>{version}</DefaultVersionId><PolicyVersionList><member>"
        f"<Document>{document}</Document><VersionId>{version}</VersionId>"
        f"<IsDefaultVersion>true</IsDefaultVersion></member></PolicyVersionList></member>"
    )


for name, actions in MISSING.items():
    statement = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    made = IAM._make_aws_managed_record(name, policy)
    IAM._aws_managed_policies.setdefault(made["Arn"], made)
IAM._IAM_HANDLERS[OPERATION] = details
