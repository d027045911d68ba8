"""The part of CloudWatch Logs Insights QL that the saved queries use, run over events in memory.

Source: CloudWatch Logs User Guide, Logs Insights QL. A stand-in: no query has run on AWS.
Fields of an event are those of its JSON, dotted, with @timestamp, @message and @log.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Event = dict[str, Any]
Test = Callable[[Event], bool]
TOKEN = re.compile(
    r"""\s*(?:(?P<regex>/(?:\\.|[^/\\])+/)|"(?P<text>(?:\\.|[^"\\])*)"|(?P<sign>!=|[()\[\],=])
    |(?P<word>[@\w.]+))""",
    re.VERBOSE,
)
CALL = re.compile(r"(\w+)\(([^)]*)\)")


class BadQuery(Exception):
    """Not of the part that is known here."""


def stages(query: str) -> list[tuple[str, str]]:
    """Each command with what follows it; a pipe in a pattern of several ways is none."""
    parts: list[str] = []
    held = ""
    for part in query.split("|"):
        held = f"{held}|{part}" if held else part
        if re.sub(r'"[^"]*"', "", held).count("/") % 2 == 0:
            parts.append(held.strip())
            held = ""
    split = [part.split(None, 1) for part in [*parts, *([held] if held else [])]]
    return [(command, rest[0] if rest else "") for command, *rest in split]


def run(query: str, events: Iterable[Event]) -> list[Event]:
    """The rows that a query gives; BadQuery for what isn't known."""
    rows, shown = [dict(each) for each in events], None
    for command, said in stages(query):
        match command:
            case "fields" | "display":
                shown = [name for name, _ in listed(said)]
                rows = [row | {name: get(row) for name, get in listed(said)} for row in rows]
            case "filter":
                rows = [row for row in rows if condition(said)(row)]
            case "sort":
                name, order = said.split()
                rows = sorted(rows, key=lambda row: row[name], reverse=order == "desc")
            case "limit":
                rows = rows[: int(said)]
            case "stats":
                rows, shown = stats(said, rows), None
            case _:
                raise BadQuery(command)
    return [{k: v for k, v in row.items() if k in shown} for row in rows] if shown else rows


def condition(said: str) -> Test:
    """A filter: comparisons with `and`, `or`, `not` and parentheses."""
    left = tokens(said)
    test = _either(left)
    if left:
        raise BadQuery(f"{left} is left of {said}")
    return test


def tokens(said: str) -> list[Any]:
    """Kind and text of each; a pattern without its slashes, a text without its quotes."""
    found: list[Any] = []
    at = 0
    while rest := said[at:].strip():
        if not (token := TOKEN.match(said, at)):
            raise BadQuery(rest)
        kind = str(token.lastgroup)
        found.append((kind, token[kind][1:-1] if kind == "regex" else token[kind]))
        at = token.end()
    return found


def _either(left: list[Any]) -> Test:
    tests = [_both(left)]
    while left and left[0] == ("word", "or"):
        left.pop(0)
        tests.append(_both(left))
    return lambda row: any(test(row) for test in tests)


def _both(left: list[Any]) -> Test:
    tests = [_one(left)]
    while left and left[0] == ("word", "and"):
        left.pop(0)
        tests.append(_one(left))
    return lambda row: all(test(row) for test in tests)


def _one(left: list[Any]) -> Test:
    kind, name = left.pop(0)
    if (kind, name) == ("sign", "("):
        test = _either(left)
        left.pop(0)
        return test
    if name == "not":
        inner = _one(left)
        return lambda row: not inner(row)
    if name == "ispresent":
        _, (_, field), _ = left.pop(0), left.pop(0), left.pop(0)
        return lambda row: row.get(field) is not None
    return _compared(name, left)


def _compared(name: str, left: list[Any]) -> Test:
    _, word = left.pop(0)
    negated = word == "not"
    if negated:
        _, word = left.pop(0)
    kind, value = left.pop(0)
    if word == "in":
        values: list[str] = []
        while (token := left.pop(0)) != ("sign", "]"):
            values += [token[1]] if token[0] == "text" else []
        return lambda row: (row.get(name) in values) is not negated
    if word == "like":
        found = re.compile(value if kind == "regex" else re.escape(value))
        return lambda row: (
            row.get(name) is not None and bool(found.search(str(row[name]))) is not negated
        )
    if word in ("=", "!="):
        return lambda row: (row.get(name) == value) is (word == "=")
    raise BadQuery(word)


def listed(said: str) -> list[tuple[str, Callable[[Event], Any]]]:
    """The fields of a list: names, or `coalesce(...) as name`."""
    parts = [part.strip() for part in re.split(r",(?![^()]*\))", said)]
    return [_field(part) for part in parts]


def _field(part: str) -> tuple[str, Callable[[Event], Any]]:
    what, _, name = part.partition(" as ")
    if not (call := CALL.fullmatch(what)):
        return what, lambda row: row.get(what)
    if call[1] != "coalesce":
        raise BadQuery(call[1])
    names = [each.strip() for each in call[2].split(",")]
    return name, lambda row: next((row[n] for n in names if row.get(n) is not None), None)


def stats(said: str, rows: list[Event]) -> list[Event]:
    """One row for each group that has events, its functions by their names."""
    functions, _, by = said.partition(" by ")
    keys = [part.strip() for part in re.split(r",(?![^()]*\))", by)]
    groups: dict[tuple[Any, ...], list[Event]] = {}
    for row in rows:
        groups.setdefault(tuple(_key(key, row) for key in keys), []).append(row)
    return [
        dict(zip(keys, group, strict=True)) | {n: _value(f, inside) for f, n in _named(functions)}
        for group, inside in groups.items()
    ]


def _named(functions: str) -> list[tuple[str, str]]:
    parts = (part.strip() for part in re.split(r",(?![^()]*\))", functions))
    return [(what, name) for what, _, name in (part.partition(" as ") for part in parts)]


def _key(key: str, row: Event) -> Any:
    return row["@timestamp"] // 300 * 300 if key == "bin(5m)" else row.get(key)


def _value(function: str, rows: list[Event]) -> Any:
    call = CALL.fullmatch(function.replace("*", ""))
    if not call:
        raise BadQuery(function)
    values = [row[call[2]] for row in rows if row.get(call[2]) is not None]
    match call[1]:
        case "count":
            return len(values) if call[2] else len(rows)
        case "count_distinct":
            return len(set(values))
        case "max":
            return max(values)
        case "latest":
            return max((r for r in rows if r.get(call[2]) is not None), key=_time)[call[2]]
        case other:
            raise BadQuery(other)


def _time(row: Event) -> Any:
    return row["@timestamp"]
