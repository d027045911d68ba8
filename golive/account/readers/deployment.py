"""How the stacks were deployed, and whether the account still is as they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from golive.account.arns import INSTANCE
from golive.account.design import deployed
from golive.account.readers.reader import READERS, reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.account.subjects import Estate
from golive.drift import Compared, compare
from golive.environment import Environment
from golive.facts.operations import Deployment, Drift
from golive.model import Gap, Ref, Text, Unknown
from golive.project import COMMIT_TAG, STACKS

WHOLE = ("", "Arn")
"""Attributes that stand for the resource itself."""
LAST = ("AssociationId", "Id", "QueueName", "TopicName")
"""Attributes that are the last part of its ARN, its URL or its joined identifiers."""


@reader(Deployment, INSTANCE, states="Stacks[].StackStatus", commits=f"Stacks[].Tags[{COMMIT_TAG}]")
def deployment(read: Reading, subject: Resource) -> Deployment:
    found = {name: _described(read, name) for name in needed(read.environment)}
    return Deployment(
        states={name: str(stack.get("StackStatus", "")) for name, stack in found.items()},
        commits={name: _tag(stack.get("Tags", ())) for name, stack in found.items()},
    )


def needed(environment: Environment) -> list[str]:
    """The stacks that an environment has; the account's own only where it makes something."""
    own = "create" in environment.account_baseline.model_dump().values()
    stems = (stem for stem in STACKS if own or stem != "AccountBaseline")
    return [environment.stack(stem) for stem in stems]


def _described(read: Reading, name: str) -> Mapping[str, Any]:
    try:
        return read.ask("cloudformation:DescribeStacks", StackName=name)["Stacks"][0]
    except Gone:
        return {}


def _tag(tags: Iterable[Mapping[str, str]]) -> str:
    return next((tag["Value"] for tag in tags if tag["Key"] == COMMIT_TAG), "")


@reader(Drift, INSTANCE)
def drift(read: Reading, subject: Resource) -> Drift:
    for name, stack in read.estate.stacks.items():
        if stack.template is not None:
            read.ask("cloudformation:GetTemplate", StackName=name, TemplateStage="Original")
    kinds = [kind for kind in READERS if kind.of is None]
    templates = deployed(read.estate)
    found = list(compare(templates, read.side, kinds, Names(read.estate)))
    if not found:
        raise Gap("no stack is deployed that could be compared")
    return Drift(differing=_differing(found), compared=sum(c.same is True for c in found))


def _differing(found: Iterable[Compared]) -> Any:
    """What differs; where nothing does, what could not be read."""
    differing = tuple(str(c) for c in found if c.same is False)
    return differing or next(_unread(found), ())


def _unread(found: Iterable[Compared]) -> Iterator[Unknown]:
    for one in found:
        if isinstance(one.same, Unknown):
            yield Unknown(f"{one} can't be read: {one.same.why}")


class Names:
    """What a reference, an ARN or a name is called: a physical id, or the part that it names."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    def __call__(self, value: Ref | str) -> str:
        match value if isinstance(value, Ref) else self._estate.named(value):
            case Ref() as ref:
                return self._called(ref)
            case Text() as text:
                return "".join(map(self._written, text.parts))
            case known:
                return str(known)

    def _written(self, part: str | Ref | Unknown) -> str:
        return self._called(part) if isinstance(part, Ref) else str(part)

    def _called(self, ref: Ref) -> str:
        resource = self._estate.resources.get(ref.resource)
        if resource is None or ref.attr not in (*WHOLE, *LAST):
            return str(ref)
        physical = resource.physical
        return physical if ref.attr in WHOLE else re.split("[:/|]", physical)[-1]
