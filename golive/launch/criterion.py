"""The rollback criterion: how long the oldest critical launch issue is open.

Standard library only. The function in the account (`lambda/rollback`) computes the same from the
items of the register; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from golive.register.records import Issue, Severity

NAMESPACE = "GoLive/Launch"
OLDEST = "OldestCriticalHours"
"""How long the oldest open critical issue is open, in hours; 0 while none is."""
HEARTBEAT = "CriterionEvaluations"
EVERY_MINUTES = 5
ALARM = "rollback-criterion"
"""The row of the alarm table that fires on it."""
ABORT = "abort"
"""Ends the name of the composite alarm that says to go back."""
HOUR = timedelta(hours=1)


def oldest_open(issues: Iterable[Issue], now: datetime) -> Issue | None:
    """The critical issue that has been open longest; a trial is none.

    An issue that is closed later than `now` is still open.
    """
    found = [issue for issue in issues if _counts(issue, now)]
    return min(found, key=lambda issue: (issue.opened, issue.id), default=None)


def hours_open(issues: Iterable[Issue], now: datetime) -> float:
    """For how many hours that one has been open; 0 while none is, or from a clock ahead of ours."""
    oldest = oldest_open(issues, now)
    return max(0.0, (now - oldest.opened) / HOUR) if oldest else 0.0


def met(issues: Iterable[Issue], now: datetime, open_hours: float) -> bool:
    """Whether the criterion says to go back: `open_hours` are over."""
    return hours_open(issues, now) >= open_hours


def _counts(issue: Issue, now: datetime) -> bool:
    still = issue.closed is None or issue.closed > now
    return still and not issue.trial and issue.severity is Severity.CRITICAL
