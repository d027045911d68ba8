"""What is not any more as it was when a decision was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from golive.decision.message import Seal
from golive.judge import Verdict

DIGEST = re.compile(r"[0-9a-f]{64}")
UNREAD = "unknown: "
WHAT = {
    "template": "the deployed template of",
    "setting": "the setting",
    "drift": "drift:",
    "alarm": "the alarm's configuration",
    "alarm state": "the alarm",
    "flow": "the contact flow",
    "proof": "the proof of line",
    "line": "line",
    "sign-off": "the sign-off of line",
    "role": "the role",
    "waiver": "the waiver of",
    "environment": "the environment file's",
    "scope": "what is",
}
"""How a sentence about each kind begins."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that moved; a digest or a word before and after, empty where there was none."""

    kind: str
    name: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{WHAT.get(self.kind, self.kind)} {self.name} {self._how()}"

    def _how(self) -> str:
        if self.after.startswith(UNREAD):
            return f"can't be read: {self.after.removeprefix(UNREAD)}"
        if not self.before:
            return "is new" if DIGEST.fullmatch(self.after) else f"is new: {self.after}"
        if not self.after:
            return "is gone" if DIGEST.fullmatch(self.before) else f"is gone: {self.before}"
        return f"changed: {_short(self.before)} → {_short(self.after)}"


def moved(before: Seal, after: Seal) -> Iterator[Moved]:
    """Every difference, in the order of the kinds; a proof that got no worse is none."""
    for kind in (*WHAT, *sorted((before.keys() | after.keys()) - WHAT.keys())):
        yield from _moved(kind, before.get(kind, {}), after.get(kind, {}))


def _moved(kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Moved]:
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now and not (kind == "proof" and _no_worse(was, now)):
            yield Moved(kind, name, was, now)


def _no_worse(was: str, now: str) -> bool:
    order = [str(verdict) for verdict in Verdict]
    known = was in order and now in order
    return known and order.index(now) <= order.index(was)


def _short(value: str) -> str:
    return value[:8] if DIGEST.fullmatch(value) else value.removeprefix(UNREAD)
