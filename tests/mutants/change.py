"""A mutant written as data: what is done to the templates, row by row.

`at` is `Stack/Resource` by how the logical id begins, or `Stack` for the template itself. Paths
go below the resource's properties, below the resource with a slash before, and pick of a list by
`Key=value`; `sid=X` is the statement of that name wherever it stands. In values, `<Resource>` is
its ARN, `<=Resource>` a reference, both also as `<Stack/Resource>`; `<account>` and the like are
the environment's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, cast

from golive.environment import Environment
from golive.project import prefix

Row = Mapping[str, Any]
HASH = re.compile(r"[0-9A-F]{8}")
REFERENCE = re.compile(r"<(=?)([\w/]+)>(.*)", re.DOTALL)
ELSEWHERE = "11111111-2222-3333-4444-555555555555"
NEVER = {"Fn::Equals": ["test", "production"]}


class Changes:
    """Templates by stem, changed in place of copies; KeyError where nothing is as a row says."""

    def __init__(self, templates: Mapping[str, Any], environment: Environment) -> None:
        self.templates = dict(templates)
        self._words = {
            "<account>": environment.account,
            "<region>": environment.region,
            "<name>": prefix(environment.name),
            "<alias>": str(environment.instance.alias),
            "<environment>": environment.name,
        }
        self._own: set[str] = set()

    def make(self, row: Row) -> None:
        """What the row says, after what it says comes first."""
        for before in row.get("first", ()):
            self.make(before)
        stack, _, name = row["at"].partition("/")
        template = self._template(stack)
        if "add" in row:
            template["Resources"][row["add"]] = self._written(row["resource"], stack)
        elif name:
            self._change(row, stack, self.logical(stack, name))
        else:
            self._edit(row, stack, template)
        for after in row.get("and", ()):
            self.make(after)

    def logical(self, stack: str, name: str) -> str:
        """The logical id of what is called so: the name itself, or with the CDK's hash."""
        resources = self.templates[stack]["Resources"]
        if name in resources:
            return name
        found = [r for r in resources if r.startswith(name) and HASH.fullmatch(r[len(name) :])]
        if len(found) != 1:
            raise KeyError(f"{stack} has no {name}")
        return found[0]

    def _template(self, stack: str) -> Any:
        if stack not in self._own:
            self._own.add(stack)
            self.templates[stack] = json.loads(json.dumps(self.templates[stack]))
        return self.templates[stack]

    def _change(self, row: Row, stack: str, logical: str) -> None:
        template = self.templates[stack]
        if row.get("gone"):
            del template["Resources"][logical]
            for other in template["Resources"].values():
                other["DependsOn"] = [d for d in other.get("DependsOn", ()) if d != logical]
            return
        resource = template["Resources"][logical]
        if "copy" in row:
            resource = template["Resources"][row["copy"]] = deepcopy(resource)
            resource.pop("Metadata", None)
        if row.get("never"):
            resource["Condition"] = "Never"
        if row.get("never") or row.get("conditions"):
            template.setdefault("Conditions", {})["Never"] = NEVER
        if row.get("other_instance"):
            _replace(resource, json.dumps(_import_of(resource)), json.dumps(ELSEWHERE))
        self._edit(row, stack, resource)

    def _edit(self, row: Row, stack: str, resource: Any) -> None:
        for path in row.get("drop", ()):
            place, last = _place(resource, path)
            del place[last]
        for path, value in row.get("set", {}).items():
            place, last = _place(resource, path)
            place[last] = self._written(value, stack)
        for path, value in row.get("append", {}).items():
            place, last = _place(resource, path)
            old = place.get(last, [])
            place[last] = [*(old if isinstance(old, list) else [old]), self._written(value, stack)]
        if "statement" in row:
            _statements(resource).append(self._written(row["statement"], stack))
        for path, (old, new) in row.get("replace", {}).items():
            place, last = _place(resource, path)
            _replace_in(place, last, self._text(old), self._text(new))

    def _written(self, value: Any, stack: str) -> Any:
        if isinstance(value, dict):
            entries = cast("dict[str, Any]", value)
            return {k: self._written(v, stack) for k, v in entries.items()}
        if isinstance(value, list):
            return [self._written(v, stack) for v in cast("list[Any]", value)]
        if not isinstance(value, str):
            return value
        return self._reference(self._text(value), stack)

    def _text(self, text: str) -> str:
        for word, meant in self._words.items():
            text = text.replace(word, meant)
        return text

    def _reference(self, text: str, stack: str) -> Any:
        if text.endswith("~"):
            return self.logical(stack, text[:-1])
        if not (found := REFERENCE.fullmatch(text)):
            return text
        plain, name, rest = found.groups()
        target, _, resource = name.rpartition("/")
        logical = self.logical(target or stack, resource)
        value = {"Ref": logical} if plain else {"Fn::GetAtt": [logical, "Arn"]}
        if target:
            value = {"Fn::ImportValue": self._export(target, logical, value)}
        return {"Fn::Join": ["", [value, rest]]} if rest else value

    def _export(self, stack: str, logical: str, value: Any) -> str:
        """The name under which another stack may have the value; made where there is none."""
        outputs = self.templates[stack].get("Outputs", {}).values()
        exported = [output for output in outputs if "Export" in output]
        names = [o["Export"]["Name"] for o in exported if o["Value"] == value]
        if not names:
            names = [f"{self._words['<name>']}-{stack.lower()}:{logical}{'Ref' in value}"]
            made = {"Value": value, "Export": {"Name": names[0]}}
            self._template(stack).setdefault("Outputs", {})[f"{logical}Made"] = made
        return names[0]


