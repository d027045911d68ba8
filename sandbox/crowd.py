"""Things of others in the account, in numbers: for tests that cost doesn't grow with them.

One of each kind is made by the API; the rest are copies of its record, for thousands of calls
take longer than the test.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from copy import deepcopy
from typing import Any

from sandbox.emulator import needs
from sandbox.inprocess import client

S3 = needs("services.s3", "_buckets")
TABLES = needs("services.dynamodb", "_tables")
LOGS = needs("services.cloudwatch_logs", "_log_groups")
NAME = "foreign-"
Record = dict[str, Any]


def bucket(name: str) -> MutableMapping[str, Record]:
    """Make one; gives where all are."""
    client("s3").create_bucket(Bucket=name)
    return S3._buckets


def table(name: str) -> MutableMapping[str, Record]:
    """Make one; gives where all are."""
    client("dynamodb").create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return TABLES._tables


def log_group(name: str) -> MutableMapping[str, Record]:
    """Make one; gives where all are."""
    client("logs").create_log_group(logGroupName=name)
    return LOGS._log_groups


KINDS: dict[str, Callable[[str], MutableMapping[str, Record]]] = {
    "buckets": bucket,
    "tables": table,
    "log groups": log_group,
}


def gather(said: dict[str, int]) -> dict[str, int]:
    """Have so many foreign ones of each kind, and of the others none; how many there are."""
    for stored in (S3._buckets, TABLES._tables, LOGS._log_groups):
        for name in [name for name in stored if name.startswith(NAME)]:
            del stored[name]
    return {kind: _multiplied(KINDS[kind], number) for kind, number in said.items()}


def _multiplied(make: Callable[[str], MutableMapping[str, Record]], number: int) -> int:
    first = f"{NAME}0"
    stored = make(first)
    for name in (f"{NAME}{each}" for each in range(1, number)):
        copied = deepcopy(stored[first])
        stored[name] = {k: _renamed(v, first, name) for k, v in copied.items()}
    return sum(name.startswith(NAME) for name in stored)


def _renamed(value: Any, before: str, after: str) -> Any:
    return value.replace(before, after) if isinstance(value, str) else value
