"""A wildcard over the objects below one prefix of a bucket needs no waiver, and no other passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stacks.validation.findings import Found, is_named_stack, is_object_prefix

EXPORT = "golive-prod-data:ExportsOutputFnGetAttEvidence4CC26D68Arn9E0A376E"
BUCKETS = {"Evidence4CC26D68": "AWS::S3::Bucket", "Register1A2B3C4D": "AWS::DynamoDB::Table"}


@pytest.fixture
def templates(tmp_path: Path) -> dict[str, Path]:
    """Data, which exports a bucket and a table, and Operations, which has neither."""
    data = {
        "Resources": {name: {"Type": kind} for name, kind in BUCKETS.items()},
        "Outputs": {
            "Bucket": output(EXPORT, "Evidence4CC26D68", "Arn"),
            "Name": output("golive-prod-data:Name", "Evidence4CC26D68", "DomainName"),
            "Table": output("golive-prod-data:Table", "Register1A2B3C4D", "Arn"),
            "Plain": {"Value": "text", "Export": {"Name": "golive-prod-data:Plain"}},
        },
    }
    files: dict[str, Any] = {"Data": data, "Operations": {"Resources": {}}}
    for name, template in files.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(template))
    return {name: tmp_path / f"{name}.json" for name in files}


def output(export: str, logical: str, attribute: str) -> Any:
    return {"Value": {"Fn::GetAtt": [logical, attribute]}, "Export": {"Name": export}}


def found(stack: str, resource: str, rule: str = "AwsSolutions-IAM5") -> Found:
    return Found(rule, f"Resource::{resource}", resource, f"{stack}/Role", "", "error")


@pytest.mark.parametrize(
    ("stack", "resource"),
    [("Data", "<Evidence4CC26D68.Arn>/verify/*"), ("Operations", f"{EXPORT}/verify/*")],
)
def test_objects_below_a_prefix(stack: str, resource: str, templates: dict[str, Path]) -> None:
    """Of a bucket in the same stack, and of one that another stack exports."""
    assert is_object_prefix(found(stack, resource), templates)
    assert not is_object_prefix(found(stack, resource, "AwsSolutions-IAM4"), templates)


@pytest.mark.parametrize(
    "resource",
    [
        "*",
        f"{EXPORT}/*",
        f"{EXPORT}/*/verify/*",
        f"{EXPORT}X/verify/*",
        "golive-prod-data:Name/verify/*",
        "golive-prod-data:Table/verify/*",
        "golive-prod-data:Plain/verify/*",
        "arn:aws:cloudformation:us-east-1:111122223333:stack/golive-prod-data/*",
        "<Evidence4CC26D68.Arn>/verify/*",
    ],
)
def test_what_is_wider_or_no_bucket_is_a_finding(resource: str, templates: dict[str, Path]) -> None:
    """A whole bucket, a name that nobody exports, an export that is no bucket's ARN."""
    assert not is_object_prefix(found("Operations", resource), templates)


STACK = "arn:aws:cloudformation:us-east-1:111122223333:stack/"


@pytest.mark.parametrize(
    ("resource", "one"),
    [
        (f"{STACK}golive-prod-data/*", True),
        (f"{STACK}golive-prod-*/*", False),
        (f"{STACK}*", False),
        ("arn:aws:cloudformation:us-east-1:111122223333:*", False),
    ],
)
def test_a_stack_by_its_name_is_one_stack(resource: str, one: bool) -> None:
    """Its id can't be known before; a name with a wildcard is more than one."""
    assert is_named_stack(found("Data", resource)) is one
