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


class Standing(StrEnum):
    """How the newest signature stands, whatever is decided now."""

    NONE = "none"
    STANDS = "stands"
    DESPITE = "signed despite"
    RE_SIGN = "re-sign"


CODES = {Word.GO: 0, Word.NO_GO: 1, Word.RE_SIGN: 1, Word.CANT_TELL: 3}
"""Exit codes."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it stands now.

    `signed` is the newest signature that holds, by the time it says; `moved` is what isn't any
    more as it was then. `refused` are kept decisions that count for nothing.
    """

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
    def standing(self) -> Standing:
        """A signed GO of which something moved is to be signed again."""
        if self.superseded:
            return Standing.RE_SIGN
        if self.signed is None:
            return Standing.NONE
        if self.signed.message.despite:
            return Standing.DESPITE
        return Standing.RE_SIGN if self.moved else Standing.STANDS

    @property
    def superseded(self) -> bool:
        """Whether the decision that was written last counts for nothing."""
        kept = self.case.snapshot.decisions
        return bool(kept) and kept[-1].id in {one.decision.id for one in self.refused}

    @property
    def word(self) -> Word:
        """What is decided."""
        stops = {one.stops for one in self.obstacles}
        if stops:
            return Word.NO_GO if "no-go" in stops else Word.CANT_TELL
        return Word.RE_SIGN if self.standing is Standing.RE_SIGN else Word.GO

    def to_json(self) -> dict[str, Any]:
        """As `golive decide --format json` has it."""
        return {
            "environment": self.case.environment.name,
            "verdict": str(self.word),
            "phase": self.case.phase,
            "read_at": self.case.run["read_at"],
            "reasons": [one.to_json() for one in self.obstacles],
            "lowered": list(self.case.lowered()),
            "standing": str(self.standing),
            "signed": None if self.signed is None else _signed(self.signed),
            "moved": [str(one) for one in self.moved],
            "refused": [str(one) for one in self.refused],
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
    return Decided(case, sealed, found, signed, changes, refused)


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
