"""`nag-report.json` in the cloud assembly: every finding of the packs and what became of it."""

from __future__ import annotations

import json
from pathlib import Path

from stacks.validation.findings import Found

NAME = "nag-report.json"
Row = dict[str, str]


class NagReport:
    """One file for all packs, written anew as each is done."""

    def __init__(self, environment: str) -> None:
        self._environment = environment
        self._packs: dict[str, list[Row]] = {}

    def add(self, pack: str, found: Found, outcome: str, why: str) -> None:
        """`outcome` is what became of the finding, and `why` its reason."""
        row = {"rule": found.rule, "resource": found.resource, "path": found.path}
        self._packs.setdefault(pack, []).append(row | {"outcome": outcome, "why": why})

    def write(self, folder: Path) -> None:
        """Write what there is so far."""
        packs = {
            pack: sorted(rows, key=lambda r: [*r.values()]) for pack, rows in self._packs.items()
        }
        data = {"environment": self._environment, "packs": packs}
        (folder / NAME).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
