"""Random properties that CloudFormation's own schema of a type accepts."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import cache
from typing import Any

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER  # pyright: ignore[reportMissingTypeStubs]
from hypothesis import strategies as st

Values = st.SearchStrategy[Any]
WORDS = st.text(string.ascii_letters + string.digits + "-._/", min_size=1, max_size=12)
DEEP = 6
PRINCIPALS = st.sampled_from(
    [
        "*",
        {"AWS": "*"},
        {"AWS": ["arn:aws:iam::111122223333:root", "999999999999"]},
        {"Service": "connect.amazonaws.com"},
        {"Federated": "cognito-identity.amazonaws.com"},
        {"CanonicalUser": "79a59df900b949e5"},
    ]
)
CONDITIONS = st.dictionaries(
    st.sampled_from(["StringEquals", "Bool", "ArnLike", "ForAnyValue:StringLike", "Null"]),
    st.dictionaries(
        st.sampled_from(["aws:SourceAccount", "aws:SecureTransport", "kms:ViaService"]),
        st.one_of(WORDS, st.booleans(), st.lists(WORDS, max_size=2)),
        max_size=2,
    ),
    max_size=2,
)
STATEMENT = st.fixed_dictionaries(
    {"Effect": st.sampled_from(["Allow", "Deny"])},
    optional={
        "Sid": WORDS,
        "Principal": PRINCIPALS,
        "NotPrincipal": PRINCIPALS,
        "Action": st.one_of(WORDS, st.lists(WORDS, max_size=3)),
        "NotAction": WORDS,
        "Resource": st.one_of(st.just("*"), WORDS, st.lists(WORDS, max_size=2)),
        "Condition": CONDITIONS,
    },
)
POLICY = st.fixed_dictionaries(
    {"Version": st.just("2012-10-17")},
    optional={"Statement": st.one_of(STATEMENT, st.lists(STATEMENT, max_size=3))},
)
"""What stands where the schema says just `object`: policies are read there."""


@cache
def properties(type_: str) -> Values:
    """The properties of a CloudFormation type: what is required, and some of the rest."""
    found: Any = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_)
    schema: dict[str, Any] = found.schema
    hidden = {path.split("/")[2] for path in schema.get("readOnlyProperties", ())}
    return Schema(schema.get("definitions", {})).mapping(schema, hidden, 0)


class Schema:
    """One type's schema with its definitions."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions

    def values(self, node: Mapping[str, Any], depth: int) -> Values:
        """Values that a node allows; below some depth, what is optional is left out."""
        if "$ref" in node:
            name = str(node["$ref"]).rpartition("/")[2]
            return st.deferred(lambda: self.values(self._definitions[name], depth + 1))
        if "enum" in node:
            return st.sampled_from(node["enum"])
        if "const" in node:
            return st.just(node["const"])
        kinds = node.get("type", "object")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return st.one_of([self._of(kind, node, depth) for kind in kinds])

    def _of(self, kind: str, node: Mapping[str, Any], depth: int) -> Values:
        match kind:
            case "string":
                return text(node)
            case "boolean":
                return st.booleans()
            case "integer" | "number":
                low = int(node.get("minimum", 0))
                return st.integers(low, int(node.get("maximum", low + 1000)))
            case "array":
                return self._list(node, depth)
            case _:
                return self.mapping(node, set(), depth) if "properties" in node else POLICY

    def _list(self, node: Mapping[str, Any], depth: int) -> Values:
        least = int(node.get("minItems", 0))
        most = max(least, 0 if depth > DEEP else 2)
        return st.lists(
            self.values(node.get("items", {}), depth + 1), min_size=least, max_size=most
        )

    def mapping(self, node: Mapping[str, Any], hidden: set[str], depth: int) -> Values:
        """An object with what it requires, and some of the rest."""
        shown = {k: v for k, v in node["properties"].items() if k not in hidden}
        required = [k for k in node.get("required", ()) if k in shown]
        rest = [] if depth > DEEP else [k for k in shown if k not in required]
        return st.fixed_dictionaries(
            {k: self.values(shown[k], depth + 1) for k in required},
            optional={k: self.values(shown[k], depth + 1) for k in rest},
        )


def text(node: Mapping[str, Any]) -> Values:
    """Texts of a pattern where Python reads it, else words."""
    pattern = node.get("pattern")
    try:
        return st.from_regex(re.compile(pattern), fullmatch=True) if pattern else WORDS
    except re.error:
        return WORDS
