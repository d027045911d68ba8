"""Writes what a workbook changed into the register, a record at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from golive.plan import Line, by_id
from golive.register.errors import Conflict
from golive.register.records import LineState, Role
from golive.workbook.merge import Edit, Merged
from golive.workbook.returned import Key
from golive.workbook.shown import changed, line_texts, role_texts
from golive.workbook.text import seen

R = TypeVar("R", LineState, Role)


class Writes(Protocol):
    """What is needed of the register."""

    def change(self, kind: type[R], id_: str, change: Callable[[R], R], why: str) -> R: ...


def apply(
    found: Merged, register: Writes, why: str, plan: Mapping[str, Line] | None = None
) -> Iterator[Key]:
    """Make the changes, and give each record that was written.

    Conflict when somebody changed the same field after it was compared: that record and those
    after it are not written, and the same workbook may be imported again.
    """
    known = plan or by_id()
    for key, edits in found.by_record.items():
        kind, id_ = key
        if kind == "line":
            register.change(LineState, id_, lambda r, e=edits: _line(r, e, known), why)
        else:
            register.change(Role, id_, lambda r, e=edits: _role(r, e), why)
        yield key


def _line(record: LineState, edits: Sequence[Edit], plan: Mapping[str, Line]) -> LineState:
    _refuse_moved(edits, line_texts(record, plan[record.id]))
    return changed(record, {e.said.column.key: e.after for e in edits}, plan)


def _role(record: Role, edits: Sequence[Edit]) -> Role:
    _refuse_moved(edits, role_texts(record))
    return changed(record, {e.said.column.key: e.after for e in edits}, {})


def _refuse_moved(edits: Sequence[Edit], now: Mapping[str, str]) -> None:
    for edit in edits:
        text = now[edit.said.column.key]
        if seen(text) not in (seen(edit.now), seen(edit.after)):
            kind, id_ = edit.key
            raise Conflict(
                f"{kind} {id_}: {edit.said.column.header} was changed meanwhile to {text!r}; "
                "nothing was overwritten"
            )
