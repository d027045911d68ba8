"""What a drill found of each alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

Depth = Literal["cause", "shadow", "state"]
Outcome = Literal["drilled", "failed", "can't tell"]


@dataclass(slots=True)
class Stage:
    """One way of making an alarm fire: when it did, was delivered, and cleared, UTC.

    `failed` is why one of them did not happen; `open` why it could not be tried.
    """

    depth: Depth
    fired: datetime | None = None
    delivered: datetime | None = None
    cleared: datetime | None = None
    failed: str = ""
    open: str = ""
    note: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing more comes."""
        return bool(self.cleared or self.failed or self.open)

    def to_json(self) -> dict[str, Any]:
        moments = {
            name: at.isoformat() if (at := getattr(self, name)) else None
            for name in ("fired", "delivered", "cleared")
        }
        said = {"failed": self.failed, "open": self.open, "note": self.note}
        return {"depth": self.depth, **moments, **{k: v for k, v in said.items() if v}}


@dataclass(slots=True)
class Drilled:
    """One alarm's drill; `path` is why its own way to a topic was not seen."""

    alarm: str
    row: str
    settings: str
    mute: str
    stages: list[Stage] = field(default_factory=list[Stage])

    @property
    def evaluation(self) -> Stage | None:
        """What made it fire by values."""
        return next((s for s in self.stages if s.depth != "state"), None)

    @property
    def way(self) -> Stage | None:
        """What went its own way to people."""
        return next((s for s in self.stages if s.depth != "shadow"), None)

    @property
    def path(self) -> str:
        """Empty where the alarm itself was seen to tell."""
        if self.way is None:
            return f"the rule {self.mute} mutes it" if self.mute else "only an alarm like it fired"
        return "" if self.way.delivered else self.way.failed or self.way.open or "not drilled yet"

    @property
    def outcome(self) -> Outcome:
        if any(stage.failed for stage in self.stages):
            return "failed"
        whole = bool(self.stages) and all(stage.cleared for stage in self.stages)
        return "drilled" if whole and (not self.path or self.mute) else "can't tell"

    @property
    def why(self) -> str:
        """Why not, or what is left open."""
        said = [s.failed or s.open for s in self.stages if s.failed or s.open]
        return "; ".join(said) or self.path

    def to_json(self) -> dict[str, Any]:
        """An entry of the evidence; its moments are those of the alarm's own way, where it went."""
        shown = self.way if self.way and self.way.fired else self.evaluation or Stage("state")
        depth = next((s.depth for s in self.stages if s.cleared), "")
        moments = replace(shown).to_json()
        return {
            "alarm": self.alarm,
            "row": self.row,
            "outcome": self.outcome,
            "depth": depth,
            "fired": moments["fired"],
            "delivered": moments["delivered"],
            "cleared": moments["cleared"],
            "path": self.path,
            "muted": bool(self.mute),
            "settings": self.settings,
            "stages": [stage.to_json() for stage in self.stages],
        }


def exit_code(found: Sequence[Drilled]) -> int:
    """0 all drilled, 1 some failed, 3 some could not be told."""
    outcomes = {one.outcome for one in found}
    if "failed" in outcomes:
        return 1
    return 3 if "can't tell" in outcomes else 0
