"""What an account can answer that leaves thresholds untried."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.account.backtested import LISTED, backtested, kept
from tests.account.canned import Answers
from tests.account.good import answers

BACKTESTED = "2.6.3-thresholds-backtested"
ALARMS: Any = answers()["cloudwatch:DescribeAlarms"]
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def said(**changes: Any) -> Answers:
    """The backtest's evidence with the rows changed."""
    return backtested(ALARMS, AT, **changes)


def whole(**changes: Any) -> Answers:
    """The backtest's evidence with its head changed."""
    empty: dict[str, Any] = {"at": AT.isoformat(), "alarms": []}
    return kept(empty | changes)


UNTESTED = [{"alarm": one["AlarmName"], "why": "unknown"} for one in ALARMS["MetricAlarms"]]
WRONG: list[tuple[str, Answers]] = [
    (BACKTESTED, {LISTED: {}}),
    (BACKTESTED, whole()),
    (BACKTESTED, whole(untested=UNTESTED)),
    (BACKTESTED, whole(environment="prod")),
    (BACKTESTED, whole(only=True)),
    (BACKTESTED, whole(at="2026-10-01T00:00:00+00:00")),
    (BACKTESTED, said(firings=15)),
    (BACKTESTED, said(has_data=False)),
    (BACKTESTED, said(settings="0123456789abcdef")),
]
