"""Every kind of fact: the vocabulary of the project, a module for each concern.

Durations are in the unit that the field's name says.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from golive.model import Fact


def kinds() -> dict[str, type[Fact]]:
    """Every kind of fact by its name, parts of others among them."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found = [value for module in modules for value in vars(module).values()]
    classes = (value for value in found if isinstance(value, type) and issubclass(value, Fact))
    return {kind.__name__: kind for kind in classes if kind is not Fact}
