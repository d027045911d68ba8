"""From waivers.toml to waivers, or to all of its mistakes at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from golive.mistakes import BadFile, Mistake, quoted
from golive.project import ROOT
from golive.waivers.sense import sense_mistakes
from golive.waivers.shape import Wrong, shape_mistakes
from golive.waivers.waiver import Waiver

FILE = ROOT / "waivers.toml"
HEADER = re.compile(r"\s*\[\[\s*waiver\s*\]\]")
KEY = re.compile(r"\s*([\w-]+)\s*=")
AT_LINE = re.compile(r"line (\d+)")
Rows = Mapping[str, int]
"""The row of each key of a waiver, and of its header under the empty key."""


class BadWaivers(BadFile):
    """A waiver file with mistakes."""


def load(file: Path = FILE) -> tuple[Waiver, ...]:
    """Every waiver; BadWaivers names every mistake. Where no file is, there is no waiver."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    raws, rows = _tables(text, file), _rows(text)
    waivers, mistakes = list[Waiver](), list[Mistake]()
    for raw, at in zip(raws, rows, strict=True):
        wrongs = list(shape_mistakes(raw))
        if not wrongs:
            waivers.append(_built(raw, at[""]))
            wrongs = [*sense_mistakes(waivers[-1]), *_twice(waivers)]
        mistakes += [_mistake(file, at, wrong) for wrong in wrongs]
    if mistakes:
        raise BadWaivers(mistakes)
    return tuple(waivers)


def _tables(text: str, file: Path) -> list[dict[str, Any]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        row = int(found[1]) if (found := AT_LINE.search(str(error))) else text.count("\n") + 1
        raise BadWaivers([Mistake(file, row, "the file", str(error), "TOML")]) from error
    raw: object = data.get("waiver", [])
    tables = cast("list[dict[str, Any]]", raw if isinstance(raw, list) else [])
    if data.keys() - {"waiver"} or len(tables) != len(_rows(text)) or tables is not raw:
        value = quoted(sorted(data))
        raise BadWaivers([Mistake(file, 1, "the file", "holds more", "[[waiver]] tables", value)])
    return tables


def _rows(text: str) -> list[dict[str, int]]:
    found: list[dict[str, int]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if HEADER.match(line):
            found.append({"": number})
        elif found and (key := KEY.match(line)):
            found[-1].setdefault(key[1], number)
    return found


def _built(raw: Mapping[str, Any], row: int) -> Waiver:
    lists = {key: tuple(raw[key]) for key in ("rules", "environments") if key in raw}
    values: dict[str, Any] = {**raw, **lists, "row": row}
    return Waiver(**values)


def _twice(waivers: list[Waiver]) -> Iterator[Wrong]:
    """Whether the last one repeats an earlier one."""
    *earlier, last = waivers
    for other in earlier:
        same = (other.scope, other.resource) == (last.scope, last.resource)
        meet = not other.environments or not last.environments
        meet = meet or bool({*other.environments} & {*last.environments})
        if same and meet and {*other.rules} & {*last.rules}:
            yield Wrong("scope", f"is said twice, first in row {other.row}", "one waiver of a rule")


def _mistake(file: Path, rows: Rows, wrong: Wrong) -> Mistake:
    row = rows.get(wrong.key, rows[""])
    return Mistake(file, row, wrong.key, wrong.problem, wrong.allowed, wrong.value)
