"""The rows of `table.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from golive.alarms.check import check
from golive.alarms.row import Declared, Expects, Row, Share


@cache
def rows() -> tuple[Row, ...]:
    """Every row, in the table's order. TableError when one can't be right."""
    found = read(files("golive.alarms").joinpath("table.toml").read_text(encoding="utf-8"))
    check(found)
    return found


def read(text: str) -> tuple[Row, ...]:
    """The rows of a table in TOML, as they stand there."""
    table = tomllib.loads(text)
    return tuple(_row(table["defaults"] | raw, table) for raw in table["row"])


@cache
def by_id() -> dict[str, Row]:
    """The rows by their id."""
    return {row.id: row for row in rows()}


def expects(namespace: str, metric: str) -> Expects | None:
    """When a metric has data; None for one that the table doesn't watch."""
    mine = [row for row in rows() if row.namespace == namespace]
    watched = [row for row in mine if metric in (row.metric, *row.inputs.values())]
    return watched[0].expects if watched else None


def _row(raw: dict[str, Any], table: Mapping[str, Any]) -> Row:
    read: dict[str, Any] = {
        "threshold": _threshold(raw["threshold"]),
        "source": table["sources"][raw["source"]],
        "pattern": _pattern(raw["pattern"], table["phrases"]),
    }
    return Row(**(raw | read))


def _pattern(text: str, phrases: Mapping[str, str]) -> str:
    """In one line, with its phrases written out."""
    for name, phrase in phrases.items():
        text = text.replace(f"{{{name}}}", phrase)
    return " ".join(text.split())


def _threshold(value: float | dict[str, Any]) -> float | Share | Declared:
    if not isinstance(value, dict):
        return value
    return Declared(**value) if "declared" in value else Share(**value)
