"""The adapters start over the emulator that they were written for, and over no other."""

from __future__ import annotations

import pytest

from sandbox import emulator
from sandbox.emulator import Mismatch, needs


def test_a_missing_private_name_is_named() -> None:
    """What an adapter relies on is asked for before it is patched."""
    with pytest.raises(Mismatch, match=r"ministack\.core\.tls has no _nothing"):
        needs("core.tls", "use_ssl_enabled", "_nothing")


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Private names mean something in one version only."""

    def newer(_: str) -> str:
        return "1.5.34"

    monkeypatch.setattr(emulator, "version", newer)
    with pytest.raises(Mismatch, match=r"1\.5\.34, the adapters are written for 1\.5\.33"):
        needs("core.tls")
