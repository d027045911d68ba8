"""What an alarm's state is, given the datapoints of its evaluation range.

Source: CloudWatch User Guide, Configuring how CloudWatch alarms treat missing data. The range is
longer than the evaluation periods; the guide's one example takes 5 datapoints for 3 periods, and
how many it takes else isn't published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import ge, gt, le, lt
from typing import Literal

State = Literal["OK", "ALARM", "INSUFFICIENT_DATA"]
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": ge,
    "GreaterThanThreshold": gt,
    "LessThanThreshold": lt,
    "LessThanOrEqualToThreshold": le,
}
MORE = 2
"""Periods that are looked at beyond the evaluation periods."""


def judged(
    points: Sequence[bool | None], periods: int, datapoints: int, missing: str, current: State
) -> State:
    """The state after the newest `periods` of the `points`, whether each breaches, oldest first.

    None is a missing one, treated as `missing` says where fewer than `periods` are real; `current`
    is the state that is kept where that says to.
    """
    real = [point for point in points if point is not None]
    if len(real) >= periods:
        return "ALARM" if sum(real[-periods:]) >= datapoints else "OK"
    if missing in ("breaching", "notBreaching"):
        filled = periods - len(real) if missing == "breaching" else 0
        return "ALARM" if sum(real) + filled >= datapoints else "OK"
    if real and not all(real):
        return "ALARM" if sum(real) >= datapoints else "OK"
    if len(real) >= datapoints:
        return "ALARM"
    if missing == "ignore":
        return current
    return "ALARM" if _age(points) >= datapoints else "INSUFFICIENT_DATA"


def _age(points: Sequence[bool | None]) -> int:
    """How old the oldest real datapoint is, the newest period being 1; 0 where none is real.

    The guide's premature alarm state: one that is as old as the datapoints to alarm counts.
    """
    return next((len(points) - at for at, point in enumerate(points) if point is not None), 0)
