"""The stacks of an environment as deployed: state, resources, template."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from golive.account.errors import UNREADABLE, strange
from golive.account.session import Reply, Session
from golive.model import Ref, Unknown

SETTLED = frozenset(
    {
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "UPDATE_ROLLBACK_COMPLETE",
        "IMPORT_COMPLETE",
        "IMPORT_ROLLBACK_COMPLETE",
    }
)
EMPTY = frozenset({"REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "DELETE_COMPLETE"})
"""A stack of this state owns nothing (CloudFormation User Guide, stack status codes)."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a stack, or one that no stack owns; `path` is the construct path."""

    ref: Ref
    type: str
    physical: str
    path: str


@dataclass(frozen=True, slots=True)
class Stack:
    """`deployed` is Unknown while the stack changes, or when nobody may ask."""

    name: str
    deployed: bool | Unknown
    resources: tuple[Resource, ...] | Unknown = ()
    template: Mapping[str, Any] | Unknown | None = None


def read_stack(session: Session, name: str) -> Stack:
    """A stack by its deployed name, whether it is there or not."""
    try:
        return _read(session, name)
    except UNREADABLE as error:
        why = Unknown(strange(error))
        return Stack(name, why, why, why)


def _read(session: Session, name: str) -> Stack:
    described = session.call("cloudformation:DescribeStacks", StackName=name)
    deployed = _deployed(name, described)
    if deployed is False:
        return Stack(name, False)
    if described.why:
        return Stack(name, deployed, Unknown(described.why), Unknown(described.why))
    template = _template(session, name)
    listed = session.call("cloudformation:ListStackResources", StackName=name)
    if listed.why:
        return Stack(name, deployed, Unknown(listed.why), template)
    paths = construct_paths(template if isinstance(template, Mapping) else {})
    rows = listed.answer.get("StackResourceSummaries", [])
    return Stack(name, deployed, tuple(_resources(name, rows, paths)), template)


def _deployed(name: str, reply: Reply) -> bool | Unknown:
    if reply.gone:
        return False
    if reply.why:
        return Unknown(reply.why)
    status = str(reply.answer["Stacks"][0]["StackStatus"])
    if status in EMPTY:
        return False
    settled = status in SETTLED or status.endswith("_COMPLETE_CLEANUP_IN_PROGRESS")
    return True if settled else Unknown(f"the stack {name} is {status}: verify it once it settled")


def _resources(
    stack: str, rows: Iterable[Mapping[str, Any]], paths: Mapping[str, str]
) -> Iterable[Resource]:
    for row in rows:
        logical, physical = row["LogicalResourceId"], row.get("PhysicalResourceId", "")
        if physical and row["ResourceStatus"] != "DELETE_COMPLETE":
            ref = Ref(stack, logical)
            yield Resource(ref, row["ResourceType"], physical, paths.get(logical, str(ref)))


def _template(session: Session, name: str) -> Mapping[str, Any] | Unknown:
    reply = session.call("cloudformation:GetTemplate", StackName=name, TemplateStage="Original")
    if reply.why or reply.gone:
        return Unknown(reply.why or f"the stack {name} was deleted meanwhile")
    body = reply.answer.get("TemplateBody", {})
    if not isinstance(body, str):
        return body
    try:
        return dict(json.loads(body))
    except ValueError:
        return Unknown(f"the template of {name} is not JSON, which the CDK deploys")


def construct_paths(template: Mapping[str, Any]) -> dict[str, str]:
    """Logical id to construct path, from the CDK's metadata."""
    found: dict[str, str] = {}
    for logical, resource in template.get("Resources", {}).items():
        path = resource.get("Metadata", {}).get("aws:cdk:path", "")
        if path:
            found[logical] = str(path).removesuffix("/Resource").removesuffix("/Default")
    return found
