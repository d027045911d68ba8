"""What people said, as facts made by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.controls.register import SIGNED
from golive.facts.register import Held, IssueLog, Roster, SignOffs
from golive.model import Fact
from tests.sides import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def held(id_: str, **changes: Any) -> Held:
    """A role that lacks nothing, but for the changes."""
    fields: dict[str, Any] = {
        "title": id_.title(),
        "filled": True,
        "confirmed": NOW - 30 * DAY,
        "told": NOW - 90 * DAY,
    }
    return Held(id=id_, **(fields | changes))


GOOD: dict[str, Fact] = {
    "IssueLog": IssueLog(taken=NOW - HOUR, given_back=NOW - HOUR),
    "Roster": Roster(roles=(held("network"), held("crm"))),
    "Signs": SignOffs(
        signed=dict.fromkeys(SIGNED, NOW), ended={}, trained=("agent.one",), untrained=()
    ),
}

Changes = dict[str, Any]


def of_roster(**changes: Any) -> Changes:
    """A roster with one role that lacks something."""
    return {"roles": (held("network"), held("crm", **changes))}


def of_person(line: str) -> tuple[Changes, ...]:
    """What breaks a person's word."""
    others = {other: NOW for other in SIGNED if other != line}
    return (
        {"signed": others},
        {"signed": others, "ended": {line: "it was withdrawn"}},
        {"signed": others, "ended": {line: "until 2026-01-01"}},
    )


WRONG: list[tuple[str, str, Changes]] = [
    ("1.1-roles-filled", "Roster", of_roster(filled=False, confirmed=None, told=None)),
    ("1.1-people-reachable", "Roster", of_roster(confirmed=None)),
    ("1.1-people-reachable", "Roster", of_roster(confirmed=NOW - 30 * DAY - HOUR)),
    ("1.1-people-told", "Roster", of_roster(told=None)),
    ("2.2.2-issue-log-gives-back", "IssueLog", {"taken": None}),
    ("2.2.2-issue-log-gives-back", "IssueLog", {"given_back": None}),
    ("2.2.2-issue-log-gives-back", "IssueLog", {"given_back": NOW - 2 * HOUR}),
    ("2.5.1-3-everyone-trained", "Signs", {"untrained": ("agent.two",)}),
    ("2.5.1-3-everyone-trained", "Signs", {"untrained": tuple("abcdefgh")}),
    *[(f"{line}-signed-off", "Signs", changes) for line in SIGNED for changes in of_person(line)],
]
