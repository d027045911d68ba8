"""How one record is written: on what condition, with what history, and what stops it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from random import uniform
from typing import Any, TypeVar

from golive.account.errors import code_of
from golive.plan import by_id
from golive.register.errors import BadChange, Conflict
from golive.register.items import NOT_SHOWN, Damaged, differences, to_item
from golive.register.layout import MASKED, id_of, record_name
from golive.register.records import Kept, LineState, Role, SignOff
from golive.register.roster import roster

K = TypeVar("K", bound=Kept)
LONGEST_PAUSE = 4.0
FAILED = "ConditionalCheckFailed"
BUSY = frozenset({FAILED, "TransactionConflict"})
"""Reasons of a cancelled transaction after which it may be tried anew."""
SHOWN = 60


class Busy(Exception):
    """Somebody else wrote the same record in between."""


def put(client: Any, table: str, record: Mapping[str, Any], history: Mapping[str, Any]) -> None:
    """Put both or none: the record where its version is still the one before, the row as new.

    Busy where somebody was quicker; Damaged where the history is ahead of the record.
    """
    before = int(record["version"]["N"]) - 1
    items = ((record, _still(before)), (history, _still(0)))
    puts = [{"Put": {"TableName": table, "Item": item} | only} for item, only in items]
    try:
        client.transact_write_items(TransactItems=puts)
    except client.exceptions.TransactionCanceledException as error:
        codes = [row.get("Code") for row in error.response.get("CancellationReasons", ())]
        if codes == ["None", FAILED]:
            raise Damaged(_ahead(history["sk"]["S"])) from error
        if set(codes) & BUSY:
            raise Busy from error
        raise
    except client.exceptions.ClientError as error:
        if code_of(error) == "TransactionInProgressException":
            raise Busy from error
        raise


def _ahead(row: str) -> str:
    return (
        f"the history has {row} already: the record was taken away, or put back, by other hands; "
        "restore it as its history says"
    )


def _still(version: int) -> dict[str, Any]:
    """A condition: the item is as it was read; 0 for not at all."""
    if version == 0:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    return {
        "ConditionExpression": "#version = :version",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {":version": {"N": str(version)}},
    }


def untouched(kind: type[K], id_: str) -> K:
    """What nobody has written yet, where the repository knows that it may be."""
    known: dict[type[Kept], Iterable[str]] = {LineState: by_id(), SignOff: by_id(), Role: roster()}
    if id_ not in known.get(kind, ()):
        raise BadChange(f"{record_name(kind, id_)} does not exist")
    if kind is SignOff:
        return kind(line=id_, note="")  # pyright: ignore[reportCallIssue]
    return kind(id=id_)  # pyright: ignore[reportCallIssue]


def refuse_overwriting(first: Kept, now: Kept, fields: Iterable[str]) -> None:
    """Raise Conflict where one of these fields is not what it was when it was read first."""
    moved = {name: pair for name, pair in differences(first, now).items() if name in fields}
    for name, pair in moved.items():
        before, after = (NOT_SHOWN if name in MASKED else _cut(text) for text in pair)
        raise Conflict(
            f"{name_of(now)}: {name} was changed meanwhile by {now.by}, "
            f"from {before!r} to {after!r}; nothing was overwritten"
        )


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def all_of(record: Kept) -> dict[str, tuple[str, str]]:
    """Every field of a new record, as changed from nothing."""
    values = to_item(record)
    texts = {name: next(iter(value.values())) for name, value in values.items()}
    skipped = ("pk", "sk", "version", "by", "at")
    return {name: ("", str(text)) for name, text in texts.items() if name not in skipped}


def name_of(record: Kept) -> str:
    """How history names a record."""
    return record_name(type(record), id_of(record))


def pause(attempt: int) -> None:
    """Full jitter (AWS Architecture Blog, exponential backoff and jitter)."""
    time.sleep(uniform(0, min(LONGEST_PAUSE, 0.05 * 2**attempt)))
