"""CloudWatch's evaluation of one series, for every threshold at once.

An alarm's state is monotone in its threshold: there is a highest one at which it is in ALARM, its
`reach`. So a series is evaluated once, and any threshold is a comparison with its reach.

Values are upright: larger is worse. An alarm that fires below its threshold has both negated.

Missing data is treated as published (CloudWatch User Guide, Configuring how CloudWatch alarms
treat missing data): the newest real datapoints of the evaluation range count, and only what they
lack of the evaluation periods is filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
"""One value a step, oldest first; nan is missing."""
Marks = NDArray[np.bool_]
Missing = Literal["missing", "ignore", "breaching", "notBreaching"]
NEVER, ALWAYS = -np.inf, np.inf
LOOKED_BACK = 2
"""Datapoints of the evaluation range beyond the evaluation periods, as in the guide's example of
5 for 3; how CloudWatch reckons them is not published."""


class Rule(NamedTuple):
    """What of an alarm decides its state: M datapoints of N, and what missing ones are."""

    datapoints: int
    evaluation_periods: int
    missing: Missing

    @property
    def range(self) -> int:
        """Datapoints of the evaluation range."""
        return self.evaluation_periods + LOOKED_BACK


def reach(values: Values, rule: Rule, lag: int = 1) -> Values:
    """At each step the threshold below which the alarm is in ALARM: inf for any, -inf for none.

    `lag` is how many steps lie between two datapoints of the alarm. Whether it is in ALARM at the
    threshold itself too is for the comparison to say.
    """
    if np.isnan(values).any():
        return _of_range(values, rule, lag)
    begun = min(len(values), lag * rule.range)
    rows = _lagged(values, lag, rule.evaluation_periods)[:, begun:]
    return np.concatenate([_of_range(values[:begun], rule, lag), _ranked(rows, rule.datapoints)])


def _of_range(values: Values, rule: Rule, lag: int) -> Values:
    """As `reach`, with missing datapoints; what is before the beginning is missing too."""
    rows = _lagged(values, lag, rule.range)
    real = ~np.isnan(rows)
    kept = real & (np.cumsum(real, axis=0) <= rule.evaluation_periods)
    return BY_TREATMENT[rule.missing](_Found(rows, kept, kept.sum(axis=0)), rule)


@dataclass(frozen=True, slots=True)
class _Found:
    """The evaluation range at each step, newest row first; `kept` are the real ones that count."""

    rows: Values
    kept: Marks
    count: NDArray[np.int64]

    def largest(self, rank: int) -> Values:
        """The one of this rank among those that count; -inf where there are fewer."""
        return _ranked(np.where(self.kept, self.rows, NEVER), rank)

    @property
    def least(self) -> Values:
        """The least of them; inf where there is none."""
        return np.where(self.kept, self.rows, ALWAYS).min(axis=0)

    @property
    def oldest(self) -> NDArray[np.int64]:
        """How old the oldest of them is, in datapoints: the newest is 1."""
        from_the_end: NDArray[np.int64] = np.argmax(self.kept[::-1], axis=0)
        return len(self.rows) - from_the_end


def _good(found: _Found, rule: Rule) -> Values:
    return found.largest(rule.datapoints)


def _bad(found: _Found, rule: Rule) -> Values:
    """Each of those that lack breaches at any threshold."""
    lacking = rule.evaluation_periods - found.count
    reached = np.full(found.count.shape, ALWAYS)
    for rank in range(1, rule.datapoints + 1):
        here = lacking == rule.datapoints - rank
        if here.any():
            some = _Found(found.rows[:, here], found.kept[:, here], found.count[here])
            reached[here] = some.largest(rank)
    return reached


def _insufficient(found: _Found, rule: Rule) -> Values:
    """As the real ones say. Fewer than M do, where all of them breach and the oldest is at least
    M old: the premature alarm state."""
    early = (found.count > 0) & (found.oldest >= rule.datapoints)
    return np.maximum(found.largest(rule.datapoints), np.where(early, found.least, NEVER))


def _retained(found: _Found, rule: Rule) -> Values:
    """As the real ones say; as it was while those that breach are too few, and none doesn't."""
    low = found.largest(rule.datapoints)
    high = np.where(found.count < rule.evaluation_periods, np.maximum(low, found.least), low)
    reached, before = np.empty_like(low), NEVER
    for at, (least, most) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        before = max(least, min(before, most))
        reached[at] = before
    return reached


BY_TREATMENT = {
    "notBreaching": _good,
    "breaching": _bad,
    "missing": _insufficient,
    "ignore": _retained,
}


def _lagged(values: Values, lag: int, count: int) -> Values:
    """The newest `count` datapoints at each step, a row each, newest first."""
    rows = np.full((count, len(values)), np.nan)
    for age in range(count):
        back = age * lag
        if back < len(values):
            rows[age, back:] = values[: len(values) - back]
    return rows


def _ranked(rows: Values, rank: int) -> Values:
    """The value of this rank in each column, the largest first."""
    if rank > len(rows):
        return np.full(len(rows[0]), NEVER)
    if rank == 1:
        return np.maximum.reduce(rows)
    if rank == len(rows):
        return np.minimum.reduce(rows)
    ordered: Values = np.partition(rows, len(rows) - rank, axis=0)
    return ordered[len(rows) - rank]
