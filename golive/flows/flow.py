"""A contact flow as a graph: what Content says in the Amazon Connect Flow language.

Source: API Reference, Amazon Connect Flow language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

OLDER = (
    "is the console's older export, not the Flow language: export it through the API "
    "(aws connect describe-contact-flow), whose Content this reads"
)
VERSION = "2019-10-30"
NEXT = "next"
OTHERWISE = "NoMatchingCondition"
"""The branch of a result that no condition named: an error by its place only."""

DYNAMIC = ("$.", "${", "{{")
"""What a value that is only known later begins with, or holds."""


class NotAFlow(ValueError):
    """The content is no flow; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A way out of an action: `next`, `error NoMatchingError`, or `= 1`."""

    label: str
    target: str
    error: str = ""

    @property
    def failed(self) -> bool:
        """Whether it is taken when the action could not be done."""
        return self.error not in ("", OTHERWISE)


@dataclass(frozen=True, slots=True, eq=False)
class Action:
    """One block."""

    id: str
    type: str
    parameters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    branches: tuple[Branch, ...] = ()
    conditions: tuple[str, ...] = ()

    def within(self, name: str) -> Mapping[str, Any]:
        """An object among the parameters; empty where there is none."""
        return _object(self.parameters.get(name))

    @property
    def errors(self) -> tuple[str, ...]:
        """The errors that have a branch."""
        return tuple(branch.error for branch in self.branches if branch.error)


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Actions by identifier; `id` is what others call it, its ARN or id."""

    name: str
    start: str
    actions: Mapping[str, Action]
    id: str = ""
    repeated: tuple[str, ...] = ()
    version: str = VERSION


def read(content: object, name: str, identifier: str = "") -> Flow:
    """A flow from its Content, as text or parsed; NotAFlow where it is none."""
    data = _parsed(content)
    if not is_object(data):
        raise NotAFlow("is no JSON object")
    if "modules" in data and "Actions" not in data:
        raise NotAFlow(OLDER)
    if missing := [key for key in ("StartAction", "Actions") if key not in data]:
        raise NotAFlow(f"is no flow: it has no {' and no '.join(missing)}")
    actions = list(_actions(data["Actions"]))
    identifiers = [action.id for action in actions]
    return Flow(
        name,
        str(data["StartAction"]),
        {action.id: action for action in reversed(actions)},
        identifier,
        tuple(sorted({i for i in identifiers if identifiers.count(i) > 1})),
        str(data.get("Version", "")),
    )


def _parsed(content: object) -> object:
    if not isinstance(content, str):
        return content
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAFlow(f"is no JSON: {error}") from error


def _actions(found: object) -> Iterator[Action]:
    for raw in _objects(found, "Actions"):
        if not (isinstance(raw.get("Identifier"), str) and isinstance(raw.get("Type"), str)):
            raise NotAFlow("has an action without Identifier and Type")
        parameters, transitions = _object(raw.get("Parameters")), _object(raw.get("Transitions"))
        conditions = list(_objects(transitions.get("Conditions") or [], "Conditions"))
        yield Action(
            raw["Identifier"],
            raw["Type"],
            parameters,
            tuple(_branches(transitions, conditions)),
            tuple(operand for one in conditions for operand in _operands(one)),
        )


def _branches(
    transitions: Mapping[str, Any], conditions: list[Mapping[str, Any]]
) -> Iterator[Branch]:
    for one in conditions:
        yield Branch(_said(one), str(one.get("NextAction") or ""))
    if following := transitions.get("NextAction"):
        yield Branch(NEXT, str(following))
    for error in _objects(transitions.get("Errors") or [], "Errors"):
        kind = str(error.get("ErrorType") or "of no type")
        yield Branch(f"error {kind}", str(error.get("NextAction") or ""), kind)


def _operands(condition: Mapping[str, Any]) -> list[str]:
    inner = condition.get("Condition")
    found = inner.get("Operands") if is_object(inner) else None
    return [str(one) for one in found] if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]


def _said(condition: Mapping[str, Any]) -> str:
    inner = condition.get("Condition")
    operator = str(inner.get("Operator", "Equals")) if is_object(inner) else "Equals"
    operands = ", ".join(_operands(condition))
    return f"= {operands}" if operator == "Equals" else f"{operator} {operands}"


def _objects(found: object, name: str) -> list[Mapping[str, Any]]:
    if not isinstance(found, list):
        raise NotAFlow(f"has {name} that are no list")
    wrong = [one for one in found if not is_object(one)]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    if wrong:
        raise NotAFlow(f"has {name} of which one is no object")
    return found  # pyright: ignore[reportUnknownVariableType]


def _object(value: object) -> Mapping[str, Any]:
    return value if is_object(value) else {}


def objects(value: object) -> list[Mapping[str, Any]]:
    """The objects in a list; none in anything else."""
    found: list[object] = value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]
    return [one for one in found if is_object(one)]


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether this is a JSON object."""
    return isinstance(value, Mapping)


def dynamic(value: object) -> bool:
    """Whether a value is only known when the flow runs, or once it is deployed."""
    return not isinstance(value, str) or any(mark in value for mark in DYNAMIC)
