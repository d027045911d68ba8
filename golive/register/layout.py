"""Where each kind of record lies in the table: partition, sort key, and whether it may change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from golive.register.records import Decision, Issue, Kept, LineState, LogEntry, Role, SignOff

LOGICAL = re.compile(r"Register[0-9A-F]{8}")
"""The table's logical id, as the CDK makes it: its construct's id, and a digest of its path."""
PLAN, ISSUES, LOG, DECISIONS, HISTORY = "plan", "issues", "log", "decisions", "history"


@dataclass(frozen=True, slots=True)
class Place:
    """A record's sort key is `prefix` and the field `id`; `once` is never changed."""

    pk: str
    prefix: str
    id: str = "id"
    once: bool = False

    def sk(self, id_: str) -> str:
        return f"{self.prefix}{id_}"


PLACES: Mapping[type[Kept], Place] = {
    LineState: Place(PLAN, "line#"),
    Role: Place(PLAN, "role#"),
    SignOff: Place(PLAN, "sign-off#", "line"),
    Issue: Place(ISSUES, "issue#"),
    LogEntry: Place(LOG, "entry#", once=True),
    Decision: Place(DECISIONS, "decision#", once=True),
}
MASKED = frozenset({"caller"})
"""Fields whose values the history doesn't repeat: they can be erased at one place."""


def record_name(kind: type[Kept], id_: str) -> str:
    """How history names a record: `plan/line#4.1`."""
    place = PLACES[kind]
    return f"{place.pk}/{place.sk(id_)}"


def history_key(record: str, version: int) -> str:
    """The sort key of one change; versions of one record sort as numbers do."""
    return f"{record}#{version:08d}"


def kind_at(pk: str, sk: str) -> type[Kept] | None:
    """What lies there; None for what this version doesn't know."""
    return next((k for k, at in PLACES.items() if at.pk == pk and sk.startswith(at.prefix)), None)


def id_of(record: Kept) -> str:
    """The id of a record, whatever its field is called."""
    return str(getattr(record, PLACES[type(record)].id))
