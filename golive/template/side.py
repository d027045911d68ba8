"""The templates as a side: what the stacks will be once they are deployed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from golive.model import Fact, Gap, Ref, Seen, Side, Unknown
from golive.template.assembly import Assembly
from golive.template.loading import NOWHERE, Place, stacks_in
from golive.template.readers import Reader, readers
from golive.template.resource import Catalog, Resource
from golive.template.stack import Stack

WHOLE = "(template)"
"""Stands for a logical id where a template can't be read: none can be called so."""

OPAQUE = (
    "AWS::CloudFormation::Stack",
    "AWS::CloudFormation::StackSet",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
)
"""Types that make resources which stand in another template, as `...::MODULE` types do."""


class Templates(Side):
    """Stacks before their deployment, all those of one environment together."""

    name = "template"

    def __init__(self, stacks: Iterable[Stack]) -> None:
        self._assembly = Assembly(stacks)
        self._catalog = Catalog(self._assembly)
        self._seen: dict[type[Fact], list[Seen]] = {}
        self.now = datetime.now(UTC)
        self.account = self._place("account")
        self.region = self._place("region")

    @classmethod
    def load(cls, *paths: Path | str, place: Place = NOWHERE) -> Self:
        """Read cdk.out folders and single templates (.json, .yaml).

        A template by itself has the file's name without `.template`, and the account and
        Region of `place`; a folder says them itself. Raises BadTemplate.
        """
        return cls(stack for path in paths for stack in stacks_in(Path(path), place))

    @classmethod
    def of(
        cls,
        templates: Mapping[str, Mapping[str, Any]],
        account: str | Unknown,
        region: str | Unknown,
    ) -> Self:
        """Templates in memory by the names of their stacks. Raises BadTemplate."""
        return cls(Stack(name, raw, name, account, region) for name, raw in templates.items())

    def _place(self, part: str) -> str | Unknown:
        """What all stacks say of where they will be: `account` or `region`."""
        found = {getattr(r.stack, part) for r in self._assembly.resolvers.values()}
        return found.pop() if len(found) == 1 else Unknown(f"the stacks differ in {part}")

    def deployed(self, stack: str) -> bool | Unknown:
        """Whether the stack is among the templates."""
        return stack in self._assembly.resolvers

    def path(self, ref: Ref) -> str:
        """The construct path of a resource; stack and logical id where it has none."""
        resolver = self._assembly.resolvers.get(ref.stack)
        return resolver.stack.path(ref.logical) if resolver else f"{ref.stack}/{ref.logical}"

    def facts(self, kind: type[Fact]) -> Iterable[Seen] | Unknown:
        """Every resource that gives such a fact, and every part that can't be read."""
        if kind.of is not None:
            return Unknown(f"a template says nothing of {kind.__name__}")
        if kind not in self._seen:
            self._seen[kind] = [*self._read(kind), *self._unread(kind)]
        return self._seen[kind]

    def _read(self, kind: type[Fact]) -> Iterator[Seen]:
        for type_, reader in readers(kind).items():
            for resource in self._catalog.of(type_):
                yield _seen(kind, resource, reader)

    def _unread(self, kind: type[Fact]) -> Iterator[Seen]:
        for resolver in self._assembly.resolvers.values():
            if why := resolver.stack.unread:
                yield Seen(Ref(resolver.stack.name, WHOLE), why, resolver.stack.name)
        modules = [name for name in self._catalog.types() if name.endswith("::MODULE")]
        for resource in self._catalog.of(*OPAQUE, *modules):
            why = Unknown(f"may hold any {kind.__name__}: it stands in another template")
            yield Seen(resource.ref, why, resource.path, (resource.evidence,))

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        """Follow a reference, an ARN or a name into the templates."""
        seen = self.facts(kind)
        if isinstance(seen, Unknown):
            raise Gap(seen.why)
        wanted = ref.resource if isinstance(ref, Ref) else None
        found = next((s for s in seen if s.subject == wanted), None)
        if found is None:
            raise Gap(self._nowhere(kind, ref))
        return found

    def _nowhere(self, kind: type[Fact], ref: Ref | str) -> str:
        if isinstance(ref, str):
            return f"{ref} is not in the templates"
        if found := self._assembly.names.type_of(ref):
            return f"{self.path(ref)} is {found}, no {kind.__name__}"
        return f"{ref.resource} is not in the templates"


def _seen(kind: type[Fact], resource: Resource, reader: Reader) -> Seen:
    if resource.undecided:
        return Seen(resource.ref, resource.undecided, resource.path, (resource.evidence,))
    fields = reader(resource)
    made: Any = kind
    fact = made(**{name: field.value for name, field in fields.items()})
    beside = [r.evidence for field in fields.values() for r in field.beside]
    evidence = (resource.evidence, *beside)
    properties = {name: field.property for name, field in fields.items() if field.property}
    return Seen(resource.ref, fact, resource.path, evidence, properties)
