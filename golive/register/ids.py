"""Ids of what is written once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_hex


def timed(now: datetime) -> str:
    """An id that sorts by its time, and that two writers don't share."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%f}Z-{token_hex(2)}"


def numbered(word: str, taken: Iterable[str]) -> str:
    """The next id that people can say on the phone: `issue-7`."""
    tails = (each.removeprefix(f"{word}-") for each in taken if each.startswith(f"{word}-"))
    return f"{word}-{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1}"
