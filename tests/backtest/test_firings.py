"""Firings over thresholds, held against counting them one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from golive.backtest.firings import (
    COMPARISONS,
    OFTEN,
    Comparison,
    curve,
    firings,
    for_rate,
    on,
    roundest,
    thresholds,
    too_much,
)
from golive.backtest.states import Values

HOWS = st.sampled_from(sorted(COMPARISONS)).map(COMPARISONS.__getitem__)
REACHES = st.lists(
    st.sampled_from([-np.inf, np.inf, -3.0, -0.5, 0.0, 0.25, 1.0, 2.0, 7.5]),
    min_size=1,
    max_size=30,
).map(np.array)


def counted(reached: Values, threshold: float, how: Comparison) -> int:
    return len(list(firings(on(reached, threshold, how))))


@settings(max_examples=150, deadline=None)
@given(REACHES, HOWS)
def test_a_curve_is_what_each_threshold_does(reached: Values, how: Comparison) -> None:
    """Two sorted arrays count as many firings, and steps, as looking at every step does."""
    drawn = curve(reached, thresholds(reached, 1.0, how, 7), how)
    assert 1.0 in drawn.thresholds
    for threshold, fires, steps in zip(*drawn, strict=True):
        assert fires == counted(reached, threshold, how)
        assert steps == on(reached, threshold, how).sum()


@settings(max_examples=150, deadline=None)
@given(REACHES, HOWS, st.integers(0, 5))
def test_a_threshold_for_a_rate_keeps_to_it(reached: Values, how: Comparison, most: int) -> None:
    """It fires as often as wanted at most, for a tenth of the time, as does every less sensitive
    one; None where missing data alone does more."""
    found = for_rate(reached, most, how)
    missing = np.where(np.isposinf(reached), np.inf, -np.inf)
    if found is None:
        assert not np.isfinite(reached).any() or too_much(missing, np.zeros(1), most, how)[0]
    else:
        finite = reached[np.isfinite(reached)] * how.sign
        less = [found, *(t for t in finite if (t - found) * how.sign > 0)]
        assert max(counted(reached, t, how) for t in less) <= most
        assert max(on(reached, t, how).mean() for t in less) <= OFTEN


@pytest.mark.parametrize(
    ("low", "high", "open_below", "found"),
    [
        (3.1, 4.7, False, 4),
        (3.1, 4.7, True, 4),
        (6, 13, True, 7),
        (6, 13, False, 6),
        (0.812, 0.829, False, 0.82),
        (17, 240, True, 20),
        (-0.2, 0.1, False, 0),
        (5, 5, True, 5),
        (0, 1, False, 0),
        (0, 1, True, 1),
    ],
)
def test_a_suggestion_is_a_round_number(
    low: float, high: float, open_below: bool, found: float
) -> None:
    """Of the thresholds that do the same, the one with the fewest digits is told."""
    assert roundest(low, high, open_below=open_below) == found
