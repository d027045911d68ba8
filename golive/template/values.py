"""What properties resolve to: JSON values, with Ref, Text and Unknown where AWS decides.

A text with references can be searched or parsed as a plain string: `marked` puts a mark
in the place of each reference, and `restored` puts the references back into any piece.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, TypeGuard

from golive.facts.words import Named
from golive.model import Ref, Text, Unknown
from golive.policy import is_mapping


class Absent(Enum):
    """`AWS::NoValue`: the property as if it weren't there."""

    NO_VALUE = "AWS::NoValue"


NO_VALUE = Absent.NO_VALUE
MARK = re.compile("\ue000([0-9]+)\ue001")
DYNAMIC = "{{resolve:"


def text(parts: Iterable[object]) -> Named | Unknown:
    """Parts as one text, adjacent strings merged; a single part stays what it is."""
    merged: list[str | Ref | Unknown] = []
    for piece in (piece for part in parts for piece in _pieces(part)):
        last = merged[-1] if merged else None
        if isinstance(piece, str) and isinstance(last, str):
            merged[-1] = last + piece
        elif piece != "":
            merged.append(piece)
    if any(isinstance(piece, str) and DYNAMIC in piece for piece in merged):
        return _dynamic("".join(map(str, merged)))
    if len(merged) > 1:
        return Text(tuple(merged))
    return merged[0] if merged else ""


def plain_string(value: str) -> str | Unknown:
    """A string of the template; Unknown where a dynamic reference stands in it."""
    return _dynamic(value) if DYNAMIC in value else value


def _dynamic(value: str) -> Unknown:
    return Unknown(f"{value[value.index(DYNAMIC) :]} is read at the deployment")


def _pieces(part: object) -> Iterator[str | Ref | Unknown]:
    match part:
        case str() | Ref() | Unknown():
            yield part
        case Text():
            yield from part.parts
        case bool():
            yield str(part).lower()
        case int() | float():
            yield str(part)
        case _:
            yield Unknown("a list or an object stands where a text should")


def marked(value: Named) -> tuple[str, tuple[Ref | Unknown, ...]]:
    """A text as a plain string with marks, and the references that they stand for."""
    parts = value.parts if isinstance(value, Text) else (value,)
    held = [part for part in parts if not isinstance(part, str)]
    marks = iter(range(len(held)))
    written = [part if isinstance(part, str) else f"\ue000{next(marks)}\ue001" for part in parts]
    return "".join(written), tuple(held)


def restored(piece: str, held: tuple[Ref | Unknown, ...]) -> Named | Unknown:
    """A piece of a marked string with its references put back."""
    split = MARK.split(piece)
    return text(held[int(p)] if odd % 2 else p for odd, p in enumerate(split))


def is_list(value: object) -> TypeGuard[list[object]]:
    """Whether this is a JSON list."""
    return isinstance(value, list)


def mapped(value: object, change: Callable[[object], object]) -> Any:
    """A JSON value with `change` applied to what is neither list nor object, keys too."""
    if is_mapping(value):
        return {change(key): mapped(item, change) for key, item in value.items()}
    if is_list(value):
        return [mapped(item, change) for item in value]
    return change(value)


def parsed(value: object) -> Any:
    """The JSON that a text holds, references in place; Unknown where it is none."""
    if not isinstance(value, str | Ref | Text):
        return value
    written, held = marked(value)
    try:
        data = json.loads(written)
    except ValueError as error:
        return Unknown(f"is no JSON: {error}")
    return mapped(data, lambda v: restored(v, held) if isinstance(v, str) else v)


def written(value: object) -> Named | Unknown:
    """A resolved value as JSON text, as Fn::ToJsonString writes it."""
    held: list[Ref | Unknown] = []

    def hide(item: object) -> object:
        if not isinstance(item, Ref | Text | Unknown):
            return item
        parts = item.parts if isinstance(item, Text) else (item,)
        return "".join(part if isinstance(part, str) else _keep(held, part) for part in parts)

    hidden = mapped(value, hide)
    return restored(json.dumps(hidden, separators=(",", ":"), ensure_ascii=False), tuple(held))


def _keep(held: list[Ref | Unknown], part: Ref | Unknown) -> str:
    held.append(part)
    return f"\ue000{len(held) - 1}\ue001"
