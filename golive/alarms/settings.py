"""What decides when an alarm fires, as one mark: what was tested before it changed is void."""

from __future__ import annotations

import hashlib
import json

from golive.facts.monitoring import Alarm
from golive.plain import plain

DECIDING = (
    "namespace",
    "metric",
    "dimensions",
    "statistic",
    "period_seconds",
    "query",
    "inputs",
    "threshold",
    "comparison",
    "evaluation_periods",
    "datapoints",
    "missing",
)
"""Fields of an alarm; whom it tells is not among them."""
FIRINGS_A_DAY = 1.0
"""Of one alarm, no more: "a maximum of two incidents per 12-hour on-call shift" is what people can
follow up, over all alarms (Google, Site Reliability Engineering, Being On-Call)."""


def digest(alarm: Alarm) -> str:
    """The beginning of SHA-256 over them, 16 hexadecimal digits; Gap where one is unknown."""
    said = json.dumps({field: plain(getattr(alarm, field)) for field in DECIDING}, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
