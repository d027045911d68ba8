"""Key, bucket and topic policies as statements, normalised once for all who ask.

Source: IAM User Guide, IAM JSON policy elements reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeGuard

from golive.facts.storage import Statement
from golive.facts.words import Named
from golive.model import Ref, Text, Unknown

Naming = Callable[[object], Any]
"""Turns what a policy names into a Ref where it is ours; leaves the rest as it is."""

ACCOUNT = re.compile(r"[0-9]{12}")


def statements(document: object, named: Naming = lambda value: value) -> tuple[Statement, ...]:
    """The statements of a policy document; none for None.

    `named` maps ARNs and names to a Ref, Text, string or Unknown. What can't be known is
    an Unknown in its field; where that is the whole statement, or the document, it is one
    statement whose every field is Unknown, so that no rule can pass over it.
    """
    if document is None:
        return ()
    if not is_mapping(document):
        return (_unknown(document, "the policy is no JSON object"),)
    return tuple(_statement(raw, named) for raw in several(document.get("Statement")))


def _statement(raw: object, named: Naming) -> Statement:
    if not is_mapping(raw):
        return _unknown(raw, "a statement of the policy is no JSON object")
    negated = tuple(e for e in ("Principal", "Action", "Resource") if f"Not{e}" in raw)
    values: dict[str, Any] = {
        "sid": raw.get("Sid", ""),
        "allow": _allow(raw.get("Effect")),
        "principals": tuple(_principals(_element(raw, "Principal"), named)),
        "actions": several(_element(raw, "Action")),
        "resources": tuple(named(r) for r in several(_element(raw, "Resource"))),
        "conditions": _conditions(raw.get("Condition", {}), named),
        "inverted": bool(negated),
        "negated": negated,
    }
    return Statement(**values)


def _element(raw: Mapping[str, object], name: str) -> object:
    return raw.get(name, raw.get(f"Not{name}"))


def _allow(effect: object) -> bool | Unknown:
    if isinstance(effect, Unknown):
        return effect
    return effect == "Allow" if effect in ("Allow", "Deny") else Unknown(f"Effect is {effect}")


def _principals(raw: object, named: Naming) -> Iterator[object]:
    if not is_mapping(raw):
        yield from several(raw)
        return
    for kind, values in raw.items():
        for value in several(values):
            yield _prefixed(kind, named(_root(value)) if kind == "AWS" else value)


def _root(value: object) -> object:
    """A bare account id means the account, as its root ARN does."""
    account = isinstance(value, str) and ACCOUNT.fullmatch(value)
    return f"arn:aws:iam::{value}:root" if account else value


def _prefixed(kind: str, value: object) -> Named | Unknown:
    match value:
        case Ref() | Unknown():
            return value
        case Text():
            return _merged(f"{kind}:", value)
        case _:
            return f"{kind}:{value}"


def _merged(prefix: str, text: Text) -> Text:
    head, *rest = text.parts
    if isinstance(head, str):
        return Text((prefix + head, *rest))
    return Text((prefix, head, *rest))


def _conditions(raw: object, named: Naming) -> object:
    """Operator to key to values; a key is the same in any case, so it is written lower."""
    if not is_mapping(raw):
        return raw if isinstance(raw, Unknown) else Unknown("a condition is no JSON object")
    return {operator: _keys(keys, named) for operator, keys in raw.items()}


def _keys(raw: object, named: Naming) -> object:
    if not is_mapping(raw):
        return raw if isinstance(raw, Unknown) else Unknown("a condition is no JSON object")
    return {key.lower(): tuple(named(_text(v)) for v in several(v)) for key, v in raw.items()}


def _text(value: object) -> object:
    """Booleans and numbers as the words that AWS keeps."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def _unknown(value: object, why: str) -> Statement:
    unknown = value if isinstance(value, Unknown) else Unknown(why)
    values: dict[str, Any] = {field.name: unknown for field in fields(Statement)}  # pyright: ignore[reportArgumentType]
    return Statement(**values)


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether this is a JSON object."""
    return isinstance(value, Mapping)


def several(value: object) -> tuple[Any, ...]:
    """IAM lets one value stand for a list of one; absent is none."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
