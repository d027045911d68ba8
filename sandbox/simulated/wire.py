"""Between a request's or answer's JSON and the members of a botocore shape."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.utils import parse_timestamp


def from_wire(shape: Shape, value: Any) -> Any:
    """JSON to parameters by the members' own names; what the shape doesn't know is left out."""
    if value is None:
        return None
    if isinstance(shape, StructureShape):
        found = {n: (m, value.get(wire_name(n, m))) for n, m in shape.members.items()}
        return {n: from_wire(m, v) for n, (m, v) in found.items() if v is not None}
    if isinstance(shape, ListShape):
        return [from_wire(shape.member, v) for v in (value if isinstance(value, list) else [value])]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(shape, MapShape):
        return {k: from_wire(shape.value, v) for k, v in value.items()}
    return scalar(shape, value)


def scalar(shape: Shape, value: Any) -> Any:
    """Numbers and booleans of a query string are words; times are times."""
    if shape.type_name in ("integer", "long"):
        return int(value)
    if shape.type_name == "boolean" and isinstance(value, str):
        return value == "true"
    return parse_timestamp(value) if shape.type_name == "timestamp" else value


def to_wire(shape: Shape, value: Any) -> Any:
    """An answer to JSON by its names on the wire; times as seconds."""
    if isinstance(shape, StructureShape):
        members = shape.members
        return {wire_name(n, members[n]): to_wire(members[n], v) for n, v in value.items()}
    if isinstance(shape, ListShape):
        return [to_wire(shape.member, v) for v in value]
    if isinstance(shape, MapShape):
        return {k: to_wire(shape.value, v) for k, v in value.items()}
    if isinstance(value, datetime):
        return value.timestamp()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def wire_name(name: str, member: Shape) -> str:
    """A member's name in JSON, path or query string."""
    return member.serialization.get("name", name)


def enumerations(shape: Shape, value: Any, path: str = "") -> Iterator[str]:
    """The values that are not among those that the model lists: botocore doesn't look."""
    if isinstance(shape, StructureShape):
        for name, member in value.items():
            yield from enumerations(shape.members[name], member, f"{path}.{name}".strip("."))
    elif isinstance(shape, ListShape):
        for member in value:
            yield from enumerations(shape.member, member, path)
    elif (listed := getattr(shape, "enum", None)) and value not in listed:
        yield f"{path}: {value!r} is none of {', '.join(listed)}"
