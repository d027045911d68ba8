"""Reads what a test asks of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

Template = dict[str, Any]
Templates = Callable[[str], dict[str, Template]]


def of(stack: Template, kind: str) -> dict[str, Any]:
    """The resources of a type by their logical id."""
    return {name: r for name, r in stack["Resources"].items() if r["Type"] == kind}


def only(stack: Template, kind: str) -> Any:
    """The properties of the one resource of a type."""
    [resource] = of(stack, kind).values()
    return resource["Properties"]


def named(value: Any) -> Iterator[str]:
    """The logical ids that a value refers to."""
    if isinstance(value, list):
        for part in cast("list[Any]", value):
            yield from named(part)
    elif isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        if "Ref" in fields:
            yield fields["Ref"]
        elif "Fn::GetAtt" in fields:
            yield fields["Fn::GetAtt"][0]
        else:
            yield from named(list(fields.values()))


def needs(stack: Template, logical: str) -> set[str]:
    """All that a resource waits for, by reference or by DependsOn, directly or not."""
    found: set[str] = set()
    waiting = [logical]
    while waiting:
        resource = stack["Resources"].get(waiting.pop(), {})
        direct = {*resource.get("DependsOn", []), *named(resource.get("Properties", {}))}
        waiting += direct - found
        found |= direct
    return found
