"""What must be seen before launch: capacity, conditions, reports, links, no test leftovers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from golive.declared.words import Link, Named, Pattern, Strict, Text


class Capacity(Strict):
    """`headroom` is the part of a quota that stays free at the declared peak."""

    headroom: Annotated[float, Field(ge=0, lt=1)] = 0.2


class Condition(Strict):
    """A condition that callers meet, and the Connect test case that plays it."""

    kind: Literal["holiday", "emergency", "temporary message", "after hours"]
    test_case: Named


class Report(Strict):
    """A scheduled report, `every_hours`; `prefix` is below the folder that Connect reports into."""

    name: Text
    prefix: Text
    every_hours: Annotated[int, Field(ge=1, le=24 * 31)]


class Links(Strict):
    """The dashboards that AWS's own API can't show (line 3.4)."""

    lex_analytics: Link | None = None
    connect_metrics: Link | None = None
    wfm: Link | None = None


class Leftovers(Strict):
    """Names that only tests have, `*` for any letters, whatever the case."""

    names: list[Pattern] = Field(default_factory=lambda: ["test*", "*-test", "demo*", "dummy*"])


class Feed(Strict):
    """A stream that somebody else reads, and how far behind they may be."""

    reader: Text
    stream: Literal["contact_records", "agent_events"]
    lag_minutes: Annotated[int, Field(ge=1, le=24 * 60)]
