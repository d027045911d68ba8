"""Where readers are declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from golive.model import Fact
from golive.template.resource import Field, Resource

Reader = Callable[[Resource], Mapping[str, Field]]
READERS: dict[type[Fact], dict[str, Reader]] = {}


def reads(kind: type[Fact], *types: str) -> Callable[[Reader], Reader]:
    """Declare the function that reads these CloudFormation types as facts of a kind."""

    def register(reader: Reader) -> Reader:
        READERS.setdefault(kind, {}).update(dict.fromkeys(types, reader))
        return reader

    return register
