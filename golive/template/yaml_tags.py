"""CloudFormation's YAML: short tags in their long form, dates and versions as text."""

from __future__ import annotations

from typing import Any

import yaml

LONG = ("Ref", "Condition")
"""The tags whose long form has no `Fn::` (CloudFormation User Guide, intrinsic functions)."""
TIMESTAMP = "tag:yaml.org,2002:timestamp"


class Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice; leaves 2012-10-17 a text."""


def load(source: str) -> Any:
    """The value of a YAML text; ValueError, with line and column, where it is none."""
    try:
        return yaml.load(source, Loader)
    except yaml.YAMLError as error:
        said = str(error).replace('in "<unicode string>",', "at")
        raise ValueError(" ".join(said.split())) from error


def _function(loader: Loader, tag: str, node: yaml.Node) -> dict[str, Any]:
    value = _plain(loader, node)
    if tag == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {tag if tag in LONG else f"Fn::{tag}": value}


def _plain(loader: Loader, node: yaml.Node) -> Any:
    match node:
        case yaml.MappingNode():
            return _object(loader, node)
        case yaml.SequenceNode():
            return loader.construct_sequence(node, deep=True)
        case yaml.ScalarNode():
            return loader.construct_scalar(node)
        case _:
            raise yaml.constructor.ConstructorError(None, None, "unexpected node", node.start_mark)


def _object(loader: Loader, node: yaml.MappingNode) -> dict[str, Any]:
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise yaml.constructor.ConstructorError(None, None, f"says {twice} twice", node.start_mark)
    loader.flatten_mapping(node)
    pairs = loader.construct_pairs(node, deep=True)  # pyright: ignore[reportUnknownMemberType]
    return {str(key): value for key, value in pairs}


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_constructor("tag:yaml.org,2002:map", _object)
Loader.add_multi_constructor("!", _function)  # pyright: ignore[reportUnknownMemberType]
