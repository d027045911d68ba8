"""The browser that the boards are looked at with."""

from __future__ import annotations

from tests.report.conftest import chrome

__all__ = ["chrome"]
