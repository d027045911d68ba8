"""The good facts, and what breaks each control, of every concern."""

from __future__ import annotations

from golive.model import Fact
from tests.concerns import merged, rows
from tests.controls import good, wrong
from tests.controls.wrong import Wrong

FOLDER = "controls/concerns"
GOOD: dict[str, Fact] = good.GOOD | merged(FOLDER, "GOOD")
WRONG: list[Wrong] = [*wrong.WRONG, *rows(FOLDER, "WRONG")]
ABSENT: list[tuple[str, str]] = [*wrong.ABSENT, *rows(FOLDER, "ABSENT")]
