"""The page about mutants counts those that there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.others.matrix import matrix
from golive.project import ROOT


def test_the_page_is_current(
    assembly: Callable[[str], Path], templates: Callable[[str], dict[str, Any]]
) -> None:
    """Control by mutant, and what was written blind: `make compare` writes both tables."""
    page = (ROOT / "docs" / "mutants.md").read_text(encoding="utf-8")
    assert "".join(matrix(assembly("sandbox"), templates("sandbox"))) in page
