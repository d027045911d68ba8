"""When the contact centre is open, and when it is worked on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from golive.declared.words import Moment, Strict, Text

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Time = Annotated[
    str,
    Field(
        pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        description="a time of day in quotes, such as '08:30'; '24:00' is the day's end",
    ),
]


class Hours(Strict):
    """Open on each of these days from `open` to `close`, in the environment's time zone.

    Hours that pass midnight are two entries.
    """

    days: Annotated[list[Day], Field(min_length=1)]
    open: Time
    close: Time


class Opening(Strict):
    """When callers are served, in any week: `always`, or the `hours`; neither for undeclared."""

    always: bool = False
    hours: list[Hours] = Field(default_factory=list[Hours])

    @property
    def declared(self) -> bool:
        """Whether the file says when the contact centre is open."""
        return self.always or bool(self.hours)


class Maintenance(Strict):
    """A time in which alarms tell nobody, and why; half-open, UTC, 15 days at most."""

    start: Moment
    end: Moment
    reason: Annotated[Text, Field(max_length=1000)]
