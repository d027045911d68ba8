"""The decision as the board shows it: its word, what stands between us and GO, who signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from golive.report.people import who
from golive.report.words import CALLS, Call, clean

RULINGS: Mapping[str, Call] = CALLS | {"re-sign": Call("RE-SIGN", "unsure", "re-sign")}
"""A decision's words: those of a run, and GO that something moved under."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing between us and GO; `line` and `owner` are empty where it has none."""

    line: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision: `reasons` in order of effort, `moved` since `by` signed `at`.

    `despite` says that it was signed over what stood in the way, `refused` names the signatures
    that count for nothing.
    """

    verdict: str
    reasons: tuple[Reason, ...] = ()
    by: str = ""
    at: datetime | None = None
    moved: tuple[str, ...] = ()
    despite: bool = False
    refused: tuple[str, ...] = ()

    @property
    def call(self) -> Call:
        return RULINGS[self.verdict]


def ruling_of(said: Mapping[str, Any]) -> Ruling:
    """From what `golive decide --format json` writes, of which `verdict` alone has to be there.

    KeyError for a verdict that nobody knows.
    """
    signed: Mapping[str, Any] = said.get("signed") or {}
    verdict, at = str(said["verdict"]).lower(), signed.get("at")
    if verdict not in RULINGS:
        raise KeyError(verdict)
    return Ruling(
        verdict=verdict,
        reasons=tuple(_reason(raw) for raw in said.get("reasons", ())),
        by=who(str(signed.get("by", ""))),
        at=datetime.fromisoformat(at) if isinstance(at, str) else at,
        moved=_texts(said.get("moved", ())),
        despite=said.get("standing") == "signed despite",
        refused=_texts(said.get("refused", ())),
    )


def _texts(found: Iterable[object]) -> tuple[str, ...]:
    return tuple(clean(str(text)) for text in found)


def _reason(raw: Mapping[str, Any]) -> Reason:
    line, owner, text = (clean(str(raw.get(key) or "")) for key in ("line", "owner", "text"))
    return Reason(line, owner, text)
