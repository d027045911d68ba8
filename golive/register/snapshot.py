"""Records as one snapshot, with the lines and roles that nobody touched yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeVar

from golive.plan import by_id
from golive.register.layout import id_of
from golive.register.records import (
    Decision,
    Issue,
    Kept,
    LineState,
    LogEntry,
    Role,
    SignOff,
    Snapshot,
)
from golive.register.roster import roster

K = TypeVar("K", bound=Kept)
NEVER = datetime.min.replace(tzinfo=UTC)


def snapshot_of(environment: str, read_at: datetime, records: Iterable[Kept]) -> Snapshot:
    """A snapshot of these records; lines and roles in the plan's order."""
    found = list(records)
    lines = {id_: LineState(id=id_) for id_ in by_id()} | _by_id(found, LineState)
    roles = {id_: Role(id=id_) for id_ in roster()} | _by_id(found, Role)
    return Snapshot(
        environment,
        read_at,
        lines=lines,
        roles=roles,
        sign_offs=_by_id(found, SignOff),
        issues=_by_id(found, Issue),
        log=tuple(sorted(_of(found, LogEntry), key=_written)),
        decisions=tuple(sorted(_of(found, Decision), key=_written)),
    )


def _of(records: Iterable[Kept], kind: type[K]) -> list[K]:
    return [record for record in records if isinstance(record, kind)]


def _by_id(records: Iterable[Kept], kind: type[K]) -> dict[str, K]:
    return {id_of(record): record for record in _of(records, kind)}


def _written(record: Kept) -> tuple[datetime, str]:
    return record.at or NEVER, id_of(record)
