"""When a mute is on, and which schedules are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.alarms.mutes import status
from sandbox.alarms.schedule import BadSchedule, active


def is_on(expression: str, lasts: str, at: str, zone: str = "UTC") -> bool:
    """Whether a window is open at a moment in UTC."""
    schedule = {"Expression": expression, "Duration": lasts, "Timezone": zone}
    return active(schedule, datetime.fromisoformat(at).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("expression", "lasts", "inside", "outside"),
    [
        ("cron(0 2 * * *)", "PT4H", "2026-11-25T05:59", "2026-11-25T06:00"),
        ("cron(30 * * * *)", "PT1H", "2026-11-25T00:10", "never"),
        ("cron(0 18 * * FRI)", "P2DT12H", "2026-11-30T05:59", "2026-11-30T06:00"),
        ("cron(0 18 * * 5)", "P2DT12H", "2026-11-27T18:00", "2026-11-27T17:59"),
        ("cron(0 1 1 * *)", "PT6H", "2026-12-01T06:00", "2026-12-02T01:00"),
        ("cron(0 0 1 * MON)", "P1D", "2026-11-30T12:00", "2026-12-02T12:00"),
        ("cron(0 22 * * MON-FRI)", "PT10H", "2026-11-28T07:00", "2026-11-29T07:00"),
        ("cron(0 9,17 * JAN,DEC *)", "PT1H", "2026-12-25T17:30", "2026-11-25T17:30"),
        ("at(2026-12-23T00:00)", "P15D", "2027-01-06T23:59", "2027-01-07T00:00"),
    ],
)
def test_when_a_window_is_open(expression: str, lasts: str, inside: str, outside: str) -> None:
    """From its begin, and not at its end."""
    assert is_on(expression, lasts, inside)
    assert outside == "never" or not is_on(expression, lasts, outside)


def test_a_schedule_is_of_its_time_zone() -> None:
    """Two o'clock in New York is seven in UTC, in winter."""
    there = "America/New_York"
    assert is_on("cron(0 2 * * *)", "PT1H", "2026-01-10T07:30", there)
    assert not is_on("cron(0 2 * * *)", "PT1H", "2026-01-10T02:30", there)
    assert is_on("at(2026-07-01T02:00)", "PT1H", "2026-07-01T06:30", there)


@pytest.mark.parametrize(
    ("expression", "lasts", "zone"),
    [
        ("cron(0 3 ? * SUN *)", "PT2H", "UTC"),
        ("cron(0 3 ? * SUN)", "PT2H", "UTC"),
        ("cron(*/5 * * * *)", "PT2H", "UTC"),
        ("cron(60 * * * *)", "PT2H", "UTC"),
        ("cron(0 5-3 * * *)", "PT2H", "UTC"),
        ("rate(1 hour)", "PT2H", "UTC"),
        ("at(2026-12-23)", "PT2H", "UTC"),
        ("cron(0 3 * * *)", "P16D", "UTC"),
        ("cron(0 3 * * *)", "PT30S", "UTC"),
        ("cron(0 3 * * *)", "2 hours", "UTC"),
        ("cron(0 3 * * *)", "PT2H", "Mars/Base"),
    ],
)
def test_what_cloudwatch_has_not_is_refused(expression: str, lasts: str, zone: str) -> None:
    """A mute that is never on would go unseen."""
    with pytest.raises(BadSchedule):
        is_on(expression, lasts, "2026-01-10T07:30", zone)


def test_a_rule_is_on_between_its_dates() -> None:
    """Scheduled before and between windows, expired from its end on."""
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    always = {"Rule": {"Schedule": {"Expression": "cron(* * * * *)", "Duration": "PT1H"}}}
    assert status(always, now) == "ACTIVE"
    assert status({**always, "StartDate": now + hour}, now) == "SCHEDULED"
    assert status({**always, "ExpireDate": now}, now) == "EXPIRED"
    assert status({**always, "StartDate": now - hour, "ExpireDate": now + hour}, now) == "ACTIVE"
