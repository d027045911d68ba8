"""Conditions: true, false, or Unknown where a part of them decides and can't be known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from golive.model import Unknown, gap_in


class Conditions:
    """The conditions of one template; `value` evaluates what they compare."""

    def __init__(self, declared: Mapping[str, Any], value: Callable[[object], object]) -> None:
        self._declared, self._value = declared, value
        self._known: dict[str, bool | Unknown] = {}

    def holds(self, name: object) -> bool | Unknown:
        """Whether a condition holds, by its name."""
        if not isinstance(name, str) or name not in self._declared:
            return Unknown(f"condition {name} is not in the template")
        if name not in self._known:
            self._known[name] = Unknown(f"condition {name} depends on itself")
            self._known[name] = self._decide(self._declared[name])
        return self._known[name]

    def _decide(self, expression: Any) -> bool | Unknown:
        """CloudFormation User Guide, condition intrinsic functions."""
        match expression:
            case {"Condition": name}:
                return self.holds(name)
            case {"Fn::Not": [inner]}:
                decided = self._decide(inner)
                return decided if isinstance(decided, Unknown) else not decided
            case {"Fn::And": [*inner]}:
                return self._settled(inner, False)
            case {"Fn::Or": [*inner]}:
                return self._settled(inner, True)
            case {"Fn::Equals": [left, right]}:
                return self._equal(self._value(left), self._value(right))
            case _:
                return Unknown("a condition is malformed")

    def _settled(self, expressions: list[Any], by: bool) -> bool | Unknown:
        """One `by` settles it, whatever the others; else one Unknown leaves it open."""
        decided = [self._decide(expression) for expression in expressions]
        if by in decided:
            return by
        return next((d for d in decided if isinstance(d, Unknown)), not by)

    def _equal(self, left: object, right: object) -> bool | Unknown:
        """CloudFormation compares text."""
        if gap := gap_in([left, right]):
            return gap
        return _text(left) == _text(right)


def _text(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value
