"""Facts written out, with what isn't known in its place: for evidence and digests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from golive.model import GAPS, Fact, Ref, Text, Unknown


def raw(of: object, field: str) -> Any:
    """The value of a fact's field, Unknowns and all, for what writes them out."""
    assert isinstance(of, Fact)
    gaps = object.__getattribute__(of, GAPS)
    return gaps[field] if field in gaps else getattr(of, field)


def plain(value: object) -> Any:
    """A value as JSON data, Unknowns written out: for evidence and digests."""
    match value:
        case Fact():
            names = [f.name for f in fields(value)]  # pyright: ignore[reportArgumentType]
            return {n: plain(raw(value, n)) for n in names}
        case Unknown():
            return {"unknown": value.why}
        case Ref() | Text() | datetime():
            return str(value)
        case tuple() | list() | frozenset():
            items = [plain(v) for v in value]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
            return sorted(items, key=str) if isinstance(value, frozenset) else items
        case Mapping():
            return {str(k): plain(v) for k, v in value.items()}  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
        case _:
            return value
