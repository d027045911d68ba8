"""Records as the texts of their cells, and back.

A cell's text is what is merged: empty, a text, or a date as ISO writes it. A priority that is
the plan's own is shown as what it is, and kept as empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from golive.plan import Line
from golive.register.records import LineState, Role, Snapshot
from golive.workbook.columns import TABLES, Kind

R = TypeVar("R", LineState, Role)
Texts = dict[str, str]


def line_texts(state: LineState, line: Line) -> Texts:
    """What people own of a line."""
    return _texts("line", state) | {"priority": state.priority or line.priority}


def role_texts(role: Role) -> Texts:
    """What people own of a role."""
    return _texts("role", role)


def all_texts(snapshot: Snapshot, plan: Mapping[str, Line]) -> dict[tuple[str, str], Texts]:
    """Of each record that the register has now, by its kind and id."""
    lines = {
        ("line", id_): line_texts(state, plan[id_])
        for id_, state in snapshot.lines.items()
        if id_ in plan
    }
    return lines | {("role", id_): role_texts(role) for id_, role in snapshot.roles.items()}


def changed(record: R, texts: Mapping[str, str], plan: Mapping[str, Line]) -> R:
    """The record with these cells' texts."""
    values: dict[str, Any] = {key: _value(record, key, text) for key, text in texts.items()}
    own = plan[record.id].priority if isinstance(record, LineState) else ""
    if own and values.get("priority") == own:
        values["priority"] = ""
    return replace(record, **values)


def _texts(kind: str, record: LineState | Role) -> Texts:
    values = {column.key: getattr(record, column.key) for column in TABLES[kind].owned}
    return {k: v.isoformat() if isinstance(v, date) else v or "" for k, v in values.items()}


def _value(record: LineState | Role, key: str, text: str) -> str | date | None:
    table = TABLES["line" if isinstance(record, LineState) else "role"]
    column = next(column for column in table.owned if column.key == key)
    if column.kind is Kind.DATE:
        return date.fromisoformat(text) if text else None
    return text