def _place(resource: Any, path: str) -> tuple[Any, Any]:
    """Where a path's last step is, and that step; what is missing before it is made."""
    if path.startswith("/"):
        return resource, path[1:]
    place = resource.setdefault("Properties", {}) if "Type" in resource else resource
    if path.startswith("sid="):
        statements = _statements(resource)
        name, _, path = path.removeprefix("sid=").partition(".")
        index = next(i for i, s in enumerate(statements) if s.get("Sid") == name)
        if not path:
            return statements, index
        place = statements[index]
    *above, last = _steps(path)
    for step in above:
        key = _key(place, step)
        if isinstance(place, dict):
            cast("dict[str, Any]", place).setdefault(key, {})
        place = cast(Any, place)[key]
    return place, _key(place, last)


def _steps(path: str) -> list[str]:
    """Dots divide, but for those after `Field=`, whose values have some of their own."""
    return [s.replace("\0", ".") for s in re.sub(r"(?<==resources)\.", "\0", path).split(".")]


def _key(place: Any, step: str) -> Any:
    if not isinstance(place, list):
        return step
    if step.isdigit():
        return int(step)
    name, _, value = step.partition("=")
    items = cast("list[dict[str, Any]]", place)
    return next(i for i, item in enumerate(items) if item.get(name) == value)


def _statements(resource: Any) -> list[Any]:
    """The first list of statements below a resource that isn't about who assumes it."""
    return next(_lists({k: v for k, v in resource["Properties"].items() if "Assume" not in k}))


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value)
        if isinstance(entries.get("Statement"), list):
            yield entries["Statement"]
        for below in entries.values():
            yield from _lists(below)
    elif isinstance(value, list):
        for below in cast("list[Any]", value):
            yield from _lists(below)


def _import_of(resource: Any) -> Any:
    """The import by which a resource names the instance."""
    found = re.search(r'\{"Fn::ImportValue": "[^"]*InstanceId[^"]*"\}', json.dumps(resource))
    assert found, "names no instance"
    return json.loads(found[0])


def _replace(resource: Any, old: str, new: str) -> None:
    resource["Properties"] = json.loads(json.dumps(resource["Properties"]).replace(old, new))


def _replace_in(place: Any, last: Any, old: str, new: str) -> None:
    """Replace in every text below; KeyError where it stands nowhere."""
    before = json.dumps(place[last])
    after = before.replace(json.dumps(old)[1:-1], json.dumps(new)[1:-1])
    if before == after:
        raise KeyError(f"{old} stands nowhere")
    place[last] = json.loads(after)
