"""The template side, from templates in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from golive.template import Templates
from tests.account.good import ACCOUNT, REGION


def design(templates: Mapping[str, Mapping[str, Any]]) -> Templates:
    return Templates.of(templates, ACCOUNT, REGION)


SEALED_TABLE: dict[str, Any] = {
    "Resources": {
        "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": []}}},
        "Table": {
            "Type": "AWS::DynamoDB::Table",
            "Metadata": {"aws:cdk:path": "Data/Table/Resource"},
            "Properties": {
                "SSESpecification": {
                    "SSEEnabled": True,
                    "SSEType": "KMS",
                    "KMSMasterKeyId": {"Fn::GetAtt": ["Key", "Arn"]},
                }
            },
        },
        "Evidence": {
            "Type": "AWS::S3::Bucket",
            "Metadata": {"aws:cdk:path": "Data/Evidence/Resource"},
        },
    }
}
"""A stack of one table under our key, beside the bucket of the evidence."""
