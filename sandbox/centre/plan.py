"""The launch plan as the team keeps it: owners, roster, words, a trial issue. Sample people only.

It goes through the register's own library, as `golive plan` and `golive issue` do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from golive.plan import Section, sections
from golive.register.ids import timed
from golive.register.issues import given_back, report, said
from golive.register.records import LineState, LogEntry, Role, SignOff
from golive.register.roster import roster
from golive.register.standing import PER_PERSON, signable
from golive.register.store import Register, open_register
from sandbox.centre.desk import Desk

HANDS = 8
"""As many write at once."""
SAMPLE = "sample: nobody looked"
WHY = "a sample of the sandbox"
Write = Callable[[], object]


def plan(desk: Desk) -> None:
    """Have all of it; what is there stays."""
    register = open_register(desk.environment, desk)
    now = datetime.now(UTC)
    people = [agent.user for agent in desk.environment.agents]
    writes = [*_owners(register), *_roles(register, now), *_words(register, people)]
    with ThreadPoolExecutor(HANDS) as hands:
        for done in [hands.submit(write) for write in writes]:
            done.result()
    _log(register, now)
    _trial(register, now)


def _owners(register: Register) -> Iterable[Write]:
    """A line of each section, so that a board shows owners and what has none."""
    known = register.snapshot().lines
    for section in sections():
        line = section.lines[0].id
        if not known[line].owner:
            yield lambda line=line, section=section: register.change(
                LineState, line, lambda state: replace(state, owner=_owner(section)), WHY
            )


def _owner(section: Section) -> str:
    return f"Sample owner of {section.title.lower()}"


def _roles(register: Register, now: datetime) -> Iterable[Write]:
    known, today = register.snapshot().roles, now.date()
    for id_ in roster():
        if not known[id_].person:
            held = {
                "person": f"Sample person ({id_})",
                "reach": f"{id_}@example.com",
                "confirmed": today,
                "told": today,
            }
            yield lambda id_=id_, held=held: register.change(
                Role, id_, lambda role: replace(role, **held), WHY
            )


def _words(register: Register, people: list[str]) -> Iterable[Write]:
    known = register.snapshot().sign_offs
    for line in signable():
        if line.id not in known:
            counted = "\n".join(people) if line.id == PER_PERSON else ""
            yield lambda line=line.id, counted=counted: register.change(
                SignOff, line, lambda sign: replace(sign, note=SAMPLE, people=counted), WHY
            )


def _log(register: Register, now: datetime) -> None:
    if not register.snapshot().log:
        register.put_new(LogEntry(id=timed(now), text="sample: the register is set up"), WHY)


def _trial(register: Register, now: datetime) -> None:
    if register.snapshot().issues:
        return
    trial = said(
        now,
        called=now - timedelta(minutes=5),
        caller="+15555550123",
        representative="agent.one",
        details="sample: a trial of the issue log",
        trial=True,
    )
    given_back(register, report(register, trial).id)
