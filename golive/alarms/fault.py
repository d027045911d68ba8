"""What can be wrong with an alarm."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Effect(StrEnum):
    """What becomes of an alarm with the fault."""

    NEVER = "can never fire"
    REFUSED = "is refused by CloudWatch"
    NOISE = "is on though nothing is wrong"
    BLUNT = "says something else than it seems to"
    UNHEARD = "is heard by nobody"


SILENT = (Effect.NEVER, Effect.REFUSED)
"""Nobody hears of the trouble."""


class Fault(NamedTuple):
    """The rule, the field of the alarm, a sentence that follows its name, and what comes of it."""

    rule: str
    field: str
    text: str
    effect: Effect
