"""Launch issues: reported, read back, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from golive.mistakes import quoted
from golive.register.errors import BadChange, Conflict, Taken
from golive.register.ids import numbered
from golive.register.layout import ISSUES
from golive.register.records import Issue, Severity
from golive.register.store import Register

WORD = "issue"
TRIES = 20


def said(
    now: datetime,
    *,
    called: datetime,
    caller: str,
    representative: str,
    details: str,
    screenshot: str = "",
    severity: str = Severity.MAJOR,
    trial: bool = False,
) -> Issue:
    """An issue as it was told, without its id; BadChange for what can't be so."""
    for key, text in (("--representative", representative), ("--details", details)):
        if not text.strip():
            raise BadChange(f"{key}: is empty; allowed: a text")
    if called > now:
        raise BadChange(f"--called: {called.isoformat()} is to come; allowed: now or earlier")
    return Issue(
        id="",
        called=called,
        caller=caller,
        representative=representative,
        details=details,
        screenshot=screenshot,
        severity=Severity(severity),
        opened=now,
        trial=trial,
    )


def report(register: Register, issue: Issue) -> Issue:
    """Keep a new issue under the next number."""
    why = "a trial" if issue.trial else "reported"
    for _ in range(TRIES):
        taken = register.snapshot(ISSUES).issues
        try:
            return register.put_new(replace(issue, id=numbered(WORD, taken)), why)
        except Taken:
            continue
    raise Conflict(f"others reported {TRIES} issues meanwhile; try again")


def one(register: Register, id_: str) -> Issue:
    """An issue by its id."""
    found = register.get(Issue, id_)
    if found is None:
        allowed = "an id that golive issue list shows, such as issue-7"
        raise BadChange(f"ID: {quoted(id_)} is no issue; allowed: {allowed}")
    return found


def given_back(register: Register, id_: str) -> Issue:
    """Keep that a trial was read again."""
    now = datetime.now(UTC)
    return register.change(
        Issue, id_, lambda found: replace(found, given_back=found.given_back or now), "read back"
    )


def closed(register: Register, id_: str, why: str) -> Issue:
    """Close an issue that is open; one that is closed stays as it was."""
    one(register, id_)
    now = datetime.now(UTC)
    return register.change(
        Issue, id_, lambda found: replace(found, closed=found.closed or now), why
    )
