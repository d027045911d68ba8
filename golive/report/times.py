"""Moments as people read them: UTC, with the environment's own clock beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def utc(at: datetime) -> str:
    """`Mon 18 Jan 2027, 05:00 UTC`."""
    return at.astimezone(UTC).strftime("%a %d %b %Y, %H:%M UTC")


def local(at: datetime, zone: ZoneInfo) -> str:
    """`Mon 18 Jan 2027, 00:00 EST`; empty where that is UTC."""
    there = at.astimezone(zone)
    return "" if there.tzname() == "UTC" else there.strftime("%a %d %b %Y, %H:%M %Z")


def clock(at: datetime, zone: ZoneInfo) -> str:
    """A reading's time, to the second, in both: `18 Jan 05:00:07 UTC (00:00:07 EST)`."""
    return _both(at, zone, "%H:%M:%S")


def minute(at: datetime, zone: ZoneInfo) -> str:
    """When people did something, in both: `18 Jan 05:00 UTC (00:00 EST)`."""
    return _both(at, zone, "%H:%M")


def day(on: date) -> str:
    """`18 Jan 2027`: no locale reads it otherwise."""
    return on.strftime("%d %b %Y")


def countdown(left: timedelta) -> tuple[str, str]:
    """How far the launch is: a number or a word to be set large, and what it counts."""
    if left <= timedelta(0):
        return "launched", ""
    if left < timedelta(hours=1):
        return str(int(left.total_seconds()) // 60), "min to launch"
    if left < timedelta(days=2):
        return str(int(left.total_seconds()) // 3600), "h to launch"
    return str(left.days), "days to launch"


def span(lasted: timedelta) -> str:
    """`7 min`, `3 h 05 min`, `2 d 4 h`; never less than nothing."""
    minutes = max(0, int(lasted / timedelta(minutes=1)))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes // 1440} d {minutes % 1440 // 60} h"


def _both(at: datetime, zone: ZoneInfo, form: str) -> str:
    here, there = at.astimezone(UTC), at.astimezone(zone)
    beside = "" if there.tzname() == "UTC" else there.strftime(f" ({form} %Z)")
    return here.strftime(f"%d %b {form} UTC") + beside
