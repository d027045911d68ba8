"""ARNs and actions with `*` and `?` in them (IAM User Guide, policy elements: Resource)."""

from __future__ import annotations

import re
from functools import lru_cache

SIZE = 1 << 16

FIELDS = 5
"""Colons that part an ARN; in what follows them a colon is part of the name."""


def covers(name: str, pattern: str) -> bool:
    """Whether the pattern of a resource covers a name, or all that another pattern covers."""
    pairs = _paired(name, pattern)
    return all(matches(a, b) for a, b in pairs) if pairs else matches(name, pattern)


def touches(name: str, pattern: str) -> bool:
    """Whether the pattern of a resource covers a part of it."""
    pairs = _paired(name, pattern)
    return all(overlap(a, b) for a, b in pairs) if pairs else overlap(name, pattern)


@lru_cache(SIZE)
def _paired(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Two ARNs field by field, which no wildcard crosses; what misses fields has any (IAM)."""
    if not (one.startswith("arn:") and other.startswith("arn:")):
        return ()
    fields = [text.split(":", FIELDS) for text in (one, other)]
    return tuple(zip(*(each + ["*"] * (FIELDS + 1 - len(each)) for each in fields), strict=True))


@lru_cache(SIZE)
def matches(text: str, pattern: str) -> bool:
    """Whether a pattern covers a text, or all that another pattern covers."""
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(SIZE)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Brackets mean themselves in IAM, so it isn't fnmatch."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.compile("".join(parts), re.DOTALL)


@lru_cache(SIZE)
def overlap(one: str, other: str) -> bool:
    """Whether there is a text that both patterns cover.

    Walks both at once: a row holds the places in `other` that can be reached after the part
    of `one` that was read.
    """
    reached = _stars(other, {0})
    for char in one:
        if char == "*":
            reached = set(range(min(reached, default=len(other) + 1), len(other) + 1))
        else:
            reached = _stars(other, _stepped(char, other, reached))
    return len(other) in reached


def _stepped(char: str, other: str, reached: set[int]) -> set[int]:
    ahead: set[int] = set()
    for place in reached:
        if place < len(other):
            if other[place] == "*":
                ahead.add(place)
            elif char == "?" or other[place] in ("?", char):
                ahead.add(place + 1)
    return ahead


def _stars(other: str, places: set[int]) -> set[int]:
    """A star may stand for nothing."""
    found = set(places)
    for place in places:
        at = place
        while at < len(other) and other[at] == "*":
            at += 1
            found.add(at)
    return found
