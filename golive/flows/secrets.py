"""What in a flow is secret, and which values name it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from golive.flows.actions import BUFFER, stores
from golive.flows.flow import Action, Flow

STORED = "$.StoredCustomerInput"
ANSWERED = "$.External"
"""What the function that was invoked last has answered."""

TIMEOUT = "Timeout"
"""What is stored when a caller enters nothing (Administrator Guide, Store customer input)."""

SHORTEST_CARD = 13
"""Digits of the shortest card number (ISO/IEC 7812-1, in use by Visa)."""

LONGEST_INPUT = 20
"""What the console takes when no length is said; a touchtone buffer holds 30."""

REFERENCE = re.compile(
    r"\$\.[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_-]+|\['[^']*'\]|\[\"[^\"]*\"\])*"
)
BRACKETS = re.compile(r"\[['\"]([^'\"]*)['\"]\]")


def encrypts(action: Action) -> bool:
    """Whether a block encrypts what it stores."""
    return stores(action) and bool(action.within("InputEncryption"))


def clears_buffer(action: Action) -> bool:
    """Whether a block is the console's Set Touchtone Buffer Behavior."""
    return BUFFER in action.parameters


def longest(action: Action) -> int:
    """How many digits a block stores at most; none for a phone number, which isn't encrypted."""
    validation = action.within("InputValidation")
    if "PhoneNumberValidation" in validation:
        return 0
    custom = validation.get("CustomValidation")
    said = str(custom.get("MaximumLength", "")) if isinstance(custom, Mapping) else ""  # pyright: ignore[reportUnknownMemberType,reportUnknownArgumentType]
    return int(said) if said.isdecimal() else LONGEST_INPUT


def takes_secrets(flow: Flow) -> bool:
    """Whether any block of a flow encrypts."""
    return any(encrypts(action) for action in flow.actions.values())


def secret(action: Action, among_secrets: bool) -> bool:
    """Whether a block takes a secret.

    In a flow that takes secrets every input of two or more digits can be one, a security code as
    well as a card number.
    """
    if encrypts(action):
        return True
    return among_secrets and stores(action) and not clears_buffer(action) and longest(action) > 1


def references(value: object) -> set[str]:
    """The JSONPaths that a value names, brackets written as dots."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    found = REFERENCE.findall(text.replace('\\"', '"'))
    return {BRACKETS.sub(r".\1", one) for one in found}


def names(value: object, held: frozenset[str]) -> list[str]:
    """Those of the held paths that a value names, parts of them too."""
    return sorted(
        path
        for path in held
        if any(one == path or one.startswith(f"{path}.") for one in references(value))
    )


def asks_for_timeout(action: Action) -> bool:
    """Whether a block tells an input that never came from one that did."""
    compared = action.parameters.get("ComparisonValue") == STORED
    return action.type == "Compare" and compared and TIMEOUT in action.conditions


def set_by(action: Action) -> Iterator[tuple[str, Any]]:
    """The attributes that an action sets, as JSONPaths, with their values."""
    for name, value in action.within("Attributes").items():
        yield f"$.Attributes.{name}", value
    for name, value in action.within("FlowAttributes").items():
        yield f"$.FlowAttributes.{name}", value
