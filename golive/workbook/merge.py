"""Three ways: what was exported, what the file says, what the register says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from golive.plan import Line, by_id
from golive.register.records import Snapshot
from golive.workbook.errors import BadWorkbook
from golive.workbook.manifest import AGAIN, Exported, Manifest
from golive.workbook.returned import Key, Returned, Said
from golive.workbook.shown import Texts, all_texts
from golive.workbook.text import seen

if TYPE_CHECKING:
    from golive.environment import Environment


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that says something new: of which record, what it was, what it is to be."""

    key: Key
    said: Said
    base: str
    now: str

    @property
    def after(self) -> str:
        return self.said.text

    def to_json(self) -> dict[str, str]:
        """The edit for other programs."""
        kind, id_ = self.key
        texts = {"exported": self.base, "now": self.now, "file": self.after}
        return {"record": kind, "id": id_, "field": self.said.column.key, **texts}


@dataclass(slots=True)
class Merged:
    """`changes` can be made, `conflicts` were changed on both sides, `done` say it already."""

    changes: list[Edit] = field(default_factory=list[Edit])
    conflicts: list[Edit] = field(default_factory=list[Edit])
    done: list[Edit] = field(default_factory=list[Edit])

    @property
    def by_record(self) -> dict[Key, list[Edit]]:
        found: dict[Key, list[Edit]] = {}
        for edit in self.changes:
            found.setdefault(edit.key, []).append(edit)
        return found


def check_origin(back: Returned, environment: Environment, snapshot: Snapshot, name: str) -> None:
    """Raise BadWorkbook for a workbook of another environment, account, register or plan."""
    base = back.manifest
    for word, theirs, ours in (
        ("environment", base.environment, environment.name),
        ("account", base.account, environment.account),
    ):
        if theirs != ours:
            raise BadWorkbook(name, [f"is of {word} {theirs}; allowed: {ours}, or {AGAIN}"])
    if newer := [record for record in base.records if record.version > _version(record, snapshot)]:
        raise BadWorkbook(name, [_other_register(newer[0], _version(newer[0], snapshot))])
    if gone := [id_ for kind, id_ in back.edits if not _there(kind, id_, snapshot)]:
        raise BadWorkbook(name, [f"{', '.join(gone)} is no longer in the plan; {AGAIN}"])


def merged(back: Returned, snapshot: Snapshot, plan: Mapping[str, Line] | None = None) -> Merged:
    """Sort every edit into changes, conflicts and what is done already."""
    lines = plan or by_id()
    now = all_texts(snapshot, lines)
    known = back.manifest.by_id
    found = Merged()
    for key, said in back.edits.items():
        for one in said:
            _sort(key, _meant(key, one, lines), known[key], now.get(key, {}), found)
    return found


def _meant(key: Key, said: Said, plan: Mapping[str, Line]) -> Said:
    """An empty priority is the plan's own."""
    own = said.column.key == "priority" and not said.text
    return replace(said, text=plan[key[1]].priority) if own else said


def _sort(key: Key, said: Said, base: Exported, now: Texts, found: Merged) -> None:
    field_ = said.column.key
    edit = Edit(key, said, base.fields[field_], now.get(field_, ""))
    if seen(edit.now) == seen(said.text):
        found.done.append(edit)
    elif seen(edit.now) == seen(edit.base):
        found.changes.append(edit)
    else:
        found.conflicts.append(edit)


def _version(record: Exported, snapshot: Snapshot) -> int:
    records = snapshot.lines if record.kind == "line" else snapshot.roles
    found = records.get(record.id)
    return found.version if found else 0


def _there(kind: str, id_: str, snapshot: Snapshot) -> bool:
    return id_ in (snapshot.lines if kind == "line" else snapshot.roles)


def _other_register(record: Exported, version: int) -> str:
    return (
        f"{record.kind} {record.id} had {record.version} changes when it was exported, and has "
        f"{version} now: that was another register; {AGAIN}"
    )


def age(base: Manifest) -> str:
    """When it was exported, in words of the register's history."""
    return f"exported {base.exported_at:%Y-%m-%dT%H:%M:%SZ}"
