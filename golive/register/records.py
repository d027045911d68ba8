"""The records of the register: plain data, with no trace of the table they lie in.

Standard library only: functions and workbooks read them too. Times are UTC; a text that nobody
gave is empty. `version` counts the changes of a record, 0 for one that was never kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from golive.plan import Priority

Status = Literal["", "go", "no-go"]
"""A person's word on a line; empty until somebody gave it."""


class Severity(StrEnum):
    """How much a launch issue disturbs; only a critical one can start the rollback."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class LogKind(StrEnum):
    """What a row of the launch log tells."""

    WELL = "went well"
    BADLY = "did not go well"
    STEP = "step"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Who changed a record last, and when: `by` is the caller's ARN as STS gives it."""

    version: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState(Kept):
    """One line of the plan as people have it; an empty `priority` is the plan's own."""

    id: str
    owner: str = ""
    status: Status = ""
    priority: Priority | Literal[""] = ""
    notes: str = ""
    due: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Kept):
    """Who holds a role of the roster.

    `reach` is how they are reached, `confirmed` when somebody last reached them that way, and
    `told` when they were told the candidate dates. A role without a person is open.
    """

    id: str
    person: str = ""
    reach: str = ""
    confirmed: date | None = None
    told: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Kept):
    """A person's word on an H line, and until when it counts.

    `evidence` is the digest of what the line's controls had read when it was given. `people`
    are those for whom it was given, a row each, where a line is counted per person (2.5.1-3).
    The day it `expires` is the last on which it counts.
    """

    line: str
    note: str
    link: str = ""
    expires: date | None = None
    evidence: str = ""
    people: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Kept):
    """A launch issue: a caller's or an agent's problem (line 2.2.2).

    `caller` is a phone number: it stays in the table, and is shown to nobody but who asks for
    this one issue. `given_back` is when a trial was read again, which shows that the log works.
    """

    id: str
    called: datetime
    caller: str
    representative: str
    details: str
    screenshot: str = ""
    severity: Severity = Severity.MAJOR
    opened: datetime
    closed: datetime | None = None
    trial: bool = False
    given_back: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Kept):
    """A row of the launch log; written once. A `step` is a row of a walk, such as a rollback."""

    id: str
    text: str
    kind: LogKind = LogKind.NOTE
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Kept):
    """A decision as it was signed; written once.

    `message` is the canonical JSON that was signed: it names the caller, the environment, the
    text and the digests of everything decided upon. `signature` is base64 of what KMS gave, and
    `request` the id of that call, by which CloudTrail knows who made it.
    """

    id: str
    message: str
    signature: str = ""
    key: str = ""
    algorithm: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record: fields that changed, as `(before, after)` texts."""

    record: str
    version: int
    by: str
    at: datetime
    why: str
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of the register that a board, a workbook and a decision need, as read at once.

    By id; lines and roles that nobody touched are there too, with version 0. `log` and
    `decisions` are in the order they were written, the oldest first.
    """

    environment: str
    read_at: datetime
    lines: dict[str, LineState] = field(default_factory=dict[str, LineState])
    roles: dict[str, Role] = field(default_factory=dict[str, Role])
    sign_offs: dict[str, SignOff] = field(default_factory=dict[str, SignOff])
    issues: dict[str, Issue] = field(default_factory=dict[str, Issue])
    log: tuple[LogEntry, ...] = ()
    decisions: tuple[Decision, ...] = ()
