"""The register in DynamoDB: read at once, changed one record at a time, with its history.

A write is one transaction of the record, on condition that its version is still the one that
was read, and its history row. So no update is lost, and none goes unrecorded.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from random import uniform
from typing import TYPE_CHECKING, Any, TypeVar

from golive.account.errors import code_of
from golive.plan import by_id
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
from golive.register.records import Change, Kept, LineState, Role, SignOff, Snapshot
from golive.register.roster import roster
from golive.register.snapshot import snapshot_of

if TYPE_CHECKING:
    from golive.environment import Environment

K = TypeVar("K", bound=Kept)
TRIES = 60
LONGEST_PAUSE = 4.0
BUSY = frozenset({"ConditionalCheckFailed", "TransactionConflict"})
"""Reasons of a cancelled transaction after which it may be tried anew."""


class Busy(Exception):
    """Somebody else wrote the same record in between."""


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
            old = self.get(kind, id_) or _untouched(kind, id_)
            new = change(old)
            changed = differences(old, new)
            if not changed:
                return old
            first = first or old
            _refuse_overwriting(first, old, changed.keys() - set(adds_to))
            try:
                return self._write(old, new, changed, why)
            except Busy:
                _pause(attempt)
        raise Conflict(
            f"{record_name(kind, id_)}: others wrote it {TRIES} times meanwhile; try again"
        )

    def put_new(self, record: K, why: str) -> K:
        """Keep a record for the first time; Taken when its id is."""
        check_text("why", why, short=True)
        untouched = replace(record, version=0)
        once = PLACES[type(record)].once
        changed = {} if once else _all_of(untouched)
        for attempt in range(TRIES):
            try:
                return self._write(untouched, untouched, changed, why)
            except Busy as busy:
                if self.get(type(record), id_of(record)) is not None:
                    raise Taken(f"{_name(record)} is there already") from busy
                _pause(attempt)
        raise Conflict(f"{_name(record)}: others wrote it {TRIES} times meanwhile; try again")

    def history(self, record: str = "") -> list[Change]:
        """Changes, the oldest first: all, or those of a record such as `plan/line#4.1`."""
        rows = self._query(HISTORY, f"{record}#" if record else "")
        return sorted(map(to_change, rows), key=lambda change: (change.at, change.version))

    def _write(self, old: K, new: K, changed: dict[str, tuple[str, str]], why: str) -> K:
        if not why.strip():
            raise BadChange("why: is empty; allowed: a reason in words")
        kept = replace(new, version=old.version + 1, by=self.caller, at=datetime.now(UTC))
        check_texts(kept)
        rows = [to_item(kept), change_item(kept, changed, why)]
        for row in rows:
            check_size(_name(kept), row)
        conditions = [_still(old.version), _still(0)]
        puts = [
            {"Put": {"TableName": self.table, "Item": row} | condition}
            for row, condition in zip(rows, conditions, strict=True)
        ]
        with asking("dynamodb:TransactWriteItems"):
            self._transact(puts)
        return kept

    def _transact(self, puts: list[dict[str, Any]]) -> None:
        client = self._client
        try:
            client.transact_write_items(TransactItems=puts)
        except client.exceptions.TransactionCanceledException as error:
            codes = {row.get("Code") for row in error.response.get("CancellationReasons", ())}
            if codes & BUSY:
                raise Busy from error
            raise
        except client.exceptions.ClientError as error:
            if code_of(error) == "TransactionInProgressException":
                raise Busy from error
            raise

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


def _still(version: int) -> dict[str, Any]:
    """A condition: the record is as it was read; 0 for not at all."""
    if version == 0:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    return {
        "ConditionExpression": "version = :version",
        "ExpressionAttributeValues": {":version": {"N": str(version)}},
    }


def _untouched(kind: type[K], id_: str) -> K:
    """What nobody has written yet, where the repository knows that it may be."""
    known: dict[type[Kept], Iterable[str]] = {LineState: by_id(), SignOff: by_id(), Role: roster()}
    if id_ not in known.get(kind, ()):
        raise BadChange(f"{record_name(kind, id_)} does not exist")
    if kind is SignOff:
        return kind(line=id_, note="")  # pyright: ignore[reportCallIssue]
    return kind(id=id_)  # pyright: ignore[reportCallIssue]


def _refuse_overwriting(first: Kept, now: Kept, fields: Iterable[str]) -> None:
    moved = {name: pair for name, pair in differences(first, now).items() if name in fields}
    for name, (before, after) in moved.items():
        raise Conflict(
            f"{_name(now)}: {name} was changed meanwhile by {now.by}, "
            f"from {before!r} to {after!r}; nothing was overwritten"
        )


def _all_of(record: Kept) -> dict[str, tuple[str, str]]:
    values = to_item(record)
    texts = {name: next(iter(value.values())) for name, value in values.items()}
    skipped = ("pk", "sk", "version", "by", "at")
    return {name: ("", str(text)) for name, text in texts.items() if name not in skipped}


def _name(record: Kept) -> str:
    return record_name(type(record), id_of(record))


def _pause(attempt: int) -> None:
    """Full jitter (AWS Architecture Blog, exponential backoff and jitter)."""
    time.sleep(uniform(0, min(LONGEST_PAUSE, 0.05 * 2**attempt)))
