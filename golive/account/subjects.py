"""Identity: what a name or ARN in an answer is, in the words of both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from golive.account.arns import Place, arn_of, name_of, plain_arn
from golive.account.stacks import Resource, Stack
from golive.model import Gap, Ref, Text, Unknown

OUTSIDE = "account"
"""The stack of what no stack owns; its logical id is the ARN."""


class Estate:
    """The resources of the environment's stacks, by reference and by ARN."""

    def __init__(self, stacks: Iterable[Stack], place: Place) -> None:
        self.place = place
        self.stacks = {stack.name: stack for stack in stacks}
        self.resources: dict[Ref, Resource] = {}
        self._by_arn: dict[str, Ref] = {}
        for stack in self.stacks.values():
            if not isinstance(stack.resources, Unknown):
                self._add(stack.resources)

    def _add(self, resources: Iterable[Resource]) -> None:
        for resource in resources:
            self.resources[resource.ref] = resource
            if arn := arn_of(resource.type, resource.physical, self.place):
                self._by_arn.setdefault(arn, resource.ref)

    def of(self, *types: str) -> list[Resource]:
        """The resources of these CloudFormation types, in the order of stack and logical id."""
        found = (r for r in self.resources.values() if r.type in types)
        return sorted(found, key=lambda r: r.ref)

    def gap(self) -> Unknown | None:
        """Why the resources can't all be listed, if so."""
        listings = (stack.resources for stack in self.stacks.values())
        return next((r for r in listings if isinstance(r, Unknown)), None)

    def where(self, type_: str, value: str) -> Ref | str:
        """A name or ARN as a reference where it is ours, else as an ARN."""
        arn = arn_of(type_, value, self.place)
        return self._by_arn.get(arn, arn or value)

    def resource(self, type_: str, where: Ref | str) -> Resource | None:
        """What a reference or ARN points at; None for a reference that no stack has."""
        if isinstance(where, Ref):
            return self.resources.get(where.resource)
        ours = self.where(type_, where)
        if isinstance(ours, Ref):
            return self.resources[ours]
        return self.outside(type_, ours)

    def outside(self, type_: str, arn: str) -> Resource:
        """A resource that no stack owns."""
        return Resource(Ref(OUTSIDE, arn), type_, name_of(type_, arn, self.place), arn)

    def named(self, value: object) -> Any:
        """An ARN in a policy as a reference, with what follows it; anything else as it is."""
        if not isinstance(value, str) or not value.startswith("arn:"):
            return value
        arn = plain_arn(value)
        if known := self._by_arn.get(arn):
            return Ref(known.stack, known.logical, "Arn")
        for cut in sorted((i for i, c in enumerate(value) if c in "/:"), reverse=True):
            if known := self._by_arn.get(value[:cut]):
                return Text((Ref(known.stack, known.logical, "Arn"), value[cut:]))
        return value

    def properties(self, ref: Ref) -> Mapping[str, Any]:
        """What the deployed template says of a resource, unresolved; Gap when nobody may ask."""
        template = self.stacks[ref.stack].template or {}
        if isinstance(template, Unknown):
            raise Gap(template.why)
        return template.get("Resources", {}).get(ref.logical, {}).get("Properties", {})
