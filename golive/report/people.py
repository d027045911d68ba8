"""What people say of the plan, from the register to what a board shows.

No phone number stands on a board: a caller's stays in the register, and so does how a person is
reached. What looks like one inside a text is blotted out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from golive.launch.criterion import met, oldest_open
from golive.plan import by_id
from golive.register.records import (
    Issue,
    LineState,
    LogEntry,
    Role,
    SignOff,
    Snapshot,
    Status,
)
from golive.register.roster import roster
from golive.report.times import day
from golive.report.words import clean

# An international number, or more digits in a row than a date or an account has not.
NUMBER = re.compile(r"\+\d[\d ().-]{5,}\d|(?<![\w-])\d{10,11}(?![\w-])")
BLOT = "(number)"
LAST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of one line; texts are empty where nobody said anything.

    `word` is what became of its sign-off, `signed` the same with who and when; `late` that it is
    due and nobody said go.
    """

    owner: str = ""
    status: Status = ""
    priority: str = ""
    notes: str = ""
    due: date | None = None
    late: bool = False
    link: str = ""
    word: str = ""
    signed: str = ""


NOTHING = Said()
"""A line of which nobody said anything."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A role of the roster; an open one has no person."""

    title: str
    person: str
    confirmed: date | None
    told: date | None
    notes: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the launch log."""

    at: datetime | None
    by: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """The critical launch issue that is open longest, and whether that is too long."""

    id: str
    opened: datetime
    details: str
    open_for: timedelta
    over: bool


@dataclass(frozen=True, slots=True)
class People:
    """The register on a board; `log` has its last rows, the newest first."""

    read_at: datetime
    said: Mapping[str, Said]
    roster: tuple[Seat, ...]
    log: tuple[Entry, ...]
    trouble: Trouble | None
    open_issues: int

    @property
    def open_roles(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.roster if not seat.person)

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who has a line, by name."""
        return tuple(sorted({said.owner for said in self.said.values() if said.owner}))


def people_of(snapshot: Snapshot, now: datetime, zone: ZoneInfo, open_hours: float) -> People:
    """A day ends where the environment is; `open_hours` is the rollback criterion."""
    today = now.astimezone(zone).date()
    states, signs = snapshot.lines.values(), snapshot.sign_offs
    live = [issue for issue in snapshot.issues.values() if not (issue.closed or issue.trial)]
    return People(
        read_at=snapshot.read_at,
        said={state.id: said_of(state, signs.get(state.id), today) for state in states},
        roster=tuple(_seat(role) for role in snapshot.roles.values()),
        log=tuple(_entry(entry) for entry in reversed(snapshot.log[-LAST_ROWS:])),
        trouble=_trouble(live, now, open_hours),
        open_issues=len(live),
    )


def said_of(state: LineState, sign: SignOff | None, today: date) -> Said:
    """One line; a priority that nobody changed is the plan's."""
    planned = by_id().get(state.id)
    word, signed = _signed(sign, today) if sign else ("", "")
    return Said(
        owner=told(state.owner),
        status=state.status,
        priority=state.priority or (planned.priority if planned else ""),
        notes=told(state.notes),
        due=state.due,
        late=state.due is not None and state.due < today and state.status != "go",
        link=state.link if state.link.startswith("https://") else "",
        word=word,
        signed=signed,
    )


def _signed(sign: SignOff, today: date) -> tuple[str, str]:
    if sign.withdrawn:
        return "withdrawn", f"sign-off withdrawn by {who(sign.by)}"
    if sign.expires and sign.expires < today:
        return "expired", f"sign-off of {who(sign.by)} expired on {day(sign.expires)}"
    until = f" until {day(sign.expires)}" if sign.expires else ""
    return "signed off", f"signed off by {who(sign.by)}{until}: {told(sign.note)}"


def _seat(role: Role) -> Seat:
    title = roster().get(role.id, clean(role.id))
    return Seat(title, told(role.person), role.confirmed, role.told, told(role.notes))


def _entry(entry: LogEntry) -> Entry:
    return Entry(entry.at, who(entry.by), entry.kind.value, told(entry.text))


def _trouble(issues: Iterable[Issue], now: datetime, most: float) -> Trouble | None:
    found = oldest_open(issues, now)
    if not found:
        return None
    over = met(issues, now, most)
    return Trouble(clean(found.id), found.opened, told(found.details), now - found.opened, over)


def told(text: str) -> str:
    """A person's text: what would act is replaced, what looks like a number is blotted out."""
    return NUMBER.sub(BLOT, clean(text))


def who(arn: str) -> str:
    """The name at the end of a caller's ARN: a user's, or a session's."""
    return clean(arn.rpartition("/")[2] or arn.rpartition(":")[2])
