"""What people give for a record, checked: messages name key, value and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from golive.declared.words import LINK
from golive.mistakes import nearest, quoted
from golive.plan import by_id
from golive.register.errors import BadChange
from golive.register.roster import roster
from golive.register.standing import PER_PERSON, signable


def line_id(given: str) -> str:
    """The id of a line of the plan."""
    return _one_of("LINE", given, by_id(), "a line of the plan, such as 4.1")


def signed_id(given: str) -> str:
    """The id of a line that waits for a person's word."""
    known = [line.id for line in signable()]
    return _one_of("LINE", line_id(given), known, f"a line with an H mark: {', '.join(known)}")


def role_id(given: str) -> str:
    """The id of a role of the roster."""
    return _one_of("ROLE", given, roster(), ", ".join(roster()))


def link(given: str) -> str:
    """An address that a board may lead to; empty for none."""
    if given and not re.fullmatch(LINK, given):
        allowed = "a link that begins with https:// or tel:+"
        raise BadChange(f"--link: {quoted(given)} is no link; allowed: {allowed}")
    return given


def expiry(given: date | None, today: date) -> date | None:
    """The last day of a sign-off, which is to come."""
    if given is not None and given < today:
        raise BadChange(f"--expires: {given} is past; allowed: today, {today}, or later")
    return given


def past(days: Mapping[str, date | None], today: date) -> None:
    """Days on which something happened are not to come."""
    for key, day in days.items():
        if day is not None and day > today:
            raise BadChange(f"--{key}: {day} is to come; allowed: today, {today}, or earlier")


def people(line: str, given: Collection[str]) -> str:
    """For whom a sign-off is given, a row each; only one line counts people."""
    if given and line != PER_PERSON:
        raise BadChange(f"--person: {line} is not counted per person; allowed: with {PER_PERSON}")
    return "\n".join(dict.fromkeys(filter(None, (" ".join(each.split()) for each in given))))


def record_names(given: str) -> tuple[str, ...]:
    """The records whose history is asked for by the id of a line, role or issue."""
    if given in by_id():
        return (f"plan/line#{given}", f"plan/sign-off#{given}")
    if given in roster():
        return (f"plan/role#{given}",)
    if re.fullmatch(r"issue-[0-9]+", given):
        return (f"issues/issue#{given}",)
    near = nearest(given, {*by_id(), *roster()})
    allowed = "the id of a line, a role or an issue, such as 4.1, crm or issue-7"
    raise BadChange(f"WHAT: {quoted(given)} is nothing of the register{near}; allowed: {allowed}")


def _one_of(key: str, given: str, known: Collection[str], allowed: str) -> str:
    if given not in known:
        near = nearest(given, known)
        raise BadChange(f"{key}: {quoted(given)} is not there{near}; allowed: {allowed}")
    return given
