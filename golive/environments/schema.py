"""The JSON schema of an environment file, and what it allows at a place, in words."""

from __future__ import annotations

from functools import cache
from typing import Any

from golive.declared.words import NAME_WORDS
from golive.environment import Environment
from golive.mistakes import Place

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OWN = ("name", "locked")
"""What is known of a file, and never stands in it."""

TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
}


@cache
def file_schema() -> dict[str, Any]:
    """The schema that editors read, without what a file doesn't say of itself."""
    schema = Environment.model_json_schema()
    for key in OWN:
        del schema["properties"][key]
    schema["required"].remove("name")
    return {
        "$schema": DIALECT,
        **schema,
        "description": "Everything that differs between environments.",
    }


def allowed_at(place: Place) -> str:
    """What may stand at a place, in words; for a mapping, its keys. The name is the file's."""
    return NAME_WORDS if place == ("name",) else _words(node_at(place))


def node_at(place: Place) -> dict[str, Any]:
    """The schema of a place; empty where there is none."""
    node = file_schema()
    for step in place:
        inner = node.get("items", {}) if isinstance(step, int) else node.get("properties", {})
        node = _resolved(inner if isinstance(step, int) else inner.get(step, {}))
    return node


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference; of an optional value, what it is when it is there."""
    options = [o for o in node.get("anyOf", []) if o.get("type") != "null"]
    if options:
        return _resolved(options[0])
    if "$ref" not in node:
        return node
    name = str(node["$ref"]).rpartition("/")[2]
    return file_schema()["$defs"][name]


def _words(node: dict[str, Any]) -> str:
    if "properties" in node:
        return f"the keys {', '.join(node['properties'])}"
    if "enum" in node:
        return ", ".join(map(str, node["enum"]))
    if node.get("type") == "array":
        least = f" of {node['minItems']} or more" if "minItems" in node else ""
        return f"a list{least}, each {_words(_resolved(node['items']))}"
    return str(node.get("description", "")) or _range(node)


def _range(node: dict[str, Any]) -> str:
    low, high = node.get("minimum"), node.get("maximum")
    limits = f" from {low} to {high}" if high is not None else f" of {low} or more"
    return TYPES.get(str(node.get("type")), "nothing") + (limits if low is not None else "")
