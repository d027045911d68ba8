"""What later feeds will say, as facts made by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.controls.unfed import CONTACTS
from golive.facts.unfed import ContactEvidence, RotationRehearsal
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
