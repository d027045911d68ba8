"""The roles of line 1.1, in the roster's order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def roster() -> Mapping[str, str]:
    """What each role does, by its id."""
    text = files("golive.register").joinpath("roster.toml").read_text(encoding="utf-8")
    return {row["id"]: row["title"] for row in tomllib.loads(text)["role"]}
