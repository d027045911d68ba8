"""Datapoints of an alarm's period, from finer ones.

"If the Period is 5 minutes and Evaluation Periods is 1, then at the end of minute 5 the alarm
evaluates based on data from minutes 1 to 5. Then at the end of minute 6, [...] from minutes 2 to
6" (CloudWatch User Guide, Evaluating an alarm): the window slides by the minute. A percentile of
a window can't be had from those of its parts, so that CloudWatch reckons it, by the clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from golive.backtest.states import Values

Parts = Mapping[str, Values]
"""One series by statistic, a value a step; nan where there was no sample."""
PERCENTILE = re.compile(r"p(\d{1,2}(\.\d{1,10})?|100)")


class Statistic(NamedTuple):
    """The statistics of the parts that it is made from, and how."""

    parts: tuple[str, ...]
    made: Callable[[Parts, int], Values]


def sliding(values: Values, width: int, fold: np.ufunc, empty: float) -> Values:
    """The fold over each step and the ones before it, `width` in all; nan where all are missing."""
    if width == 1:
        return values
    filled = np.where(np.isnan(values), empty, values)
    folded = filled.copy()
    for back in range(1, width):
        folded[back:] = fold(folded[back:], filled[:-back])
    seen = np.cumsum(~np.isnan(values))
    seen[width:] -= seen[:-width].copy()
    return np.where(seen > 0, folded, np.nan)


def _folded(name: str, fold: np.ufunc, empty: float) -> Statistic:
    def made(parts: Parts, width: int) -> Values:
        return sliding(parts[name], width, fold, empty)

    return Statistic((name,), made)


def _average(parts: Parts, width: int) -> Values:
    total = sliding(parts["Sum"], width, np.add, 0)
    return total / sliding(parts["SampleCount"], width, np.add, 0)


STATISTICS = {
    "Sum": _folded("Sum", np.add, 0),
    "SampleCount": _folded("SampleCount", np.add, 0),
    "Average": Statistic(("Sum", "SampleCount"), _average),
    "Maximum": _folded("Maximum", np.maximum, -np.inf),
    "Minimum": _folded("Minimum", np.minimum, np.inf),
}


def slides(statistic: str) -> bool:
    """Whether its windows can be had from finer datapoints."""
    return statistic in STATISTICS


def parts_of(statistic: str) -> tuple[str, ...]:
    """What must be read for it."""
    return STATISTICS[statistic].parts if slides(statistic) else (statistic,)


def over(parts: Parts, statistic: str, width: int) -> Values:
    """The statistic over windows of so many steps; one that doesn't slide is read as it is."""
    return STATISTICS[statistic].made(parts, width) if slides(statistic) else parts[statistic]


def together(series: Sequence[Parts], statistic: str) -> Parts:
    """Several series as one, as a query aggregates them: the parts of their statistic."""
    folds = {"Maximum": np.fmax, "Minimum": np.fmin}
    return {
        part: _summed([one[part] for one in series])
        if part not in folds
        else folds[part].reduce([one[part] for one in series])
        for part in parts_of(statistic)
    }


def _summed(values: list[Values]) -> Values:
    stacked = np.array(values)
    return np.where(np.isnan(stacked).all(axis=0), np.nan, np.nansum(stacked, axis=0))
