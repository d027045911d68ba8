"""What later feeds will say, as facts made by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.controls.unfed import CONTACTS
from golive.facts.unfed import AlarmDrill, ContactEvidence, RotationRehearsal
from golive.model import Fact
from tests.sides import NOW

HOUR = timedelta(hours=1)
START, END = NOW - timedelta(days=10), NOW + timedelta(days=10)

GOOD: dict[str, Fact] = {
    "Contacts": ContactEvidence(
        start=START,
        end=END,
        proven=dict.fromkeys(CONTACTS, NOW - HOUR),
        changed=dict.fromkeys(CONTACTS, NOW - 2 * HOUR) | {"4.3": None},
        missing=dict.fromkeys(CONTACTS, ()),
    ),
    "Drill": AlarmDrill(
        fired=NOW - 3 * HOUR,
        delivered=NOW - 2 * HOUR,
        cleared=NOW - HOUR,
        changed=NOW - 4 * HOUR,
    ),
    "Rehearsal": RotationRehearsal(rehearsed=NOW - HOUR, old_opens=True, new_opens=True),
}

Changes = dict[str, Any]
NO_CONTACT: Changes = {"proven": {}}


def of_contact(line: str) -> tuple[Changes, ...]:
    """What breaks the proof of one line by contacts."""
    return (
        NO_CONTACT,
        {"proven": {line: None}},
        {"proven": {line: START - HOUR}},
        {"end": NOW - HOUR},
        {"changed": {line: NOW}},
        {"missing": {line: ("holiday",)}},
    )


WRONG: list[tuple[str, str, Changes]] = [
    ("2.6.3-alarm-drilled", "Drill", {"fired": None}),
    ("2.6.3-alarm-drilled", "Drill", {"changed": NOW}),
    ("2.6.3-alarm-drilled", "Drill", {"delivered": None}),
    ("2.6.3-alarm-drilled", "Drill", {"delivered": NOW - 4 * HOUR}),
    ("2.6.3-alarm-drilled", "Drill", {"cleared": None}),
    ("2.6.3-alarm-drilled", "Drill", {"cleared": NOW - 4 * HOUR}),
    ("4.2-rotation-rehearsed", "Rehearsal", {"rehearsed": None}),
    ("4.2-rotation-rehearsed", "Rehearsal", {"rehearsed": NOW - timedelta(days=366)}),
    ("4.2-rotation-rehearsed", "Rehearsal", {"old_opens": False}),
    ("4.2-rotation-rehearsed", "Rehearsal", {"new_opens": False}),
    *[
        (f"{line}-contact-proves", "Contacts", changes)
        for line in CONTACTS
        for changes in of_contact(line)
    ],
]
