"""The schedules of mute rules, read back (CloudWatch API Reference, Schedule)."""

from __future__ import annotations

import re
from functools import lru_cache

from golive.alarms.hours import DAY, DAYS, WEEK

CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+)\)")
LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
NUMBERS = {"SUN": 0} | {day.upper(): number for number, day in enumerate(DAYS[:6], 1)}
"""Of cron, which begins its week on Sunday, and knows it as 7 too."""


@lru_cache(maxsize=64)
def weekly(expression: str, duration: str) -> bytes | None:
    """Whether each minute of any week, from Monday, is muted; None for what isn't weekly.

    As for a time zone that never changes its clocks.
    """
    fields, length = CRON.fullmatch(expression), minutes(duration)
    if not fields or not length or fields[3] != "*" or fields[4] != "*":
        return None
    starts = _every(fields[1], 0, 59), _every(fields[2], 0, 23), _every(fields[5], 0, 7)
    if not all(starts):
        return None
    muted = bytearray(WEEK)
    for start in {_start(m, h, d) for m in starts[0] for h in starts[1] for d in starts[2]}:
        for minute in range(start, start + min(length, WEEK)):
            muted[minute % WEEK] = 1
    return bytes(muted)


def minutes(duration: str) -> int:
    """How long an ISO 8601 duration of days, hours and minutes is; 0 for any other."""
    found = LENGTH.fullmatch(duration)
    days, hours, rest = map(int, found.groups("0")) if found else (0, 0, 0)
    return days * DAY + hours * 60 + rest


def _start(minute: int, hour: int, weekday: int) -> int:
    return (weekday - 1) % 7 * DAY + hour * 60 + minute


def _every(field: str, least: int, most: int) -> list[int]:
    """The numbers that a field of cron names: all, single ones, ranges; none for another."""
    if field == "*":
        return list(range(least, most + 1))
    found: list[int] = []
    for part in field.split(","):
        ends = [_number(end) for end in part.split("-")]
        if len(ends) > 2 or not all(least <= end <= most for end in ends):
            return []
        found += range(ends[0], ends[-1] + 1)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS.get(text, -1)
