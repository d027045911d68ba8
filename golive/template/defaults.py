"""What a service does where a template says nothing, with the source of each row."""

from __future__ import annotations

from typing import NamedTuple


class Default(NamedTuple):
    value: object
    source: str


DEFAULTS: dict[str, dict[str, Default]] = {
    "AWS::DynamoDB::Table": {
        "SSESpecification.SSEEnabled": Default(False, "CloudFormation, DynamoDB SSESpecification"),
        "DeletionProtectionEnabled": Default(False, "CloudFormation, AWS::DynamoDB::Table"),
        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled": Default(
            False, "CloudFormation, DynamoDB PointInTimeRecoverySpecification"
        ),
    },
    "AWS::KMS::Key": {
        "Enabled": Default(True, "CloudFormation, AWS::KMS::Key"),
        "EnableKeyRotation": Default(False, "CloudFormation, AWS::KMS::Key"),
        "KeyUsage": Default("ENCRYPT_DECRYPT", "CloudFormation, AWS::KMS::Key"),
    },
}
