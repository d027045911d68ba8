"""CloudFormation types to facts: one function per type, by the kind of fact that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from golive.model import Fact
from golive.template.readers.registry import READERS, Reader


def readers(kind: type[Fact]) -> Mapping[str, Reader]:
    """The readers that give facts of a kind, by CloudFormation type."""
    return _declared().get(kind, {})


@cache
def _declared() -> Mapping[type[Fact], Mapping[str, Reader]]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return READERS
