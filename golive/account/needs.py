"""Which lines need which permission: taken away, exactly those can't be told any more."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def needs() -> dict[str, tuple[str, ...]]:
    """Each action that verify's role has, and its lines in the plan's order.

    An action without a line is of the digest of settings, which a decision is signed on, or of
    putting evidence. The drift of line 2.3.10 needs whatever the templates say something about.
    """
    text = files("golive.account").joinpath("needs.toml").read_text(encoding="utf-8")
    return {action: tuple(lines) for action, lines in tomllib.loads(text).items()}


def permissions_of(line: str) -> tuple[str, ...]:
    """The actions without which a line is `unknown`, sorted."""
    return tuple(sorted(action for action, lines in needs().items() if line in lines))
