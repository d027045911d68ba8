"""Closed hours become few mute windows, and these mute what is closed, minute by minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from golive.alarms.hours import DAY, DAYS, WEEK, Schedule, closed, duration, minute, schedules
from golive.declared.hours import Day, Hours

MINUTE = timedelta(minutes=1)
OFFICE = [
    Hours(days=["mon", "tue", "wed", "thu", "fri"], open="08:00", close="20:00"),
    Hours(days=["sat"], open="09:00", close="12:30"),
    Hours(days=["sat"], open="13:15", close="17:00"),
]
NIGHTS = [
    Hours(days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"], open="00:00", close="02:30"),
    Hours(days=["fri", "sat", "sun"], open="18:00", close="24:00"),
]
SUNDAYS = [Hours(days=["sun"], open="05:00", close="24:00")]
ZONES = (
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kolkata",
    "Africa/Cairo",
)
LISTED = re.compile(r"cron\((\d+) (\d+) \* \* ([A-Z,*]+)\)")
LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def days_of(year: int) -> list[date]:
    """Every day of a year, and those that reach into it."""
    first = date(year, 1, 1) - timedelta(days=2)
    return [first + timedelta(days=n) for n in range(370)]


def windows(schedule: Schedule, zone: ZoneInfo, year: int) -> Iterator[tuple[datetime, datetime]]:
    """When a mute rule of this schedule mutes, UTC, as its two texts say: at a local time that
    the clocks leave out it doesn't begin, at one that comes twice it begins with the first."""
    minutes, hours, days = LISTED.fullmatch(schedule.expression).groups()  # pyright: ignore[reportOptionalMemberAccess]
    parts = LENGTH.fullmatch(schedule.duration).groups("0")  # pyright: ignore[reportOptionalMemberAccess]
    lasts = timedelta(days=int(parts[0]), hours=int(parts[1]), minutes=int(parts[2]))
    named = [day.upper() for day in DAYS] if days == "*" else days.split(",")
    for day in days_of(year):
        if DAYS[day.weekday()].upper() not in named:
            continue
        local = datetime(day.year, day.month, day.day, int(hours), int(minutes), tzinfo=zone)
        start = local.astimezone(UTC)
        if start.astimezone(zone).replace(fold=0) == local:
            yield start, start + lasts


def week(hours: list[Hours]) -> bytearray:
    """Whether each minute of a week is open, by the file itself."""
    found = bytearray(WEEK)
    for each in hours:
        for day in each.days:
            start = DAYS.index(day) * DAY
            opens, closes = start + minute(each.open), start + minute(each.close)
            found[opens:closes] = b"\1" * (closes - opens)
    return found


def muted(hours: list[Hours], zone: ZoneInfo, year: int) -> bytearray:
    """Whether some window mutes each minute of the year, from its beginning in UTC."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    size = (datetime(year + 1, 1, 1, tzinfo=UTC) - first) // MINUTE
    found = bytearray(size)
    for schedule in schedules(closed(hours)):
        for start, end in windows(schedule, zone, year):
            since, until = ((at - first) // MINUTE for at in (start, end))
            since, until = max(0, since), max(0, min(size, until))
            found[since:until] = b"\1" * len(found[since:until])
    return found


def opened(hours: list[Hours], zone: ZoneInfo, year: int) -> bytearray:
    """Whether the contact centre is open in each minute of the year; clocks change at quarters."""
    every, found, at = week(hours), bytearray(), datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        local = at.astimezone(zone)
        start = local.weekday() * DAY + local.hour * 60 + local.minute
        found += every[start : start + 15]
        at += 15 * MINUTE
    return found


def differing(hours: list[Hours], name: str, year: int) -> list[datetime]:
    """The minutes of a year, local, that are muted while open or closed while not muted."""
    zone, first = ZoneInfo(name), datetime(year, 1, 1, tzinfo=UTC)
    both = zip(muted(hours, zone, year), opened(hours, zone, year), strict=True)
    wrong = [n for n, (silent, is_open) in enumerate(both) if silent == is_open]
    return [(first + n * MINUTE).astimezone(zone) for n in wrong]


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_is_muted_as_it_is_closed(zone: str) -> None:
    """Minute by minute, in zones that change their clocks at two, at midnight, by half an hour."""
    assert differing(OFFICE, zone, 2027) == []


@pytest.mark.parametrize(
    ("hours", "zone"), [(NIGHTS, "America/New_York"), (SUNDAYS, "Europe/Berlin")]
)
def test_hours_of_the_night_may_be_off_when_clocks_change(hours: list[Hours], zone: str) -> None:
    """Two nights of the year, by two hours at most, and before six in the morning."""
    found = differing(hours, zone, 2027)
    assert len({local.date() for local in found}) <= 2
    assert len(found) <= 120
    assert all(local.hour < 6 for local in found)


def test_few_windows_are_enough() -> None:
    """Office hours take six rules, and a contact centre that never closes none."""
    assert [(s.expression, s.duration) for s in schedules(closed(OFFICE, 30))] == [
        ("cron(0 20 * * MON,TUE,WED,THU,FRI)", "PT9H"),
        ("cron(0 4 * * MON,TUE,WED,THU,FRI)", "PT4H30M"),
        ("cron(0 4 * * SAT)", "PT5H30M"),
        ("cron(30 12 * * SAT)", "PT1H15M"),
        ("cron(0 17 * * SAT)", "PT12H"),
        ("cron(0 4 * * SUN)", "P1DT1H"),
    ]
    assert schedules(closed([Hours(days=list(DAYS), open="00:00", close="24:00")], 30)) == []


def test_hours_that_are_too_short_leave_all_closed() -> None:
    """Less than the time that silence takes to show is as good as closed."""
    short = [Hours(days=["mon"], open="08:00", close="08:30")]
    assert closed(short, 30) == [(0, WEEK)]


TIMES = st.integers(0, 24 * 4).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")


@st.composite
def weeks(draw: st.DrawFn) -> list[Hours]:
    """Any hours, also such that overlap or touch."""
    every: list[Day] = list(DAYS)  # pyright: ignore[reportAssignmentType]
    found: list[Hours] = []
    for _ in range(draw(st.integers(1, 5))):
        opens, closes = sorted([draw(TIMES), draw(TIMES)])
        if opens != closes:
            on = draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
            found.append(Hours(days=on, open=opens, close=closes))
    return found or OFFICE


@given(weeks(), st.integers(0, 45))
@settings(max_examples=60, deadline=None)
def test_any_week_is_muted_as_it_is_closed(hours: list[Hours], grace: int) -> None:
    """Without clocks that change, windows cover what is closed and the grace, and nothing else;
    each is legal: a minute to 15 days."""
    is_open, wanted, since = week(hours), bytearray(WEEK), 0
    for at in range(2 * WEEK):
        since = since + 1 if is_open[at % WEEK] else 0
        wanted[at % WEEK] = since <= grace
    found = bytearray(WEEK)
    for each in schedules(closed(hours, grace)):
        assert 1 <= each.minutes <= 15 * DAY
        for start in (day * DAY + each.begins for day in each.days):
            for at in range(start, start + each.minutes):
                found[at % WEEK] = 1
    assert found == wanted


def test_a_duration_is_written_as_the_api_shows_it() -> None:
    """ISO 8601, as in the examples of Schedule."""
    assert [duration(n) for n in (1, 240, 3600, 10_080)] == ["PT1M", "PT4H", "P2DT12H", "P7D"]
