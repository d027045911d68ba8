"""Tables that every concern adds a module of its own to, read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from golive.controls import catalogue
from golive.controls.control import Control
from golive.facts import kinds
from golive.facts.unfed import FEEDS
from golive.model import Fact

HERE = Path(__file__).parent


def modules(folder: str) -> Iterator[ModuleType]:
    """The modules of a folder of tests, such as `controls/concerns`, by name."""
    for file in sorted((HERE / folder).glob("*.py")):
        yield import_module(".".join(("tests", *folder.split("/"), file.stem)))


def rows(folder: str, table: str) -> list[Any]:
    """The rows that the modules have in a list of this name, those that have one."""
    return [row for module in modules(folder) for row in getattr(module, table, ())]


def merged(folder: str, table: str) -> dict[Any, Any]:
    """The same of a dictionary; no key stands in two modules."""
    found: dict[Any, Any] = {}
    for module in modules(folder):
        more: dict[Any, Any] = getattr(module, table, {})
        assert not found.keys() & more.keys(), module
        found |= more
    return found


def parts() -> set[type[Fact]]:
    """The kinds that stand in a field of another kind, and have no subjects of their own."""
    found = kinds()
    words = {w for k in found.values() for a in k.__annotations__.values() for w in _words(a)}
    return {kind for name, kind in found.items() if name in words}


def fed() -> dict[str, Control]:
    """The controls by id, but those whose kind nothing feeds yet."""
    return {name: control for name, control in catalogue().items() if control.on not in FEEDS}


def _words(annotation: object) -> list[str]:
    return re.findall(r"\w+", str(annotation))
