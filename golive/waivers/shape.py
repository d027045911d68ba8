"""The keys of a waiver, and what each may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from golive.mistakes import nearest, quoted


class Wrong(NamedTuple):
    """A mistake in one waiver, before its row is known."""

    key: str
    problem: str
    allowed: str
    value: str = ""


class Key(NamedTuple):
    """What a key may hold, as a predicate and in words."""

    fits: Callable[[object], bool]
    allowed: str
    required: bool = True


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: object) -> bool:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return bool(items) and all(map(_text, items))


def _day(value: object) -> bool:
    return type(value) is date


def _count(value: object) -> bool:
    return type(value) is int and value > 1


WORDS = "a text that is not empty"
KEYS: Mapping[str, Key] = {
    "rules": Key(_texts, "a list of ids of controls or nag rules"),
    "scope": Key(_text, "a construct path such as Data/AccessLogs"),
    "reason": Key(_text, WORDS),
    "owner": Key(_text, "a person's or a team's name"),
    "approver": Key(_text, "a name, someone other than the owner"),
    "ticket": Key(_text, "where it was discussed"),
    "expires": Key(_day, "a date such as 2027-06-30, without quotes"),
    "resource": Key(_text, "what the nag rule says in brackets", required=False),
    "environments": Key(_texts, "a list of names of environments", required=False),
    "covers": Key(_count, "a number from 2 on", required=False),
}


def shape_mistakes(raw: Mapping[str, Any]) -> Iterator[Wrong]:
    """Unknown, missing and ill-formed keys."""
    for key in sorted(raw.keys() - KEYS):
        yield Wrong(key, f"is no key of a waiver{nearest(key, KEYS)}", ", ".join(KEYS))
    for name, key in KEYS.items():
        if name not in raw and key.required:
            yield Wrong(name, "is missing", key.allowed)
        elif name in raw and not key.fits(raw[name]):
            yield Wrong(name, "doesn't fit", key.allowed, quoted(raw[name]))
