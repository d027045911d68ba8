"""CloudFormation types to facts: one function per type, by the kind of fact that it gives."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from golive.model import Fact
from golive.template.readers.registry import READERS, Reader


def readers(kind: type[Fact]) -> dict[str, Reader]:
    """The readers that give facts of a kind, by CloudFormation type."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return READERS.get(kind, {})
