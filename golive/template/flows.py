"""The contact flows in files: flow JSON, what DescribeContactFlow answers, templates, cdk.out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from golive.flows.flow import Flow, NotAFlow, is_object, read
from golive.model import Ref, Text, Unknown
from golive.template.assembly import Assembly
from golive.template.decode import decoded
from golive.template.errors import BadTemplate
from golive.template.loading import NOWHERE, stacks_in
from golive.template.resource import Catalog, Resource
from golive.template.values import mapped, parsed

TYPES = ("AWS::Connect::ContactFlow", "AWS::Connect::ContactFlowModule")
DESCRIBED = ("ContactFlow", "ContactFlowModule")
MANIFEST = "manifest.json"


@dataclass
class Given:
    """The flows that could be read, and of each other one a sentence that says why not."""

    flows: list[Flow] = field(default_factory=list[Flow])
    unread: list[str] = field(default_factory=list[str])

    def add(self, content: object, name: str, identifier: str = "") -> None:
        try:
            self.flows.append(read(content, name, identifier))
        except NotAFlow as error:
            self.unread.append(f"{name} {error}")


def flows_in(paths: Iterable[Path]) -> Given:
    """Every flow in these files and folders; BadTemplate where one can't be read."""
    given = Given()
    for path in paths:
        if path.is_dir() and not (path / MANIFEST).is_file():
            for file in sorted(path.rglob("*.json")):
                _file(file, given, alone=False)
        elif path.is_dir():
            _templates(path, given)
        else:
            _file(path, given, alone=True)
    return given


def _file(path: Path, given: Given, *, alone: bool) -> None:
    """One file; in a folder, what is neither flow nor template is somebody else's."""
    data = decoded(path)
    about = next((data[key] for key in DESCRIBED if is_object(data.get(key))), None)
    if about is not None:
        given.add(about.get("Content", ""), str(about.get("Name", path.stem)), _arn(about))
    elif "Resources" in data and "StartAction" not in data:
        _templates(path, given)
    elif alone or "StartAction" in data or "modules" in data:
        given.add(data, path.stem)


def _arn(about: Mapping[str, Any]) -> str:
    return str(about.get("Arn") or about.get("Id") or "")


def _templates(path: Path, given: Given) -> None:
    resources = Catalog(Assembly(stacks_in(path, NOWHERE))).of(*TYPES)
    flows = {resource.ref for resource in resources}
    for resource in resources:
        name, content = _name(resource), parsed(resource.given("Content"))
        unknown = content if isinstance(content, Unknown) else resource.undecided
        if unknown or content is None:
            why = unknown.why if unknown else "has no Content"
            given.unread.append(f"{name}: {why}")
        else:
            given.add(_shown(content, flows), name, _shown(resource.ref, flows))


def _name(resource: Resource) -> str:
    name = resource.given("Name")
    return name if isinstance(name, str) else resource.path


def _shown(content: object, flows: set[Ref]) -> Any:
    """What AWS decides as `${...}`; a flow by its resource, whichever attribute names it."""
    return mapped(content, lambda value: _text(value, flows))


def _text(value: object, flows: set[Ref]) -> object:
    match value:
        case Ref():
            return f"${{{value.resource if value.resource in flows else value}}}"
        case Text():
            return "".join(str(part) for part in _parts(value, flows))
        case Unknown():
            return f"${{{value.why}}}"
        case _:
            return value


def _parts(value: Text, flows: set[Ref]) -> Iterator[object]:
    return (_text(part, flows) for part in value.parts)


__all__ = ["BadTemplate", "Given", "flows_in"]
