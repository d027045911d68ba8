"""Conditions may join: without it the CDK's bootstrap gives its deployment role an empty policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.emulator import needs

Values = Mapping[str, Mapping[str, Any]]
NAME = "_evaluate_conditions"
ENGINE = needs("services.cloudformation.engine", NAME)
_evaluated: Callable[[dict[str, Any], Values], dict[str, bool]] = ENGINE._evaluate_conditions


def evaluated(template: dict[str, Any], parameters: Values) -> dict[str, bool]:
    """The template's conditions, each Fn::Join in them done before."""
    conditions = joined(template.get("Conditions", {}), parameters)
    return _evaluated({**template, "Conditions": conditions}, parameters)


def joined(value: Any, parameters: Values) -> Any:
    """The value with its joins done; a list parameter is one text, with commas."""
    kind = type(value)  # pyright: ignore[reportUnknownVariableType]
    if kind is dict and "Fn::Join" in value:
        between, parts = value["Fn::Join"]
        return between.join(_texts(parts, parameters))
    if kind is dict:
        return {name: joined(each, parameters) for name, each in value.items()}
    return [joined(each, parameters) for each in value] if kind is list else value


def _texts(parts: Any, parameters: Values) -> list[str]:
    """Texts, and parameters that are texts or lists."""
    kind = type(parts)  # pyright: ignore[reportUnknownVariableType]
    if kind is dict:
        return parameters[parts["Ref"]]["Value"].split(",")
    return [parts] if kind is str else [t for part in parts for t in _texts(part, parameters)]


for module in ("engine", "changesets", "handlers", "stacks"):
    setattr(needs(f"services.cloudformation.{module}", NAME), NAME, evaluated)
