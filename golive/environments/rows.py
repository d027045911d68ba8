"""YAML as JSON data that remembers its rows.

Scalars follow YAML 1.2, as editors read them: `off` and `no` are words, a number with a
leading zero is no octal, a date is a text until its field says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from golive.mistakes import Place

TAGS = {
    f"tag:yaml.org,2002:{kind}"
    for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge")
}
PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the reader itself can't accept."""

    place: Place
    row: int
    problem: str
    allowed: str


@dataclass(slots=True)
class Rows:
    """The top mapping, the row of each place (of its key, if it has one), and the troubles."""

    data: dict[str, Any] | None = None
    row: dict[Place, int] = field(default_factory=dict[Place, int])
    troubles: list[Trouble] = field(default_factory=list[Trouble])

    def of(self, place: Place) -> int:
        """The row of a place; of its nearest parent, when it doesn't stand in the file."""
        while place and place not in self.row:
            place = place[:-1]
        return self.row.get(place, 1)


def read_rows(text: str) -> Rows:
    """Read one YAML document; what is wrong with it stands in `troubles`."""
    rows = Rows()
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                row = _row(event.start_mark)
                rows.troubles.append(Trouble((), row, f"holds *{event.anchor}", "the value itself"))
        if not rows.troubles:
            _read_top(yaml.compose(text, Loader=yaml.SafeLoader), rows)
    except yaml.MarkedYAMLError as error:
        row = _row(error.problem_mark)
        rows.troubles.append(Trouble((), row, error.problem or "is not YAML", "one YAML mapping"))
    except yaml.reader.ReaderError as error:
        row = text.count("\n", 0, error.position) + 1
        rows.troubles.append(Trouble((), row, error.reason, "printable characters"))
    return rows


def _row(mark: object) -> int:
    return int(getattr(mark, "line", 0)) + 1


def _read_top(node: yaml.Node | None, rows: Rows) -> None:
    if isinstance(node, yaml.MappingNode):
        rows.data = _mapping(node, (), rows)
    else:
        rows.troubles.append(Trouble((), 1, "is empty or no mapping", "keys and values"))


def _build(node: yaml.Node, place: Place, rows: Rows) -> Any:
    rows.row.setdefault(place, _row(node.start_mark))
    if node.tag not in TAGS:
        row = _row(node.start_mark)
        rows.troubles.append(Trouble(place, row, f"has the tag {node.tag}", "a value with no tag"))
    match node:
        case yaml.MappingNode():
            return _mapping(node, place, rows)
        case yaml.SequenceNode():
            return [_build(item, (*place, i), rows) for i, item in enumerate(node.value)]
        case _:
            return _scalar(node)


def _mapping(node: yaml.MappingNode, place: Place, rows: Rows) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in node.value:
        row = _row(name.start_mark)
        if not isinstance(name, yaml.ScalarNode):
            rows.troubles.append(Trouble(place, row, "has a key that is no word", "words as keys"))
            continue
        here = (*place, str(name.value))
        if name.value in made:
            problem = f"stands twice, first in row {rows.row[here]}"
            rows.troubles.append(Trouble(here, row, problem, "each key once"))
            continue
        rows.row[here] = row
        made[name.value] = _build(value, here, rows)
    return made


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if getattr(node, "style", None) is not None:
        return text
    return next((make(text) for pattern, make in PLAIN if pattern.fullmatch(text)), text)
