"""What is signed: one line of canonical JSON that says who decides what, about what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, cast

Seal = Mapping[str, Mapping[str, str]]
"""By kind and by name: a digest, or a word that tells nothing personal."""
FORMAT = 1
KINDS = {"despite": bool, "format": int, "open": list, "lowered": list, "seal": dict}
"""What JSON has for each key; all others are texts."""
LONGEST = 300_000
"""Bytes: an item of DynamoDB holds 400 kB, with its names and the signature."""


class BadMessage(ValueError):
    """A text that is no message of ours; it says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A decision. `verdict` is what the rules said; with `despite` it is signed against them.

    `caller` is whoever signs, by their own word (STS); `read_at` is when the account was read,
    `run` the digest of the whole run. `phase` is the last one decided on, empty for all. `open`
    is what stood in the way, `lowered` high lines of the plan that the register counts as less.
    """

    environment: str
    account: str
    region: str
    instance: str
    phase: str
    verdict: str
    despite: bool
    text: str
    caller: str
    at: str
    read_at: str
    run: str
    open: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    seal: Seal = field(default_factory=dict[str, Mapping[str, str]])
    format: int = FORMAT

    @property
    def time(self) -> datetime:
        return datetime.fromisoformat(self.at)

    def canonical(self) -> str:
        """The text that is signed: keys sorted, no spaces, ASCII."""
        return canonical(asdict(self))

    @property
    def id(self) -> str:
        """Of the decision in the register: when, and of what; a copy can't have another."""
        return f"{self.time:%Y%m%dT%H%M%SZ}-{digest(self.canonical())[:12]}"


def canonical(value: Any) -> str:
    """JSON as there is only one of it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256, hexadecimal, of a text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def parsed(text: str) -> Message:
    """A message from its text; BadMessage for anything else, also for the same said otherwise."""
    try:
        raw: object = json.loads(text)
    except ValueError as error:
        raise BadMessage("is not JSON") from error
    values = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
    if values.get("format") != FORMAT or values.keys() != {f.name for f in fields(Message)}:
        raise BadMessage("has other keys than a decision")
    if canonical(values) != text:
        raise BadMessage("is not in its canonical form")
    if not all(_fits(name, value) for name, value in values.items()):
        raise BadMessage("has a value of another kind than a decision")
    lists: dict[str, Any] = {name: tuple(values[name]) for name in ("open", "lowered")}
    return Message(**(values | lists))


def _fits(name: str, value: object) -> bool:
    if name == "at":
        return is_moment(value)
    return type(value) is KINDS.get(name, str)


def is_moment(value: object) -> bool:
    """Whether it is a text in ISO 8601, with an offset."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
