"""What a stack does with its data, on either side: in the template alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STATEFUL = (
    "AWS::Connect::Instance",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "Custom::InputKeyPair",
)
"""The types whose deletion loses what no deployment brings back."""

DESTROYABLE = "golive:destroy"
"""In a stack's metadata: it is there to be destroyed, as its environment file says."""


def destroyable(template: Mapping[str, Any]) -> bool:
    """Whether a template says so of itself."""
    metadata = template.get("Metadata")
    return isinstance(metadata, Mapping) and metadata.get(DESTROYABLE) is True  # pyright: ignore[reportUnknownMemberType]
