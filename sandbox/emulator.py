"""The emulator, ministack, and the check that its private names are where we expect them."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

VERSION = "1.5.33"


class Mismatch(Exception):
    """The installed emulator is not the one that the adapters were written for."""


def needs(module: str, *names: str) -> Any:
    """A module of the emulator, with every private name that the caller relies on.

    Each adapter calls this when it is imported, so the sandbox doesn't start over an
    emulator that lacks one of them: Mismatch says which.
    """
    installed = version("ministack")
    if installed != VERSION:
        raise Mismatch(f"ministack is {installed}, the adapters are written for {VERSION}")
    found = import_module(f"ministack.{module}")
    if missing := [name for name in names if not hasattr(found, name)]:
        raise Mismatch(f"ministack.{module} has no {', '.join(missing)}")
    return found
