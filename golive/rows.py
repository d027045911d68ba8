"""One subject of a run: from what was judged to the data that is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from golive.judge import HOLDS, Joined, Judged, Verdict, combine
from golive.model import Outcome, Reason, Seen
from golive.waivers.ledger import Complaint, Ledger

ONE_SIDED = {Outcome.PASS: Verdict.DESIGNED, Outcome.UNKNOWN: Verdict.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Row:
    """`if_waived` is the verdict under a waiver; None where no predicate failed.

    `requires` is the control that made this one skipped or unknown, `reason` of what kind an
    unknown is.
    """

    subject: str
    verdict: Verdict
    finding: str
    control: str = ""
    path: str = ""
    property: str = ""
    fix: str = ""
    waived: str = ""
    if_waived: Verdict | None = None
    seen: tuple[Seen, ...] = ()
    requires: str = ""
    reason: Reason = Reason.UNREAD

    def to_json(self) -> dict[str, Any]:
        """The subject as the run's data."""
        return {
            "subject": self.subject,
            "control": self.control,
            "path": self.path,
            "verdict": str(self.verdict),
            "finding": self.finding,
            "property": self.property,
            "fix": self.fix,
            "requires": self.requires,
            "reason": str(self.reason) if self.verdict is Verdict.UNKNOWN else "",
            "simulated": "; ".join(self._marks()),
            "waived": self.waived,
            "evidence": [e.to_json() for seen in self.seen for e in seen.evidence],
        }

    def _marks(self) -> dict[str, None]:
        """Each phrase of what is simulated, once."""
        phrases = (phrase for seen in self.seen for phrase in seen.simulated.split("; "))
        return dict.fromkeys(filter(None, phrases))


def of_one(judged: Judged) -> Row:
    """What one side says: `designed` holds there."""
    failed = judged.outcome is Outcome.FAIL
    return Row(
        str(judged.seen.subject),
        ONE_SIDED.get(judged.outcome, Verdict.FAILED),
        judged.finding,
        judged.control.id,
        judged.seen.path,
        judged.property,
        judged.control.fix if failed else "",
        if_waived=Verdict.WAIVED if failed else None,
        seen=(judged.seen,),
        reason=judged.reason,
    )


def of_both(joined: Joined) -> Row:
    """What both sides say together."""
    sides = [judged for judged in (joined.design, joined.live) if judged]
    wrong = [judged for judged in sides if judged.outcome is Outcome.FAIL]
    lacks = joined.verdict is Verdict.FAILED and not sides
    return Row(
        str(joined.subject),
        joined.verdict,
        joined.finding,
        joined.control.id,
        sides[0].seen.path if sides else f"any {joined.control.on.__name__}",
        next((judged.property for judged in wrong if judged.property), ""),
        joined.control.fix if wrong or lacks else "",
        if_waived=_if_waived(joined.outcomes) if wrong else None,
        seen=tuple(judged.seen for judged in sides),
        reason=joined.reason,
    )


def _if_waived(outcomes: tuple[Outcome, Outcome]) -> Verdict:
    """The verdict if the failing sides held: what is gone or unknown stays so."""
    design, live = (Outcome.PASS if o is Outcome.FAIL else o for o in outcomes)
    held = combine(design, live)
    return Verdict.WAIVED if held in HOLDS else held


def settled(row: Row, ledger: Ledger) -> Row:
    """The row after its waiver, if there is one."""
    waiver = ledger.find(row.control, row.path) if row.if_waived else None
    if row.if_waived is None or waiver is None:
        return row
    if ledger.holds(waiver):
        return replace(row, verdict=row.if_waived, waived=str(waiver))
    return replace(row, finding=f"{row.finding}; its waiver expired on {waiver.expires}")


def of_complaint(complaint: Complaint) -> Row:
    """A waiver that is not used as it says is a failure of its line."""
    waiver = complaint.waiver
    return Row(
        f"waivers.toml:{waiver.row}",
        Verdict.FAILED,
        complaint.finding,
        complaint.rule,
        waiver.scope,
        "scope",
        "Correct the waiver, or delete it.",
    )
