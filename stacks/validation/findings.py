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
PREFIX = re.compile(r"Resource::<(?P<logical>[A-Za-z0-9]+)\.Arn>/[^*?]*[^*?/]/\*")


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
    named = PREFIX.fullmatch(found.brackets)
    if found.rule != "AwsSolutions-IAM5" or named is None:
        return False
    template: Any = json.loads(templates[found.path.split("/")[0]].read_text(encoding="utf-8"))
    resource: Any = template["Resources"].get(named["logical"], {})
    return resource.get("Type") == "AWS::S3::Bucket"


def is_of_rights(found: Found) -> bool:
    """Whether a wildcard is a resource in the generated policies of verify."""
    generated = found.path.startswith(RIGHTS)
    return generated and found.rule == "AwsSolutions-IAM5" and found.brackets.startswith(RESOURCE)
