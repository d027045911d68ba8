"""Template files as data: JSON, and YAML with CloudFormation's short tags."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from golive.template.errors import BadTemplate

MOST_LEVELS = 100
"""More than any template has, and far from Python's own limit."""


def decoded(path: Path) -> dict[str, Any]:
    """The object in a file; BadTemplate where it can't be read, or says a key twice."""
    try:
        source = path.read_text(encoding="utf-8-sig")
        is_json = path.suffix == ".json" or source.lstrip().startswith("{")
        data = _json(source) if is_json else _yaml(source)
    except (OSError, ValueError, RecursionError) as error:
        raise BadTemplate(path, _why(error)) from error
    if _deeper(data, MOST_LEVELS):
        raise BadTemplate(path, "is nested too deeply")
    if not isinstance(data, dict):
        raise BadTemplate(path, "holds no JSON or YAML object")
    return data  # pyright: ignore[reportUnknownVariableType]


def _why(error: OSError | ValueError | RecursionError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _json(source: str) -> Any:
    return json.loads(source, object_pairs_hook=_once)


def _once(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"says {next(k for k in keys if keys.count(k) > 1)} twice in one object")
    return found


def _yaml(source: str) -> Any:
    from golive.template.yaml_tags import load

    return load(source)


def _deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    items: Any = value.values() if isinstance(value, dict) else value  # pyright: ignore[reportUnknownVariableType]
    return not levels or any(_deeper(item, levels - 1) for item in items)
