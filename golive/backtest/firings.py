"""From an alarm's reach to its firings: at the set threshold, and at any other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from golive.backtest.states import NEVER, Marks, Values

Counts = NDArray[np.int64]
OFTEN = 0.1
"""The part of the time for which an alarm may be on at a threshold that is suggested."""
BEYOND = float(np.finfo(np.float64).max)
"""A threshold that no value reaches, so that only missing data does."""


class Comparison(NamedTuple):
    """How a value is held against the threshold: `sign` makes both upright (`states`).

    `equal`: a value at the threshold breaches it.
    """

    sign: int
    equal: bool


COMPARISONS = {
    "GreaterThanThreshold": Comparison(1, equal=False),
    "GreaterThanOrEqualToThreshold": Comparison(1, equal=True),
    "LessThanThreshold": Comparison(-1, equal=False),
    "LessThanOrEqualToThreshold": Comparison(-1, equal=True),
}


class Firing(NamedTuple):
    """Steps at which the alarm was in ALARM, half-open."""

    start: int
    end: int


class Curve(NamedTuple):
    """What each threshold would have done; thresholds in the metric's unit, rising."""

    thresholds: Values
    firings: Counts
    steps_on: Counts


def on(reached: Values, threshold: float, how: Comparison) -> Marks:
    """At which steps the alarm is in ALARM."""
    limit = how.sign * threshold
    return reached >= limit if how.equal else reached > limit


def firings(marks: Marks) -> Iterator[Firing]:
    """Each stay in ALARM; one that was on already begins at the first step."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]])))
    yield from (Firing(int(start), int(end)) for start, end in edges.reshape(-1, 2))


def curve(reached: Values, thresholds: Values, how: Comparison) -> Curve:
    """How often, and for how many steps, it fires at each threshold.

    It begins to fire at a step exactly where the threshold lies below that step's reach and not
    below the one's before; so two sorted arrays give every threshold its count.
    """
    limits = how.sign * thresholds
    before = np.concatenate([[NEVER], reached[:-1]])
    side = "left" if how.equal else "right"
    steps = len(reached) - np.searchsorted(np.sort(reached), limits, side)
    both = len(reached) - np.searchsorted(np.sort(np.minimum(before, reached)), limits, side)
    return Curve(thresholds, steps - both, steps)


def thresholds(reached: Values, threshold: float, how: Comparison, count: int = 40) -> Values:
    """So many from the least to the largest value that decided something, and the set one."""
    finite = reached[np.isfinite(reached)] * how.sign
    if not finite.size:
        return np.array([threshold])
    low, high = min(float(finite.min()), threshold), max(float(finite.max()), threshold)
    tried = np.linspace(low, high, count, dtype=np.float64)
    return np.unique(np.append(tried, threshold))


def for_rate(reached: Values, most: float, how: Comparison) -> float | None:
    """The most sensitive threshold that fires `most` times, and no less sensitive one more often.

    An alarm that is on for more than a tenth of the time is no alarm either. It is the roundest
    number of those that do the same. None where missing data alone fires it more often, whatever
    the threshold, or where nothing was measured.
    """
    tried: Values = np.unique(reached[np.isfinite(reached)])
    if not tried.size or too_much(reached, np.array([how.sign * BEYOND]), most, how)[0]:
        return None
    too_many = np.flatnonzero(too_much(reached, tried * how.sign, most, how))
    first = int(too_many[-1]) + 1 if too_many.size else 0
    beyond = float(tried[-1]) + max(abs(float(tried[-1])), 1.0)
    edges = [float(tried[0]), *tried.tolist(), beyond] if how.equal else [*tried.tolist(), beyond]
    return how.sign * roundest(edges[first], edges[first + 1], open_below=how.equal)


def too_much(reached: Values, tried: Values, most: float, how: Comparison) -> Marks:
    """Which of these thresholds fire more than `most` times, or are on for most of the time."""
    drawn = curve(reached, tried, how)
    return (drawn.firings > most) | (drawn.steps_on > len(reached) * OFTEN)


def roundest(low: float, high: float, *, open_below: bool) -> float:
    """The number with the fewest digits between these, of several the shortest.

    `low` itself counts and `high` doesn't, or the other way round where it is `open_below`.
    """
    size = math.floor(math.log10(max(abs(low), abs(high), 1e-9))) + 1
    fitting = [low, high][open_below : open_below + 1]
    for place in range(-size, 12 - size):
        unit = 10.0**place
        steps = math.floor(low * unit) + 1 if open_below else math.ceil(low * unit)
        found = round(steps / unit, max(place, 0))
        if low < found <= high if open_below else low <= found < high:
            fitting.append(found)
    return min(fitting, key=_length)


def _length(number: float) -> tuple[int, int, float]:
    """How many digits say something, then how many there are."""
    written = f"{abs(number):.12f}".rstrip("0").rstrip(".")
    return len(written.replace(".", "").strip("0")), len(written), number
