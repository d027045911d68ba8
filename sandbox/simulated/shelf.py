"""Records that are only kept: by name, for the account and Region at hand."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from sandbox.emulator import needs
from sandbox.simulated.service import Refused

RESPONSES = needs("core.responses", "AccountRegionScopedDict")
Record = dict[str, Any]


class Shelf:
    """What is missing is refused by the name of AWS's exception."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        self.records: MutableMapping[str, Record] = RESPONSES.AccountRegionScopedDict()

    def get(self, name: str) -> Record:
        """The record, or what AWS says when there is none."""
        if (found := self.records.get(name)) is not None:
            return found
        raise Refused(self.missing, f"{name} does not exist")

    def drop(self, name: str) -> Record:
        """Remove it; an empty answer."""
        self.get(name)
        del self.records[name]
        return {}

    def __iter__(self) -> Any:
        return iter([*self.records.values()])
