"""The controls: one predicate each, over facts that either side can give."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from golive.controls.control import CONTROLS, Control
from golive.plan import lines


def catalogue() -> dict[str, Control]:
    """Every control by id, in the order of the plan's lines."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    order = {line.id: place for place, line in enumerate(lines())}
    return dict(sorted(CONTROLS.items(), key=lambda item: (order[item[1].line], item[0])))
