"""Mistakes in the shape of a file: unknown and missing keys, wrong types and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from golive.environments.schema import allowed_at, node_at
from golive.mistakes import Place, quoted


class Wrong(NamedTuple):
    """A mistake before it has a file and a row; `at` is where the row is looked up."""

    place: Place
    problem: str
    allowed: str
    value: str = ""


def shape_mistakes(errors: Sequence[ErrorDetails]) -> Iterator[Wrong]:
    """Pydantic's errors in our words; a key that was misspelt is one mistake, not two."""
    missing = {e["loc"] for e in errors if e["type"] == "missing"}
    for error in errors:
        if error["type"] == "extra_forbidden":
            found = _misspelt(error["loc"], missing)
            missing.discard((*error["loc"][:-1], found))
            yield _unknown(error["loc"], found)
        elif error["type"] != "missing":
            yield _value(error)
    for place in sorted(missing, key=str):
        yield Wrong(place, "is missing", allowed_at(place))


def _misspelt(place: Place, missing: set[Place]) -> str:
    """The key that was meant: a missing one before any other."""
    word, parent = str(place[-1]), place[:-1]
    known: list[str] = list(node_at(parent).get("properties", {}))
    absent = [str(m[-1]) for m in missing if m[:-1] == parent]
    for among, cutoff in ((absent, 0.5), (known, 0.6)):
        if match := get_close_matches(word.lower(), among, n=1, cutoff=cutoff):
            return match[0]
    return ""


def _unknown(place: Place, meant: str) -> Wrong:
    hint = f"; did you mean {meant}?" if meant else ""
    return Wrong(place, f"is not a known key{hint}", allowed_at(place[:-1]))


def _value(error: ErrorDetails) -> Wrong:
    value: Any = error["input"]
    problem = "is a mapping" if isinstance(value, dict) else "is not allowed"
    problem = "is empty" if value in (None, "", []) else problem
    plain = isinstance(value, str | int | float)
    return Wrong(error["loc"], problem, allowed_at(error["loc"]), quoted(value) if plain else "")
