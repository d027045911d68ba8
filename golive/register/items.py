"""Records as DynamoDB's typed attributes, and back.

What a field holds by default is left out. Sources: DynamoDB API reference, AttributeValue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from golive.register.errors import BadChange
from golive.register.layout import HISTORY, MASKED, PLACES, history_key, id_of, kind_at, record_name
from golive.register.records import Change, Kept

Item = Mapping[str, Mapping[str, Any]]
R = TypeVar("R", bound=Kept)
KEPT = frozenset({"version", "by", "at"})
NOT_SHOWN = "(not shown)"


class Damaged(BadChange):
    """An item of the table that is not as this project writes it."""


def to_item(record: Kept) -> dict[str, dict[str, Any]]:
    """The item of a record, keys and all."""
    place = PLACES[type(record)]
    values = {f.name: getattr(record, f.name) for f in fields(record)}
    keys = {"pk": {"S": place.pk}, "sk": {"S": place.sk(id_of(record))}}
    return keys | {name: _typed(value) for name, value in values.items() if not _empty(value)}


def from_item(item: Item) -> Kept | None:
    """The record of an item; None for a kind of record that this version doesn't know."""
    pk, sk = (str(item[key]["S"]) for key in ("pk", "sk"))
    kind = kind_at(pk, sk)
    return None if kind is None else _record(kind, item, f"{pk}/{sk}")


def change_item(
    record: Kept, changed: Mapping[str, tuple[str, str]], why: str
) -> dict[str, dict[str, Any]]:
    """The history row of a record as it is from now on."""
    assert record.at is not None
    name = record_name(type(record), id_of(record))
    pairs = {key: _masked(key, pair) for key, pair in changed.items()}
    return {
        "pk": {"S": HISTORY},
        "sk": {"S": history_key(name, record.version)},
        "record": {"S": name},
        "version": {"N": str(record.version)},
        "by": {"S": record.by},
        "at": {"S": record.at.isoformat()},
        "why": {"S": why},
        "fields": {"M": {k: {"L": [{"S": text} for text in pair]} for k, pair in pairs.items()}},
    }


def to_change(item: Item) -> Change:
    """A change from its history row."""
    try:
        rows = item["fields"]["M"].items()
        pairs = {key: (row["L"][0]["S"], row["L"][1]["S"]) for key, row in rows}
        return Change(
            record=item["record"]["S"],
            version=int(item["version"]["N"]),
            by=item["by"]["S"],
            at=_moment(item["at"]["S"]),
            why=item["why"]["S"],
            fields=pairs,
        )
    except (LookupError, TypeError, ValueError) as error:
        raise _damaged(f"history/{item['sk']['S']}", "the row", error) from error


def differences(old: Kept, new: Kept) -> dict[str, tuple[str, str]]:
    """What people see change: each field's texts before and after."""
    names = [f.name for f in fields(new) if f.name not in KEPT]
    pairs = {name: (text(getattr(old, name)), text(getattr(new, name))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def text(value: object) -> str:
    """A value in words: dates as ISO 8601, nothing for what isn't there."""
    if _empty(value):
        return ""
    if isinstance(value, bool):
        return "yes"
    return value.isoformat() if isinstance(value, date) else str(value)


def size(item: Item) -> int:
    """Bytes that DynamoDB counts, at most 409 600: names and values in UTF-8."""
    return sum(len(name.encode()) + _bytes(value) for name, value in item.items())


def _bytes(value: Mapping[str, Any]) -> int:
    kind, content = next(iter(value.items()))
    if kind == "M":
        return 3 + sum(len(k.encode()) + 1 + _bytes(v) for k, v in content.items())
    if kind == "L":
        return 3 + sum(1 + _bytes(each) for each in content)
    return len(str(content).encode())


def _empty(value: object) -> bool:
    return value is None or value == "" or value is False


def _typed(value: object) -> dict[str, Any]:
    match value:
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case date():
            return {"S": value.isoformat()}
        case _:
            return {"S": str(value)}


def _masked(name: str, pair: tuple[str, str]) -> tuple[str, ...]:
    return tuple(NOT_SHOWN if name in MASKED and each else each for each in pair)


@cache
def _types(kind: type[Kept]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _record(kind: type[R], item: Item, name: str) -> R:
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in item:
            try:
                given[field.name] = _read(_types(kind)[field.name], item[field.name])
            except (LookupError, TypeError, ValueError) as error:
                raise _damaged(name, field.name, error) from error
        elif field.default is MISSING:
            given[field.name] = "" if _types(kind)[field.name] is str else None
            if given[field.name] is None:
                raise _damaged(name, field.name, "it is missing")
    return kind(**given)


def _read(wanted: Any, value: Mapping[str, Any]) -> object:
    """A typed attribute as the field's type has it."""
    if get_origin(wanted) in (Union, UnionType):
        allowed = [each for each in get_args(wanted) if each is not type(None)]
        wanted = allowed[0] if len(allowed) == 1 else Literal[tuple(_words(allowed))]
    if get_origin(wanted) is Literal:
        return _one_of(value["S"], get_args(wanted))
    if wanted is bool:
        return bool(value["BOOL"])
    if wanted is int:
        return int(value["N"])
    if wanted is datetime:
        return _moment(value["S"])
    if wanted is date:
        return date.fromisoformat(value["S"])
    return wanted(value["S"]) if issubclass(wanted, Enum) else str(value["S"])


def _words(kinds: list[Any]) -> list[str]:
    return [word for kind in kinds for word in get_args(kind)]


def _one_of(value: str, words: tuple[str, ...]) -> str:
    if value not in words:
        raise ValueError(f"{value} is none of {', '.join(words)}")
    return value


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _damaged(record: str, field: str, why: object) -> Damaged:
    return Damaged(f"{record}: {field} is not as golive writes it: {why}; mend it in the table")
