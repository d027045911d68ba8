"""The rollback criterion over the issues of a register."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from golive.launch.criterion import hours_open, met, oldest_open
from golive.register.records import Severity
from tests.register.snapshots import sample

NOW = datetime(2027, 1, 18, 12, tzinfo=UTC)
ISSUES = sample(NOW).issues
CRITICAL = ISSUES["issue-1"]


def test_the_oldest_open_critical_issue_counts() -> None:
    """Not one that is closed, nor a lesser one, nor a trial."""
    older = replace(CRITICAL, id="older", opened=NOW - timedelta(hours=9))
    others = [
        replace(older, severity=Severity.MAJOR),
        replace(older, trial=True),
        replace(older, closed=NOW),
    ]
    assert oldest_open(ISSUES.values(), NOW) == CRITICAL
    assert oldest_open([*ISSUES.values(), *others], NOW) == CRITICAL
    assert oldest_open([*ISSUES.values(), older], NOW) == older


def test_the_criterion_is_met_when_the_declared_hours_are_over() -> None:
    """Three hours are no four, and four are."""
    assert hours_open(ISSUES.values(), NOW) == 3
    assert not met(ISSUES.values(), NOW, 4)
    assert met(ISSUES.values(), NOW + timedelta(hours=1), 4)


def test_no_issue_never_meets_it() -> None:
    """Neither does one from a clock that is ahead."""
    assert oldest_open([], NOW) is None
    assert hours_open([], NOW) == 0
    assert hours_open([replace(CRITICAL, opened=NOW + timedelta(minutes=3))], NOW) == 0
