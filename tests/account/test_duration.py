"""How long a verification takes is told before it starts."""

from __future__ import annotations

import pytest

from golive.account.duration import expected, usual, waited
from golive.account.operations import operations
from golive.readiness import TIMEOUT_SECONDS


def test_the_slowest_service_decides() -> None:
    """Connect is asked once a second: its calls are the seconds, but for the first."""
    wait = usual()["connect"] - 1
    assert expected(None, {}) == (
        f"{wait} s are usual: {wait + 1} calls to connect within its rate"
    )


def test_a_raised_rate_makes_it_shorter() -> None:
    """Five requests a second take a fifth of the time."""
    assert waited("connect", 41, {}) == 40
    assert waited("connect", 41, {"connect": 5}) == pytest.approx(36 / 5)


def test_some_lines_ask_what_their_controls_ask() -> None:
    """A line about tables needs no minute; one about agents asks Connect, at most so often."""
    assert expected(["4.1"], {}) == "some seconds are usual"
    assert expected(["2.4.1"], {}).startswith("at most ")


def test_each_service_is_one_that_is_asked() -> None:
    """A service that nothing asks would be counted for nothing."""
    assert usual().keys() <= {name.partition(":")[0] for name in operations()}


def test_a_scheduled_run_at_these_rates_ends_in_time() -> None:
    """All that waits for the slowest service is a quarter of what the function has."""
    assert max(waited(name, calls, {}) for name, calls in usual().items()) < TIMEOUT_SECONDS / 4
