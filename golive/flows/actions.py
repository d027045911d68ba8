"""What is known of each action of the Flow language: `actions.toml`, whose head says all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from golive.flows.flow import Action

INPUT = "GetParticipantInput"
BUFFER = "EnableDTMFBuffer"


@dataclass(frozen=True, slots=True)
class About:
    """One row of the table."""

    errors: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    ends: bool = False
    goes_on: bool = False
    holds: bool = False


@cache
def known() -> dict[str, About]:
    """The table by type of action, input blocks by what they do."""
    text = files("golive.flows").joinpath("actions.toml").read_text(encoding="utf-8")
    return {name: _about(row) for name, row in tomllib.loads(text).items()}


def _about(row: dict[str, list[str] | bool]) -> About:
    return About(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()})  # pyright: ignore[reportArgumentType]


def about(action: Action) -> About | None:
    """What is known of an action; None for a type that is not in the table."""
    return known().get(_row(action))


def _row(action: Action) -> str:
    if action.type != INPUT:
        return action.type
    if BUFFER in action.parameters:
        return f"{INPUT}, buffer"
    if not stores(action):
        return INPUT
    phone = "PhoneNumberValidation" in action.within("InputValidation")
    return f"{INPUT}, phone number" if phone else f"{INPUT}, stored"


def stores(action: Action) -> bool:
    """Whether a block keeps what the caller enters; the console writes True and true."""
    return action.type == INPUT and str(action.parameters.get("StoreInput")).lower() == "true"
