"""A change of one property of the good stack."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from golive.model import Fact
from tests.template.good import GOOD

DROP = object()


class Change(NamedTuple):
    """Set (or DROP) a property of a resource: the fact's field becomes `expected`."""

    logical: str
    path: str
    value: Any
    kind: type[Fact]
    field: str
    expected: Any


def changed(logical: str, path: str, value: Any) -> dict[str, Any]:
    """The good stack with one property set, or dropped."""
    stack = deepcopy(GOOD)
    place: Any = stack[logical]["Properties"]
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    for step in steps:
        place = place[step]
    if value is DROP:
        del place[last]
    else:
        place[last] = value
    return stack
