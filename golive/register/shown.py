"""A snapshot as data for a reader: no caller's number leaves by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from golive.plan import Line, lines
from golive.register.layout import MASKED
from golive.register.records import Change, Issue, Kept, Role, Snapshot
from golive.register.roster import roster
from golive.register.standing import priority_of, role_gaps, standing


def plan_json(snapshot: Snapshot, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """Lines with their state and sign-off, in the plan's order, and the roster."""
    wanted = [line for line in lines() if not only or line.id in only]
    return {
        "environment": snapshot.environment,
        "read_at": snapshot.read_at.isoformat(),
        "lines": [_line(line, snapshot) for line in wanted],
        "roster": [_role(role, snapshot) for role in snapshot.roles.values()],
    }


def issue_json(issue: Issue, *, caller: bool = False) -> dict[str, Any]:
    """An issue; its caller's number for who asks for this one alone."""
    return record_json(issue) | ({"caller": issue.caller} if caller else {})


def change_json(change: Change) -> dict[str, Any]:
    """A change of the history."""
    return {
        "record": change.record,
        "version": change.version,
        "by": change.by,
        "at": change.at.isoformat(),
        "why": change.why,
        "fields": {name: list(pair) for name, pair in change.fields.items()},
    }


def record_json(record: Kept) -> dict[str, Any]:
    """Every field but those that stay in the table."""
    names = [field.name for field in fields(record) if field.name not in MASKED]
    return {name: _plain(getattr(record, name)) for name in names}


def _line(line: Line, snapshot: Snapshot) -> dict[str, Any]:
    state, sign = snapshot.lines[line.id], snapshot.sign_offs.get(line.id)
    said: Mapping[str, Any] | None = None
    if sign is not None:
        said = record_json(sign) | {"standing": standing(sign, snapshot.read_at.date())}
    about = {"title": line.title, "section": line.section, "marks": "".join(line.marks)}
    given = {"priority": priority_of(state), "priority_given": bool(state.priority)}
    return record_json(state) | about | given | {"sign_off": said}


def _role(role: Role, snapshot: Snapshot) -> dict[str, Any]:
    gaps = list(role_gaps(role, snapshot.read_at.date()))
    return record_json(role) | {"title": roster().get(role.id, ""), "gaps": gaps}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
