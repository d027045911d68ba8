"""A mutant: one change of one resource, and the control that must notice it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

DELETE = object()
NOWHERE = {"Fn::ImportValue": "nowhere"}
"""A reference that can't be resolved."""

Template = dict[str, Any]
Templates = Mapping[str, Template]


@dataclass(frozen=True)
class Other:
    """Stands for a reference to another resource of the stack, by how its id begins."""

    logical: str
    attr: str = ""


@dataclass(frozen=True)
class Mutant:
    """`where` is a dotted path below the resource; `[Sid=x]` picks a list's element.

    `logical` is how the resource's logical id begins; `control` is the one that kills it.
    No `stack` means the first that has such a resource. Without a `type` the path begins at the
    template itself. `environments` are those that it breaks.
    """

    control: str
    type: str
    logical: str
    where: str
    value: Any = DELETE
    stack: str = ""
    environments: tuple[str, ...] = ("sandbox", "prod")

    @property
    def line(self) -> str:
        return self.control.split("-")[0]

    def __str__(self) -> str:
        done = "deleted" if self.value is DELETE else f"= {self.value!r}"
        return f"{self.control}: {self.logical} {self.where or 'resource'} {done}"


def mutate(templates: Templates, mutant: Mutant) -> dict[str, Template]:
    """The templates with the change made; KeyError where nothing matches."""
    if not mutant.type:
        whole = deepcopy(templates[mutant.stack])
        _change(whole, mutant.where.split("."), mutant)
        return {**templates, mutant.stack: whole}
    for stack in [mutant.stack] if mutant.stack else templates:
        template = templates[stack]
        for logical, resource in template["Resources"].items():
            if resource["Type"] == mutant.type and logical.startswith(mutant.logical):
                resources = {**template["Resources"], logical: deepcopy(resource)}
                changed = {**template, "Resources": resources}
                path = [logical, *filter(None, mutant.where.split("."))]
                _change(changed["Resources"], path, mutant)
                return {**templates, stack: changed}
    raise KeyError(f"no {mutant.type} called {mutant.logical}...")


def _change(resources: dict[str, Any], path: list[str], mutant: Mutant) -> None:
    place: Any = resources
    for step in path[:-1]:
        place = _below(place, _step(place, step))
    last = _step(place, path[-1])
    if mutant.value is DELETE:
        del place[last]
    else:
        place[last] = _written(mutant.value, resources)


def _below(place: Any, step: Any) -> Any:
    return place.setdefault(step, {}) if isinstance(place, dict) else place[step]  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def _step(place: Any, step: str) -> Any:
    if not isinstance(place, list):
        return step
    if step.isdigit():
        return int(step)
    key, value = step.strip("[]").split("=")
    items = cast("list[dict[str, Any]]", place)
    return next(i for i, item in enumerate(items) if item.get(key) == value)


def _written(value: Any, resources: Mapping[str, Any]) -> Any:
    """The value with every `Other` below it as a reference; `resources` may be a template."""
    if isinstance(value, dict):
        return {k: _written(v, resources) for k, v in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_written(v, resources) for v in cast("list[Any]", value)]
    if not isinstance(value, Other):
        return deepcopy(value)
    names = resources.get("Resources", resources)
    logical = next(name for name in names if name.startswith(value.logical))
    return {"Fn::GetAtt": [logical, value.attr]} if value.attr else {"Ref": logical}
