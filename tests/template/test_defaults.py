"""The table of defaults: each row is used, and has its source."""

from __future__ import annotations

from typing import Any

import pytest

from golive.template import resource as module
from golive.template.defaults import DEFAULTS, Default
from tests.template.change import DROP, changed
from tests.template.changes import CHANGES
from tests.template.good import GOOD
from tests.template.reading import listed, side
from tests.template.test_disorder import kinds_of

ROWS = {(type_, path) for type_, rows in DEFAULTS.items() for path in rows}


class Watched(dict[str, Default]):
    """A type's rows, and which of them were looked up."""

    def __init__(self, type_: str, used: set[tuple[str, str]]) -> None:
        super().__init__(DEFAULTS[type_])
        self._type, self._used = type_, used

    def get(self, key: str, default: Any = None) -> Any:
        self._used.add((self._type, key))
        return super().get(key, default)


def test_each_row_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A default that no reader asks for would be a claim that nothing tests."""
    used: set[tuple[str, str]] = set()
    monkeypatch.setattr(module, "DEFAULTS", {type_: Watched(type_, used) for type_ in DEFAULTS})
    for logical in GOOD:
        empty = GOOD | {logical: {"Type": GOOD[logical]["Type"]}}
        for kind in kinds_of(logical):
            listed(side(empty), kind)
    for change in (c for c in CHANGES if c.value is DROP):
        listed(side(changed(change.logical, change.path, DROP)), change.kind)
    assert used >= ROWS


def test_each_row_has_a_source() -> None:
    """Somebody can look it up."""
    assert all(row.source for rows in DEFAULTS.values() for row in rows.values())
