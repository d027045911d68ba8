"""The boards that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from golive.environments import load
from golive.report import board
from tests.register.snapshots import sample
from tests.report import large, runs
from tests.report.test_people import DECISION

MADE: Mapping[str, tuple[Callable[[], dict[str, Any]], str, dict[str, Any]]] = {
    "rich": (runs.rich, "prod", {}),
    "proven": (runs.proven, "sandbox", {}),
    "designed": (runs.designed, "prod", {}),
    "signed": (runs.signed, "prod", {}),
    "people": (runs.rich, "prod", {"snapshot": sample(runs.NOW)}),
    "decided": (runs.rich, "prod", {"snapshot": sample(runs.NOW), "decision": DECISION}),
    "large": (large.large, "prod", {"snapshot": large.people()}),
}
"""Each board: its run, its environment, and what people said and decided."""


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder with the three files of a run by its name."""
    root = tmp_path_factory.mktemp("boards")

    def folder(name: str) -> Path:
        if not (root / name).exists():
            make, environment, more = MADE[name]
            board.write(make(), root / name, load(environment), runs.NOW, **more)
        return root / name

    return folder
