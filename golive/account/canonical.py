"""The canonical form of an answer: reading the same thing twice gives the same digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from golive.account.operations import operations


def digest(operation: str, answer: object) -> str:
    """SHA-256, hexadecimal, of the answer as JSON with sorted keys, volatile members left out."""
    settled = without(answer, operations()[operation].volatile)
    text = json.dumps(settled, sort_keys=True, separators=(",", ":"), default=_json)
    return hashlib.sha256(text.encode()).hexdigest()


def shown(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as JSON data."""
    text = json.dumps(parameters, sort_keys=True, default=_json)
    return dict(json.loads(text))


def without(value: Any, paths: Iterable[str]) -> Any:
    """The value without these members; what a path doesn't meet is left as it is."""
    for path in paths:
        value = _dropped(value, path.split("."))
    return value


def _dropped(value: Any, steps: list[str]) -> Any:
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {**value}
    name, each, rest = steps[0].removesuffix("[]"), steps[0].endswith("[]"), steps[1:]
    if not rest:
        kept.pop(name, None)
    elif name in kept:
        inner = kept[name]
        kept[name] = [_dropped(item, rest) for item in inner] if each else _dropped(inner, rest)
    return kept


def _json(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case _:
            raise TypeError(f"{type(value).__name__} is not part of an answer")
