"""What the demo's board is announced to show: every line that is built, and its verdict."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("announced.toml")
USUAL = "proven"
APART = "not built"


class Announced(NamedTuple):
    """The verdict of a line that isn't proven, and why it can't be in the sandbox."""

    verdict: str
    why: str


def announced() -> dict[str, Announced]:
    """By the line's id; a line that isn't there is announced as proven."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {line: Announced(**row) for line, row in rows.items()}


def surprises(run: Mapping[str, Any], expected: Mapping[str, Announced]) -> Iterator[str]:
    """Every line of a run whose verdict is not the announced one."""
    for line in run["lines"]:
        wanted = expected[line["id"]].verdict if line["id"] in expected else USUAL
        if line["verdict"] not in (wanted, APART):
            yield f"line {line['id']} is {line['verdict']}, announced is {wanted}"
