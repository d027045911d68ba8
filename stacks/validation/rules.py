"""Which rules of the nag packs gate, and why the others don't; the data is `rules.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, slots=True)
class Judged:
    """A pack's rules by their names within it; `not_chosen` gives the reasons."""

    chosen: frozenset[str]
    not_chosen: dict[str, str]


@cache
def judged_rules() -> dict[str, Judged]:
    """The judged rules of each pack."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        pack: Judged(frozenset(rules["chosen"]), rules.get("not_chosen", {}))
        for pack, rules in data.items()
    }
