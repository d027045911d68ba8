"""The browser that pages are looked at with: one in each worker, for the tests of all folders."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser

from tests.report import browser


@pytest.fixture(scope="session")
def chrome() -> Generator[Browser]:
    """One browser for the session; the only reason to skip is that there is none."""
    try:
        with browser.browser() as started:
            yield started
    except browser.NoBrowser as missing:
        pytest.skip(f"no browser: {missing}")
