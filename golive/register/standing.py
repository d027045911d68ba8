"""What a record of the register counts for today. Standard library only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from golive.plan import Line, Mark, Priority, by_id, lines
from golive.register.records import LineState, Role, SignOff

Standing = Literal["given", "withdrawn", "expired"]
CONFIRMED_FOR = timedelta(days=30)
"""How long it counts that somebody was reached."""
ROSTER_LINE = "1.1"
"""Its word is the roster: each role says for itself."""
PER_PERSON = "2.5.1-3"
"""The line whose sign-off names those for whom it is given."""


def signable() -> tuple[Line, ...]:
    """The lines that wait for a person's word."""
    return tuple(n for n in lines() if Mark.PERSON in n.marks and n.id != ROSTER_LINE)


def standing(sign: SignOff, today: date) -> Standing:
    """Whether a sign-off counts: given, and neither withdrawn nor past its last day."""
    if sign.withdrawn:
        return "withdrawn"
    return "expired" if sign.expires is not None and sign.expires < today else "given"


def priority_of(state: LineState) -> Priority:
    """What people gave a line, or else the plan."""
    return state.priority or by_id()[state.id].priority


def role_gaps(role: Role, today: date) -> tuple[str, ...]:
    """What a role of the roster lacks; nothing when it is filled, reachable and told."""
    if not role.person.strip():
        return ("is open",)
    gaps: list[str] = []
    if role.confirmed is None:
        gaps.append("was never reached")
    elif today - role.confirmed > CONFIRMED_FOR:
        gaps.append(f"was last reached on {role.confirmed}, more than 30 days ago")
    if role.told is None:
        gaps.append("was not told the dates")
    return tuple(gaps)


def people_of(sign: SignOff | None) -> frozenset[str]:
    """For whom a sign-off was given, where it counts people."""
    return (
        frozenset(filter(None, map(str.strip, sign.people.splitlines()))) if sign else frozenset()
    )
