"""What else is to say of a control: the tables of `controls/about/`, one file a module of controls.

Mappings name what a control supports, not what it fulfils: a requirement of a framework also
asks for people, procedures and scope. The ids that may be cited, and their sources, stand in
`controls/frameworks.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from typing import Any, cast

from golive.mistakes import nearest

Titles = Mapping[str, Mapping[str, str]]
"""Of each framework (`pci`, `nist`, `well_architected`) the title of each id."""

FOLDER = files("golive.controls").joinpath("about")
TEXTS = ("risk", "not_proven")
LISTS = ("pci", "nist", "well_architected", "requires")
HOURS = "fresh_hours"


class BadAbout(ValueError):
    """Tables with mistakes; each line of the message is one."""


@dataclass(frozen=True, slots=True)
class About:
    """`risk` is what may happen where the control fails, `not_proven` what it leaves open.

    `pci`, `nist` and `well_architected` are ids of `titles`; `requires` are controls without
    which this one says nothing; `fresh_hours` is how old the evidence of a feed may be.
    """

    risk: str = ""
    not_proven: str = ""
    pci: tuple[str, ...] = ()
    nist: tuple[str, ...] = ()
    well_architected: tuple[str, ...] = ()
    fresh_hours: int | None = None
    requires: tuple[str, ...] = ()


NOTHING = About()


@cache
def about() -> Mapping[str, About]:
    """Every row by the control's id; BadAbout for what can't be a row."""
    tables = {
        file.name: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(FOLDER.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }
    return read(tables)


def of(control: str) -> About:
    """The row of a control; an empty one where none is written yet."""
    return about().get(control, NOTHING)


@cache
def titles() -> Titles:
    """What may be cited."""
    text = files("golive.controls").joinpath("frameworks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def read(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, About]:
    """The rows of tables by file name; BadAbout names file, control, key and what is allowed.

    Whether what they cite exists, `uncited` says.
    """
    mistakes: list[str] = []
    rows: dict[str, About] = {}
    for file, table in tables.items():
        for control, raw in table.items():
            wrong = [*_twice(control, rows), *_mistakes(raw)]
            mistakes += [f"{file}: {control}: {problem}" for problem in wrong]
            rows[control] = NOTHING if wrong else _row(raw)
    mistakes += _cycles(rows)
    if mistakes:
        raise BadAbout("\n".join(mistakes))
    return rows


def _cycles(rows: Mapping[str, About]) -> Iterator[str]:
    try:
        TopologicalSorter({name: row.requires for name, row in rows.items()}).prepare()
    except CycleError as error:
        yield f"requires: {' requires '.join(error.args[1])}: a circle"


def _twice(control: str, rows: Mapping[str, About]) -> Iterator[str]:
    if control in rows:
        yield "has two rows"


def _row(raw: Mapping[str, Any]) -> About:
    lists = {key: tuple(raw[key]) for key in LISTS if key in raw}
    values: dict[str, Any] = {**raw, **lists}
    return About(**values)


def _mistakes(raw: object) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield 'is no table; allowed: ["<control>"] and keys below it'
        return
    row = cast("dict[str, object]", raw)
    known = (*TEXTS, *LISTS, HOURS)
    for key in sorted(row.keys() - set(known)):
        yield f"{key}: is no key{nearest(key, known)}; allowed: {', '.join(known)}"
    for key in TEXTS:
        text = row.get(key)
        if not isinstance(text, str) or not text.endswith("."):
            yield f"{key}: allowed: one sentence that ends with a full stop"
    hours = row.get(HOURS, 1)
    if type(hours) is not int or hours < 1:
        yield f"{HOURS}: {hours!r}; allowed: a whole number from 1 on"
    for key in LISTS:
        items = row.get(key, [])
        texts = cast("list[object]", items) if isinstance(items, list) else [None]
        if not all(isinstance(text, str) for text in texts):
            yield f"{key}: allowed: a list of texts"


def uncited(rows: Mapping[str, About]) -> list[str]:
    """What rows cite that no framework has, a sentence each."""
    return [
        f"{control}: {key}: {cited} is not in frameworks.toml{nearest(cited, known)}"
        for control, row in rows.items()
        for key, known in titles().items()
        for cited in getattr(row, key)
        if cited not in known
    ]
