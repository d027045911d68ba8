"""Facts that have parts: a finding among them wins over a part that isn't known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from golive.controls.control import Finding
from golive.model import Gap

T = TypeVar("T")
SHOWN = 3


def among(parts: Iterable[T], wrong: Callable[[T], Finding | None]) -> Finding | None:
    """What is wrong with any of the parts, in one finding; Gap when none is and one is unknown."""
    found: list[Finding] = []
    unknown: Gap | None = None
    for part in parts:
        try:
            finding = wrong(part)
        except Gap as gap:
            unknown = unknown or gap
        else:
            found += [finding] if finding else []
    if unknown and not found:
        raise unknown
    return Finding(found[0].field, "; ".join(each.text for each in found)) if found else None


def some(names: tuple[str, ...]) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
