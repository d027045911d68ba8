"""When a mute rule's windows are.

Source: CloudWatch API Reference, Schedule: five cron fields of `*`, `-` and `,` and English names,
or one moment; an ISO 8601 duration of a minute to 15 days; a time zone for both. Where both days
are restricted either fits, as cron has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
FIELDS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 7)}
DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
MINUTE, LONGEST = timedelta(minutes=1), timedelta(days=15)


class BadSchedule(ValueError):
    """CloudWatch would refuse it; the message says what is wrong."""


class Cron(NamedTuple):
    """The numbers that fit in each field; a weekday is 0 for Sunday."""

    minute: frozenset[int]
    hour: frozenset[int]
    day: frozenset[int]
    month: frozenset[int]
    weekday: frozenset[int]
    either: bool

    def fits(self, day: date) -> bool:
        """Whether a window begins on the day."""
        found = day.day in self.day, day.isoweekday() % 7 in self.weekday
        return day.month in self.month and (any(found) if self.either else all(found))


def active(schedule: Mapping[str, Any], now: datetime) -> bool:
    """Whether a window is open; BadSchedule for one that CloudWatch refuses."""
    here = now.astimezone(_zone(schedule.get("Timezone") or "UTC"))
    lasts, expression = duration(schedule["Duration"]), schedule["Expression"]
    if at := re.fullmatch(r"at\((.+)\)", expression):
        began: datetime | None = _moment(at[1]).replace(tzinfo=here.tzinfo)
    else:
        began = _last(cron(expression), here, lasts)
    return began is not None and timedelta() <= now - began.astimezone(UTC) < lasts


def _last(when: Cron, here: datetime, lasts: timedelta) -> datetime | None:
    """When the newest window began whose end may not be reached yet."""
    for back in range(lasts.days + 2):
        day = here.date() - timedelta(days=back)
        if when.fits(day):
            begins = (
                datetime(day.year, day.month, day.day, hour, minute, tzinfo=here.tzinfo)
                for hour in sorted(when.hour, reverse=True)
                for minute in sorted(when.minute, reverse=True)
            )
            if found := next((begin for begin in begins if begin <= here), None):
                return found
    return None


@lru_cache(maxsize=64)
def cron(expression: str) -> Cron:
    """A recurring schedule; BadSchedule for what CloudWatch has not."""
    found = re.fullmatch(r"cron\((.+)\)", expression)
    fields = found[1].split() if found else []
    if len(fields) != len(FIELDS):
        raise BadSchedule(f"{expression} is no at(...) and no cron(...) of five fields")
    numbers = [
        _numbers(text, *FIELDS[name], name) for text, name in zip(fields, FIELDS, strict=True)
    ]
    numbers[-1] = frozenset(number % 7 for number in numbers[-1])
    return Cron(*numbers, either=fields[2] != "*" and fields[4] != "*")


def _numbers(text: str, first: int, last: int, name: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        low, _, high = part.partition("-")
        begin = first if part == "*" else _number(low, name)
        end = last if part == "*" else _number(high, name) if high else begin
        if not first <= begin <= end <= last:
            raise BadSchedule(f"{text} is no {name}")
        found.update(range(begin, end + 1))
    return frozenset(found)


def _number(text: str, name: str) -> int:
    names = {"month": ("", *MONTHS), "weekday": DAYS}.get(name, ())
    if text.upper() in names:
        return names.index(text.upper())
    if not text.isdigit():
        raise BadSchedule(f"{text} is no {name}")
    return int(text)


def duration(text: str) -> timedelta:
    """How long a window is open."""
    found = DURATION.fullmatch(text)
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    lasts = timedelta(days=days, hours=hours, minutes=minutes)
    if not MINUTE <= lasts <= LONGEST:
        raise BadSchedule(f"{text} is no duration of one minute to 15 days")
    return lasts


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")
    except ValueError as wrong:
        raise BadSchedule(f"{text} is no moment of the form yyyy-MM-ddThh:mm") from wrong


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise BadSchedule(f"{name} is no time zone") from wrong
