"""The debt: which waivers hold, in the order in which they come due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from golive.waivers.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Debt:
    """One waiver and the days it still holds: 0 on its last day, negative once it is expired."""

    waiver: Waiver
    days: int

    @property
    def expired(self) -> bool:
        return self.days < 0

    @property
    def left(self) -> str:
        """`expired 3 d ago`, `last day`, `12 d left`."""
        if self.expired:
            return f"expired {-self.days} d ago"
        return f"{self.days} d left" if self.days else "last day"

    def to_json(self) -> dict[str, Any]:
        """The waiver's own keys, the row of its header, and how it stands."""
        expires = self.waiver.expires.isoformat()
        how = {"expires": expires, "days_left": self.days, "expired": self.expired}
        return asdict(self.waiver) | how


def debts(waivers: Iterable[Waiver], today: date, environment: str = "") -> list[Debt]:
    """What is owed, the soonest first; in one environment, or in any."""
    counted = [w for w in waivers if not environment or w.holds_in(environment)]
    ordered = sorted(counted, key=lambda w: (w.expires, w.scope, w.row))
    return [Debt(waiver, (waiver.expires - today).days) for waiver in ordered]
