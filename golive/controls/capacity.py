"""Line 2.1.2: the instance may carry the declared peak, and some more."""

from __future__ import annotations

import math

from golive.controls.control import Finding, control
from golive.controls.several import among
from golive.facts.capacity import Limit, Limits
from golive.model import Side


@control("2.1.2", Limits, fix="Request the increase for this instance; large ones take weeks.")
def limits_cover_peak(limits: Limits, side: Side) -> Finding | None:
    """Each limit of the instance carries the declared peak, and leaves the headroom free."""
    return among(limits.limits, lambda limit: _short(limit, limits.headroom))


def _short(limit: Limit, headroom: float) -> Finding | None:
    """The smaller counts of what Service Quotas says and what its use shows."""
    wanted = math.ceil(round(limit.needed / (1 - headroom), 9))
    shown = math.inf if limit.shown is None else math.floor(limit.shown)
    if shown >= wanted and limit.quota >= wanted:
        return None
    goal = f"{limit.needed} with {headroom:.0%} free takes {wanted} ({limit.code})"
    if shown >= wanted or limit.quota <= shown:
        return Finding("limits", f"may have {limit.quota:g} {limit.name}: {goal}")
    return Finding(
        "limits",
        f"carries {shown:g} {limit.name} at most by its own metrics, whatever Service Quotas"
        f" says ({limit.quota:g}): {goal}",
    )
