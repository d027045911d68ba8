"""What a nag pack found, one finding at a time, in words that survive a change of hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk

RULE_ID = re.compile(r"(?P<rule>[^\[]+)(\[(?P<resource>.*)\])?", re.DOTALL)
LOGICAL = re.compile(r"<([A-Za-z0-9]+?)[0-9A-F]{8}\.(\w+)>")
RIGHTS = "Operations/Verify/Policy"
RESOURCE = "Resource::"
BELOW = r"/[^*?]*[^*?/]/\*"
PREFIX = re.compile(r"Resource::<(?P<logical>[A-Za-z0-9]+)\.Arn>" + BELOW)
IMPORTED = re.compile(r"Resource::(?P<export>[^/*?<>]+)" + BELOW)
"""How the pack writes a bucket of the same stack, and one that another stack exports."""
STACK = re.compile(r"Resource::arn:[-a-z]+:cloudformation:[-a-z0-9]+:\d{12}:stack/[-A-Za-z0-9]+/\*")


@dataclass(frozen=True, slots=True)
class Found:
    """One rule on one construct.

    `rule` is the id without brackets, `brackets` what stands in them; `resource` is the same
    without hashes, `<account>` and `<region>` in place of the environment's.
    """

    rule: str
    brackets: str
    resource: str
    path: str
    description: str
    severity: str


def found_by(
    report: cdk.PolicyValidationPluginReport, account: str, region: str
) -> Iterator[Found]:
    """Every finding of a pack's report."""
    for violation in report.violations:
        parts = RULE_ID.fullmatch(violation.rule_name)
        assert parts is not None
        brackets = parts["resource"] or ""
        resource = LOGICAL.sub(r"<\1.\2>", brackets)
        resource = resource.replace(account, "<account>").replace(region, "<region>")
        for place in violation.violating_resources:
            path = (place.construct_path or "").removesuffix("/Resource")
            severity = violation.severity or "error"
            yield Found(parts["rule"], brackets, resource, path, violation.description, severity)


def is_object_prefix(found: Found, templates: Mapping[str, Path]) -> bool:
    """Whether a wildcard covers just the objects under a fixed prefix of one bucket.

    Such a resource can't be said without `*` (S3 User Guide, policy resources); `templates`
    maps a stack's construct path to its template, which must hold the bucket.
    """
    if found.rule != "AwsSolutions-IAM5":
        return False
    if named := PREFIX.fullmatch(found.brackets):
        return _is_bucket(_template(templates[found.path.split("/")[0]]), named["logical"])
    imported = IMPORTED.fullmatch(found.brackets)
    return imported is not None and any(
        _exports_bucket(_template(file), imported["export"]) for file in templates.values()
    )


def _template(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _is_bucket(template: Any, logical: str) -> bool:
    return template["Resources"].get(logical, {}).get("Type") == "AWS::S3::Bucket"


def _exports_bucket(template: Any, export: str) -> bool:
    """Whether a template exports the ARN of a bucket of its own under this name."""
    outputs: Any = template.get("Outputs", {}).values()
    values: list[Any] = [o["Value"] for o in outputs if o.get("Export", {}).get("Name") == export]
    return any(_is_bucket_arn(template, value) for value in values)


def _is_bucket_arn(template: Any, value: Any) -> bool:
    logical, attribute = value.get("Fn::GetAtt", ("", "")) if hasattr(value, "get") else ("", "")
    return attribute == "Arn" and _is_bucket(template, logical)


def is_named_stack(found: Found) -> bool:
    """Whether a wildcard is just the id at the end of one stack's ARN.

    CloudFormation makes it with the stack (Service Authorization Reference, AWS CloudFormation,
    resource types: stack).
    """
    return found.rule == "AwsSolutions-IAM5" and STACK.fullmatch(found.brackets) is not None


def is_of_rights(found: Found) -> bool:
    """Whether a wildcard is a resource in the generated policies of verify."""
    generated = found.path.startswith(RIGHTS)
    return generated and found.rule == "AwsSolutions-IAM5" and found.brackets.startswith(RESOURCE)
