"""Opening hours as the times that alarms stay muted: closed times, and few schedules for them.

A schedule is a weekly cron expression in the environment's time zone, and a duration that
passes as clocks do, not as they show (CloudWatch API Reference, Schedule). So a window that is
open while the clocks change would end an hour early or late. Closed time is therefore cut at
four in the morning, when no zone of the world changes its clocks any more, and a window of the
night lasts an hour into the next one, where that goes on for two. What stays inexact: a contact
centre that opens or closes between midnight and five is muted up to an hour too long, or told
of up to an hour of silence too much, on the two nights of the year that change the clocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from golive.declared.hours import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
WEEK = 7 * DAY
CUT = 4 * 60
CHANGE = 60
"""Minutes; clocks change by an hour."""

Span = tuple[int, int]
"""From and to, in minutes from the beginning of Monday; half-open, and `to` may be past Sunday."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A window that begins at a minute of some days of the week, Monday is 0."""

    begins: int
    days: tuple[int, ...]
    minutes: int

    @property
    def expression(self) -> str:
        """The five fields of cron that a mute rule takes."""
        every = len(self.days) == len(DAYS)
        days = "*" if every else ",".join(DAYS[day].upper() for day in self.days)
        return f"cron({self.begins % 60} {self.begins // 60} * * {days})"

    @property
    def duration(self) -> str:
        """In ISO 8601."""
        return duration(self.minutes)


def minute(time: str) -> int:
    """The minute of the day of a time such as `08:30`."""
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def duration(minutes: int) -> str:
    """Minutes in ISO 8601, such as `P1DT1H`."""
    days, rest = divmod(minutes, DAY)
    hours, rest = divmod(rest, 60)
    time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (rest, "M")) if n)
    return "P" + (f"{days}D" if days else "") + (f"T{time}" if time else "")


def closed(hours: Iterable[Hours], grace: int = 0) -> list[Span]:
    """The times between opening hours, each until `grace` minutes after the next opening.

    A closed Sunday night that ends on Monday is one span, which ends past the week. Empty for
    hours that leave nothing closed.
    """
    found = _merged(_open(hours))
    if found == [(0, WEEK)]:
        return []
    late = [(start + grace, end) for start, end in found if start + grace < end]
    if not late:
        return [(0, WEEK)]
    ends = [end for _, end in late]
    starts = [start for start, _ in late[1:]] + [late[0][0] + WEEK]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]


def schedules(spans: Iterable[Span]) -> list[Schedule]:
    """Windows that mute these spans, the same ones of several days together."""
    days: dict[Span, set[int]] = {}
    for start, minutes in (piece for span in spans for piece in _pieces(*span)):
        day, begins = divmod(start % WEEK, DAY)
        days.setdefault((begins, minutes), set()).add(day)
    return [Schedule(begins, tuple(sorted(on)), minutes) for (begins, minutes), on in days.items()]


def _open(hours: Iterable[Hours]) -> Iterator[Span]:
    for each in hours:
        for day in each.days:
            start = DAYS.index(day) * DAY
            yield start + minute(each.open), start + minute(each.close)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch as one; a night open from Sunday to Monday counts as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    if len(found) > 1 and found[-1][1] == WEEK and found[0][0] == 0:
        first = found.pop(0)
        found[-1] = (found[-1][0], WEEK + first[1])
    return found


def _pieces(start: int, end: int) -> Iterator[Span]:
    """Where each window of a span begins, and its minutes."""
    while start < end:
        cut = start - (start - CUT) % DAY + DAY
        if cut >= end:
            yield start, end - start
        else:
            over = max(0, min(CHANGE, end - cut - CHANGE))
            yield start, cut - start + over
        start = cut
