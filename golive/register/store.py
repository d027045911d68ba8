"""The register in DynamoDB: read at once, changed one record at a time, with its history.

A write is one transaction of the record, on condition that its version is still the one that
was read, and its history row. So no update is lost, and none goes unrecorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from golive.register.caller import caller
from golive.register.calls import asking
from golive.register.errors import BadChange, Conflict, MissingRegister, Taken
from golive.register.items import Item, change_item, differences, from_item, to_change, to_item
from golive.register.layout import (
    DECISIONS,
    HISTORY,
    ISSUES,
    LOG,
    PLACES,
    PLAN,
    id_of,
    record_name,
)
from golive.register.limits import check_size, check_text, check_texts
from golive.register.records import Change, Kept, Snapshot
from golive.register.snapshot import snapshot_of
from golive.register.writing import (
    Busy,
    all_of,
    name_of,
    pause,
    put,
    refuse_overwriting,
    untouched,
)

if TYPE_CHECKING:
    from golive.environment import Environment

K = TypeVar("K", bound=Kept)
TRIES = 60


@dataclass(frozen=True)
class Register:
    """The table `table` of an environment; `session` makes the clients."""

    environment: str
    table: str
    session: Any
    account: str = ""

    @cached_property
    def _client(self) -> Any:
        return self.session.client("dynamodb")

    @cached_property
    def caller(self) -> str:
        """Who writes: asked once, and only by who writes."""
        return caller(self.session, self.account)

    def snapshot(self, *parts: str) -> Snapshot:
        """All of it, or the partitions named: one consistent query each."""
        read_at = datetime.now(UTC)
        wanted = parts or (PLAN, ISSUES, LOG, DECISIONS)
        items = [item for part in wanted for item in self._query(part)]
        records = (from_item(item) for item in items)
        return snapshot_of(self.environment, read_at, (r for r in records if r is not None))

    def get(self, kind: type[K], id_: str) -> K | None:
        """One record as it is now."""
        place = PLACES[kind]
        key = {"pk": {"S": place.pk}, "sk": {"S": place.sk(id_)}}
        with asking("dynamodb:GetItem"):
            got = self._client.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        found = from_item(got["Item"]) if "Item" in got else None
        return found if isinstance(found, kind) else None

    def change(
        self,
        kind: type[K],
        id_: str,
        change: Callable[[K], K],
        why: str,
        *,
        adds_to: Iterable[str] = (),
    ) -> K:
        """Change one record and keep who did, when and why; gives it as it is now.

        When somebody else was quicker, the change is made anew on what they wrote, unless it
        is of a field that it would overwrite: that is a Conflict. Fields in `adds_to` are only
        added to. What changes nothing is not written.
        """
        if PLACES[kind].once:
            raise BadChange(f"{record_name(kind, id_)} is written once: it can't be changed")
        check_text("why", why, short=True)
        first: K | None = None
        for attempt in range(TRIES):
            old = self.get(kind, id_) or untouched(kind, id_)
            new = change(old)
            changed = differences(old, new)
            if not changed:
                return old
            first = first or old
            refuse_overwriting(first, old, changed.keys() - set(adds_to))
            try:
                return self._write(old, new, changed, why)
            except Busy:
                pause(attempt)
        raise Conflict(
            f"{record_name(kind, id_)}: others wrote it {TRIES} times meanwhile; try again"
        )

    def put_new(self, record: K, why: str) -> K:
        """Keep a record for the first time; Taken when its id is."""
        check_text("why", why, short=True)
        first = replace(record, version=0)
        once = PLACES[type(record)].once
        changed = {} if once else all_of(first)
        for attempt in range(TRIES):
            try:
                return self._write(first, first, changed, why)
            except Busy as busy:
                if self.get(type(record), id_of(record)) is not None:
                    raise Taken(f"{name_of(record)} is there already") from busy
                pause(attempt)
        raise Conflict(f"{name_of(record)}: others wrote it {TRIES} times meanwhile; try again")

    def history(self, record: str = "") -> list[Change]:
        """Changes, the oldest first: all, or those of a record such as `plan/line#4.1`."""
        rows = self._query(HISTORY, f"{record}#" if record else "")
        return sorted(map(to_change, rows), key=lambda change: (change.at, change.version))

    def _write(self, old: K, new: K, changed: dict[str, tuple[str, str]], why: str) -> K:
        if not why.strip():
            raise BadChange("why: is empty; allowed: a reason in words")
        kept = replace(new, version=old.version + 1, by=self.caller, at=datetime.now(UTC))
        check_texts(kept)
        record, row = to_item(kept), change_item(kept, changed, why)
        for item in (record, row):
            check_size(name_of(kept), item)
        with asking("dynamodb:TransactWriteItems"):
            put(self._client, self.table, record, row)
        return kept

    def _query(self, pk: str, prefix: str = "") -> list[Item]:
        condition, values = "pk = :pk", {":pk": {"S": pk}}
        if prefix:
            condition += " AND begins_with(sk, :sk)"
            values[":sk"] = {"S": prefix}
        pages = self._client.get_paginator("query")
        with asking("dynamodb:Query"):
            return list(
                pages.paginate(
                    TableName=self.table,
                    KeyConditionExpression=condition,
                    ExpressionAttributeValues=values,
                    ConsistentRead=True,
                ).build_full_result()["Items"]
            )


def open_register(environment: Environment, session: Any = None) -> Register:
    """The register of an environment; MissingRegister before its Data stack is deployed."""
    from golive.register.opening import new_session, table_of

    session = session or new_session(environment.region)
    table = table_of(session, environment.stack("Data"))
    if table is None:
        raise MissingRegister(
            f"{environment.name} has no register yet: deploy {environment.stack('Data')}"
        )
    return Register(environment.name, table, session, environment.account)
