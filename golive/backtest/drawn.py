"""What the page draws: series thinned to what a screen can show, without losing a peak."""

from __future__ import annotations

from typing import Any

import numpy as np

from golive.backtest.result import Trial
from golive.backtest.states import Values

POINTS = 1500
"""Of one series, at most."""


def thinned(values: Values, most: int = POINTS) -> tuple[list[int], list[float | None]]:
    """Places and values; of more than `most`, the least and the largest of each part, in order.

    A part without a value is one gap.
    """
    if len(values) <= most:
        return list(range(len(values))), _plain(values)
    wide = -(-len(values) // (most // 2))
    places: list[int] = []
    for start in range(0, len(values), wide):
        part = values[start : start + wide]
        if np.isnan(part).all():
            places.append(start)
        else:
            ends = {int(np.nanargmin(part)), int(np.nanargmax(part))}
            places += sorted(start + each for each in ends)
    return places, _plain(values[places])


def drawing(one: Trial) -> dict[str, Any]:
    """An alarm's plot and curve, as the page's script takes them: times in seconds of 1970."""
    places, values = thinned(one.values)
    begin, step = one.start.timestamp(), one.alarm.step
    curve = one.curve
    return {
        "at": [int(begin + (place + 1) * step) for place in places],
        "values": values,
        "threshold": one.alarm.fact.threshold,
        "fired": [
            [int(one.at(each.start).timestamp()), int(one.at(each.end).timestamp())]
            for each in one.firings
        ],
        "thresholds": [float(f"{value:.6g}") for value in curve.thresholds.tolist()],
        "firings": curve.firings.tolist(),
    }


def _plain(values: Values) -> list[float | None]:
    """Six digits are more than a screen shows."""
    return [None if np.isnan(value) else float(f"{value:.6g}") for value in values.tolist()]
