"""How long a verification takes: known before it starts, for each service's rate is."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

from golive import shown
from golive.account.rate import rate
from golive.controls import catalogue

SOME = 3
"""Seconds that are not worth a number."""


@cache
def usual() -> Mapping[str, int]:
    """How many calls a verification of every line makes, by service."""
    text = files("golive.account").joinpath("usual.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def waited(service: str, calls: int, asked: Mapping[str, float]) -> float:
    """Seconds until so many calls have had their turn; the first of a burst don't wait."""
    at = rate(service, asked)
    return max(0, calls - at.burst) / at.a_second


def expected(lines: Collection[str] | None, asked: Mapping[str, float]) -> str:
    """In words, of these lines or of all: services are asked side by side, the slowest decides.

    `asked` are other rates than ours, in requests a second.
    """
    services = set(usual()) if lines is None else set(_services(lines)) & usual().keys()
    waits = {name: waited(name, usual()[name], asked) for name in sorted(services)}
    slowest = max(waits, key=waits.__getitem__, default="")
    if not slowest or waits[slowest] < SOME:
        return "some seconds are usual"
    most = "at most " if lines is not None else ""
    why = f"{most}{usual()[slowest]} calls to {slowest} within its rate"
    return f"{most}{waits[slowest]:.0f} s are usual: {why}"


def _services(lines: Collection[str]) -> Iterable[str]:
    for control in catalogue().values():
        if control.line in lines:
            yield from (operation.partition(":")[0] for operation in shown.of(control.id).reads)
