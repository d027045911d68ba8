"""One stack: its template, and where it will be deployed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from golive.model import Ref, Unknown
from golive.policy import is_mapping, several
from golive.template.errors import BadTemplate

SECTIONS = ("Parameters", "Mappings", "Conditions", "Resources", "Outputs")
READABLE_TRANSFORM = "AWS::LanguageExtensions"
"""Adds intrinsic functions that can be evaluated here, but for Fn::ForEach."""


@dataclass(frozen=True, eq=False)
class Stack:
    """A template under the name that its stack has; `source` is the file it was read from."""

    name: str
    template: Mapping[str, Any]
    source: str
    account: str | Unknown
    region: str | Unknown

    def __post_init__(self) -> None:
        for section in SECTIONS:
            if not is_mapping(self.template.get(section, {})):
                raise BadTemplate(self.source, f"{section} is no object")
        if "Resources" not in self.template:
            raise BadTemplate(self.source, "is no CloudFormation template: it has no Resources")
        for section in SECTIONS:
            for name, entry in self.entries(section):
                if section != "Conditions" and not is_mapping(entry):
                    raise BadTemplate(self.source, f"{name} in {section} is no object")
        for logical, resource in self.resources.items():
            if not isinstance(resource.get("Type"), str):
                raise BadTemplate(self.source, f"resource {logical} has no Type")
            if not is_mapping(resource.get("Properties", {})):
                raise BadTemplate(self.source, f"the Properties of {logical} are no object")

    def entries(self, section: str) -> Iterator[tuple[str, Any]]:
        """What a section names, without what a function would add."""
        entries = self.section(section).items()
        return ((name, entry) for name, entry in entries if not name.startswith("Fn::"))

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the template; empty where it has none."""
        return self.template.get(name, {})

    @cached_property
    def resources(self) -> dict[str, Any]:
        """The resources by logical id, without what a function would add."""
        return dict(self.entries("Resources"))

    @property
    def unread(self) -> Unknown | None:
        """Why the template can't be read as it stands: a macro makes another one of it."""
        declared = several(self.template.get("Transform"))
        macros = [str(name) for name in declared if name != READABLE_TRANSFORM]
        macros += sorted({name.split("::ForEach")[0] for name in self._functions()})
        return Unknown(f"is rewritten at the deployment by {', '.join(macros)}") if macros else None

    def _functions(self) -> Iterator[str]:
        for section in SECTIONS:
            yield from (name for name in self.section(section) if name.startswith("Fn::"))
        if "Fn::Transform" in self.template:
            yield "Fn::Transform"

    def path(self, logical: str) -> str:
        """The construct path, without the name of its default child; else stack and logical id."""
        metadata = self.resources.get(logical, {}).get("Metadata")
        path = metadata.get("aws:cdk:path") if is_mapping(metadata) else None
        if not isinstance(path, str):
            return f"{self.name}/{logical}"
        return path.removesuffix("/Resource").removesuffix("/Default")

    def ref(self, logical: str) -> Ref:
        return Ref(self.name, logical)
