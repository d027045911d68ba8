"""What contacts and rehearsals will prove, once each of them is recorded.

A line that a template or an account answers, and a contact or a person too, needs both: its
control here is `unknown: no feed yet` until the feed is built.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from golive.controls.control import Finding, control
from golive.facts.unfed import ContactEvidence, RotationRehearsal
from golive.model import Side

REHEARSED = timedelta(days=365)
CONTACTS = {
    "2.1.3": "the carrier forwards a main number",
    "2.3.6": "each declared condition was heard",
    "2.3.7": "a changed message was heard",
    "2.4.3-5": "each flow was gone through",
    "2.4.9": "each claimed number was called",
    "2.6.4": "a call was recorded, and its recording found",
    "3.2.4": "the events of a call reached their reader",
    "4.3": "a card entry was encrypted",
}
"""Lines that a test contact proves, and what it proves."""


@control("4.2", RotationRehearsal, fix="Rehearse the change of the key in the other slot.")
def rotation_rehearsed(rehearsal: RotationRehearsal, side: Side) -> Finding | None:
    """The change of the input key was rehearsed in the last year; both slots open their own."""
    if rehearsal.rehearsed is None or side.now - rehearsal.rehearsed > REHEARSED:
        return Finding("rehearsed", "has an input key whose change was not rehearsed in a year")
    if not rehearsal.old_opens:
        return Finding("old_opens", "could not open what the old key sealed")
    return None if rehearsal.new_opens else Finding("new_opens", "could not open with the new key")


def contact_control(line: str, words: str) -> None:
    """Declare that a contact within the test window proves a line."""

    def contact_proves(evidence: ContactEvidence, side: Side) -> Finding | None:
        at, changed = evidence.proven.get(line), evidence.changed.get(line)
        if at is None:
            return Finding("proven", f"has no test contact that shows that {words}")
        if not evidence.start <= at < evidence.end:
            return Finding("proven", f"has no test contact of the test window, only of {_at(at)}")
        if changed and at < changed:
            return Finding("changed", f"was changed at {_at(changed)}, after its last test contact")
        missing = evidence.missing.get(line, ())
        return Finding("missing", f"has no test contact for {missing[0]}") if missing else None

    contact_proves.__doc__ = f"A contact of the test window shows that {words}."
    control(line, on=ContactEvidence, fix="Make the test call, within the test window.")(
        contact_proves
    )


def _at(moment: datetime) -> str:
    return f"{moment:%F %R} UTC"


for _line, _words in CONTACTS.items():
    contact_control(_line, _words)
