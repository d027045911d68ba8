"""What an environment's stacks have let go of and left: from CloudFormation's own events.

A stack that is destroyed, or replaces a resource, skips the deletion of what is retained.
CloudFormation keeps the events of a deleted stack for 90 days (API Reference,
DescribeStackEvents); after that this list is empty, and the resources are still there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from golive.account.session import Reply
from golive.account.side import Account
from golive.account.stacks import construct_paths
from golive.model import Gap, Unknown

IDENTIFIERS = {
    "AWS::AccessAnalyzer::Analyzer": ("Arn",),
    "AWS::CloudTrail::Trail": ("TrailName",),
    "AWS::Config::ConfigurationRecorder": ("Name",),
    "AWS::Config::DeliveryChannel": ("Name",),
    "AWS::Connect::Instance": ("Arn",),
    "AWS::DynamoDB::GlobalTable": ("TableName",),
    "AWS::DynamoDB::Table": ("TableName",),
    "AWS::GuardDuty::Detector": ("Id",),
    "AWS::IAM::Role": ("RoleName",),
    "AWS::KMS::Key": ("KeyId",),
    "AWS::Kinesis::Stream": ("Name",),
    "AWS::Logs::LogGroup": ("LogGroupName",),
    "AWS::Logs::LogStream": ("LogGroupName", "LogStreamName"),
    "AWS::S3::Bucket": ("BucketName",),
    "AWS::S3::BucketPolicy": ("Bucket",),
}
"""The properties that identify a resource to an import (primaryIdentifier of its schema)."""
NAMED_BY = {"AWS::Connect::Instance": ("InstanceAlias",)}
"""Where the name that can't be used twice is not the identifier."""
ONE_ONLY = ("AWS::AccessAnalyzer::Analyzer", "AWS::GuardDuty::Detector")
"""One in an account and Region; one of each kind of analyzer (quotas of both services)."""


@dataclass(frozen=True, slots=True)
class Retained:
    """`blocks`: the next deployment can't make its own. No `identifier`: it can't be imported."""

    stack: str
    path: str
    logical: str
    type: str
    physical: str
    at: datetime
    blocks: bool
    identifier: Mapping[str, str] = field(default_factory=dict[str, str])


def retained(account: Account) -> list[Retained]:
    """What no stack of the environment owns any more; Gap with the reason when it can't be told."""
    if isinstance(account.account, Unknown):
        raise Gap(account.account.why)
    if gap := account.estate.gap():
        raise Gap(gap.why)
    owned = {(r.type, r.physical) for r in account.estate.resources.values()}
    found: dict[tuple[str, str], Retained] = {}
    for stack in _stacks(account):
        for one in _skipped(account, stack):
            found[one.type, one.physical] = one
    left = [one for key, one in found.items() if key not in owned]
    return sorted(left, key=lambda one: (one.stack, one.path))


def _stacks(account: Account) -> list[Mapping[str, Any]]:
    """Every stack that has had one of our names, the oldest first."""
    listed = _answer(account.session.call("cloudformation:ListStacks"))
    ours = [s for s in listed["StackSummaries"] if s["StackName"] in account.stack_names]
    return sorted(ours, key=lambda stack: stack["CreationTime"])


def _skipped(account: Account, stack: Mapping[str, Any]) -> Iterator[Retained]:
    events = _asked(account, "cloudformation:DescribeStackEvents", stack)["StackEvents"]
    skipped = [e for e in reversed(events) if e["ResourceStatus"] == "DELETE_SKIPPED"]
    if skipped:
        template = _template(_asked(account, "cloudformation:GetTemplate", stack))
        physicals = {e["LogicalResourceId"]: e["PhysicalResourceId"] for e in skipped}
        for event in skipped:
            yield _retained(event, template, physicals)


def _retained(
    event: Mapping[str, Any], template: Mapping[str, Any], physicals: Mapping[str, str]
) -> Retained:
    logical, type_ = str(event["LogicalResourceId"]), str(event["ResourceType"])
    given = template.get("Resources", {}).get(logical, {}).get("Properties", {})
    names = IDENTIFIERS.get(type_, ())
    return Retained(
        stack=event["StackName"],
        path=construct_paths(template).get(logical, logical),
        logical=logical,
        type=type_,
        physical=event["PhysicalResourceId"],
        at=event["Timestamp"],
        blocks=type_ in ONE_ONLY or _named(given, NAMED_BY.get(type_, names)),
        identifier=_identifier(names, given, event["PhysicalResourceId"], physicals),
    )


def _named(given: Mapping[str, Any], names: Collection[str]) -> bool:
    """Whether the template gives a name, which the next deployment would give again."""
    return bool(names) and all(isinstance(given.get(name), str) for name in names)


def _identifier(
    names: Collection[str], given: Mapping[str, Any], own: str, physicals: Mapping[str, str]
) -> dict[str, str]:
    """Each identifying property as the template gives it; the physical id where it doesn't.

    What needs another stack's export can't be imported before that stack is there.
    """
    if "Fn::ImportValue" in json.dumps(given):
        return {}
    return {name: _value(given.get(name), own, physicals) for name in names}


def _value(given: Any, own: str, physicals: Mapping[str, str]) -> str:
    match given:
        case str():
            return given
        case {"Ref": str(logical)}:
            return physicals.get(logical, own)
        case _:
            return own


def _asked(account: Account, operation: str, stack: Mapping[str, Any]) -> Mapping[str, Any]:
    """By the stack's id, which also finds one that was deleted."""
    return _answer(account.session.call(operation, StackName=stack["StackId"]))


def _answer(reply: Reply) -> Mapping[str, Any]:
    if reply.why or reply.gone:
        raise Gap(reply.why or "a stack was deleted meanwhile")
    return reply.answer


def _template(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    body = answer.get("TemplateBody", {})
    return json.loads(body) if isinstance(body, str) else body
