"""What the conditions of a filter pattern compare: the values that a selector points to.

Source: as of `sandbox.filter_pattern`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from golive.policy import is_mapping
from golive.template.values import is_list

REGEX = re.compile(r"[A-Za-z0-9_#=@/;,\-^$?\[\]{}|\\*+.: ]+")
Test = Callable[[Any], bool]


class InvalidPattern(ValueError):
    """CloudWatch Logs would refuse the pattern; the message says why."""


def selected(steps: list[tuple[str, ...]], event: Any) -> list[Any]:
    """The values that a selector points to: none, one, or as many as a wildcard finds."""
    found = [event]
    for name, quoted, index, every in steps:
        found = [inner for each in found for inner in _inside(each, name or quoted, index, every)]
    return found


def _inside(value: Any, name: str, index: str, every: str) -> list[Any]:
    listed = value if is_list(value) else []
    named: Mapping[str, object] = value if is_mapping(value) else {}
    if every:
        return listed if every == "[*]" else list(named.values())
    if index:
        return listed[int(index) :][:1]
    return [named[name]] if name in named else []


def comparable(values: list[Any]) -> list[Any]:
    """Value nodes are strings or numbers: an object, an array or null matches nothing."""
    return [v for v in values if isinstance(v, str) or is_number(v)]


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def text(wanted: str) -> Test:
    form = re.compile(".*".join(map(re.escape, wanted.split("*"))), re.DOTALL)
    return lambda found: form.fullmatch(str(found)) is not None


def regex(text: str) -> Test:
    if not REGEX.fullmatch(text):
        raise InvalidPattern(f"%{text}% has a character that regular expressions may not have")
    form = re.compile(text)
    return lambda found: form.search(str(found)) is not None
