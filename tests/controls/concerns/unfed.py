"""What later feeds will say, as facts made by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.controls.unfed import CONTACTS, SIGNED
from golive.facts.unfed import (
    AlarmDrill,
    ContactEvidence,
    IssueLog,
    RotationRehearsal,
    SignOffs,
)
from golive.model import Fact
from tests.sides import NOW

HOUR = timedelta(hours=1)
START, END = NOW - timedelta(days=10), NOW + timedelta(days=10)

GOOD: dict[str, Fact] = {
    "IssueLog": IssueLog(taken=NOW - HOUR, given_back=NOW - HOUR),
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
    "Signs": SignOffs(signed=dict.fromkeys(SIGNED, NOW), stale=frozenset()),
}

Changes = dict[str, Any]
NO_CONTACT: Changes = {"proven": {}}
NO_WORD: Changes = {"signed": {}}


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


def of_person(line: str) -> tuple[Changes, ...]:
    """What breaks a person's word."""
    return (NO_WORD, {"signed": {line: None}}, {"stale": frozenset({line})})


WRONG: list[tuple[str, str, Changes]] = [
    ("2.2.2-issue-log-gives-back", "IssueLog", {"taken": None}),
    ("2.2.2-issue-log-gives-back", "IssueLog", {"given_back": None}),
    ("2.2.2-issue-log-gives-back", "IssueLog", {"given_back": NOW - 2 * HOUR}),
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
    *[(f"{line}-signed-off", "Signs", changes) for line in SIGNED for changes in of_person(line)],
]
