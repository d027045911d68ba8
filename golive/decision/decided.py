"""The decision: GO, NO-GO, CAN'T TELL or RE-SIGN, and all that it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from golive.decision.case import Case
from golive.decision.message import Seal
from golive.decision.moved import Moved, moved
from golive.decision.obstacles import Obstacle, obstacles
from golive.decision.seal import seal
from golive.decision.signature import Key, Refused, Signed, checked
from golive.freshness import as_of


class Word(StrEnum):
    """What is decided. RE-SIGN: nothing stands in the way, but what was signed moved since."""

    GO = "GO"
    NO_GO = "NO-GO"
    CANT_TELL = "CAN'T TELL"
    RE_SIGN = "RE-SIGN"


CODES = {Word.GO: 0, Word.NO_GO: 1, Word.RE_SIGN: 1, Word.CANT_TELL: 3}
"""Exit codes."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it stands now.

    `signed` is the newest signature that holds, by the time it says; `moved` is what isn't any
    more as it was then. `refused` are kept decisions that count for nothing.
    """

    word: Word
    case: Case
    seal: Seal
    obstacles: tuple[Obstacle, ...]
    signed: Signed | None = None
    moved: tuple[Moved, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def code(self) -> int:
        """0 go, 1 no-go or re-sign, 3 can't tell."""
        return CODES[self.word]

    @property
    def holds(self) -> bool:
        """Whether it is GO, and signed as it stands."""
        return self.word is Word.GO and _is_go(self.signed)

    def to_json(self) -> dict[str, Any]:
        """As `golive decide --format json` has it."""
        return {
            "environment": self.case.environment.name,
            "decision": str(self.word),
            "phase": self.case.phase,
            "read_at": self.case.run.get("read_at", ""),
            "obstacles": [one.to_json() for one in self.obstacles],
            "lowered": list(self.case.lowered()),
            "signed": None if self.signed is None else _signed(self.signed),
            "moved": [{"what": str(m), "kind": m.kind, "name": m.name} for m in self.moved],
            "refused": [{"id": r.decision.id, "why": r.why} for r in self.refused],
        }


def decide(case: Case, key: Key | None) -> Decided:
    """Decide on a case; NoDigests for a run that can't be sealed.

    `key` verifies the kept signatures; without one none counts.
    """
    sealed = seal(case.run, case.snapshot, case.waivers, case.environment)
    sealed = {**sealed, "scope": {"decided on": case.phase or "the whole plan"}}
    found = tuple(obstacles(replace(case, run=as_of(case.run, case.now))))
    signed, refused = _kept(case, key)
    changes = tuple(moved(signed.message.seal, sealed)) if signed else ()
    newest = _newest_refused(case, refused)
    again = newest or (_is_go(signed) and bool(changes))
    return Decided(_word(found, again), case, sealed, found, signed, changes, refused)


def _word(found: Iterable[Obstacle], again: bool) -> Word:
    stops = {one.stops for one in found}
    if stops:
        return Word.NO_GO if "no-go" in stops else Word.CANT_TELL
    return Word.RE_SIGN if again else Word.GO


def _is_go(signed: Signed | None) -> bool:
    return signed is not None and not signed.message.despite


def _newest_refused(case: Case, refused: Iterable[Refused]) -> bool:
    """Whether the decision that was written last counts for nothing."""
    kept = case.snapshot.decisions
    return bool(kept) and kept[-1].id in {one.decision.id for one in refused}


def _kept(case: Case, key: Key | None) -> tuple[Signed | None, tuple[Refused, ...]]:
    if key is None:
        why = "the environment's signing key can't be read"
        return None, tuple(Refused(one, why) for one in case.snapshot.decisions)
    found = [checked(one, key, case.environment, case.now) for one in case.snapshot.decisions]
    return _newest(found), tuple(one for one in found if isinstance(one, Refused))


def _newest(found: Iterable[Signed | Refused]) -> Signed | None:
    holding = (one for one in found if isinstance(one, Signed))
    return max(holding, key=lambda one: one.message.time, default=None)


def _signed(signed: Signed) -> dict[str, Any]:
    message = signed.message
    return {
        "id": signed.decision.id,
        "verdict": message.verdict,
        "despite": message.despite,
        "by": message.caller,
        "at": message.at,
        "text": message.text,
        "open": list(message.open),
    }
