"""Everything that a workbook shows, gathered before a cell is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from golive.plan import Section, sections
from golive.register.records import Snapshot
from golive.register.roster import roster
from golive.report.place import Place
from golive.workbook.proofs import Proof, local, proofs

Run = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """A register, what a run proved of it, and when it is written down."""

    snapshot: Snapshot
    place: Place
    run: Run | None
    exported_at: datetime
    plan: Sequence[Section] = field(default_factory=sections)
    roles: Mapping[str, str] = field(default_factory=roster)

    @property
    def proofs(self) -> dict[str, Proof]:
        return proofs(self.run, self.snapshot.sign_offs, self.place.zone)

    def local(self, at: datetime | None) -> datetime | None:
        """A time as the environment's people read it."""
        return local(at, self.place.zone) if at else None
