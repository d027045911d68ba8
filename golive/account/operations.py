"""Every call that is made to AWS: what it may, what its errors mean, what it keeps back."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

PREFIXES = {"s3control": "s3"}
PLAIN = ("paged", "most", "writes")


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of `operations.toml`, whose head says what each field means."""

    actions: tuple[str, ...]
    gone: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    volatile: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    paged: bool = False
    most: int | None = None
    writes: bool = False


@cache
def operations() -> dict[str, Operation]:
    """The table by `service:Operation`."""
    text = files("golive.account").joinpath("operations.toml").read_text(encoding="utf-8")
    return {name: _operation(name, row) for name, row in tomllib.loads(text).items()}


def _operation(name: str, row: dict[str, Any]) -> Operation:
    strange = row.keys() - {field.name for field in fields(Operation)}
    if strange:
        raise ValueError(f"{name} has {', '.join(strange)}")
    lists = {field.name for field in fields(Operation) if field.name not in PLAIN}
    values: dict[str, Any] = {"actions": (_like(name),)}
    values |= {k: tuple(v) if k in lists else v for k, v in row.items()}
    return Operation(**values)


def _like(name: str) -> str:
    service, _, operation = name.partition(":")
    return f"{PREFIXES.get(service, service)}:{operation}"


def permissions(*, writing: bool = False) -> tuple[str, ...]:
    """The IAM actions that reading needs, sorted, or those of putting evidence."""
    rows = [row for row in operations().values() if row.writes == writing]
    return tuple(sorted({action for row in rows for action in row.actions}))
