"""The browser, and the boards that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from golive.environments import load
from golive.report import board
from tests.report import browser, runs

MADE = {"rich": runs.rich, "proven": runs.proven, "designed": runs.designed}


@pytest.fixture(scope="session")
def chrome() -> Generator[Browser]:
    """One browser for the session; the only reason to skip is that there is none."""
    try:
        with browser.browser() as started:
            yield started
    except browser.NoBrowser as missing:
        pytest.skip(f"no browser: {missing}")


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder with the three files of a run by its name."""
    root = tmp_path_factory.mktemp("boards")
    for name, make in MADE.items():
        environment = load("sandbox" if name == "proven" else "prod")
        board.write(make(), root / name, environment, runs.NOW)
    return lambda name: root / name
