"""The controls: one predicate each, over facts that either side can give."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from golive.controls.control import CONTROLS, Control


def catalogue() -> dict[str, Control]:
    """Every control by id, in the order of the plan's lines."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(CONTROLS.items(), key=lambda item: _order(item[1])))


def _order(control: Control) -> tuple[list[int], str]:
    return [int(part) for part in control.line.split(".")], control.id
