"""One reader per kind of fact: service answers become facts."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from golive.account.readers.reader import READERS, Reader
from golive.model import Fact


def readers() -> dict[type[Fact], Reader]:
    """Every reader by its kind."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return READERS
