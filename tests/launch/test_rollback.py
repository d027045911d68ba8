"""The way back: its steps, and who ticked them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from golive.environments import load, names
from golive.launch.steps import steps, written
from golive.launch.walk import Log, begun_at, tick, walk
from golive.register.errors import BadChange, Taken
from golive.register.records import LogEntry, LogKind, Role, Snapshot
from golive.register.roster import roster

SANDBOX, PROD = load("sandbox"), load("prod")
NOW = datetime(2027, 1, 18, 12, tzinfo=UTC)


@dataclass
class Kept:
    """A register in memory; `meanwhile` is what somebody else writes just before us."""

    log: list[LogEntry] = field(default_factory=list[LogEntry])
    meanwhile: list[LogEntry] = field(default_factory=list[LogEntry])

    def snapshot(self, *parts: str) -> Snapshot:
        return Snapshot(
            "x", NOW, roles={"network": Role(id="network", person="Ana")}, log=(*self.log,)
        )

    def put_new(self, record: LogEntry, why: str) -> LogEntry:
        self.log += self.meanwhile
        if record.id in {entry.id for entry in self.log}:
            raise Taken(record.id)
        made = replace(record, version=1, by="arn:aws:iam::1:user/me", at=NOW)
        self.log.append(made)
        return made


def test_each_step_says_who_what_and_how_to_see_it() -> None:
    """Who is a role of the roster, and ids stand once."""
    assert {step.who for step in written()} <= set(roster())
    assert all(len(text) > 20 for step in written() for text in (step.what, step.check))
    assert len({step.id for step in written()}) == len(written())
    assert {"forwarding", "speed-dials", "agents"} <= {step.id for step in written()}


@pytest.mark.parametrize("name", names())
def test_forwarding_is_a_step_for_each_main_number(name: str) -> None:
    """Of this environment, and no other number's."""
    environment = load(name)
    main = [number.number for number in environment.numbers if number.main]
    found = [one.step.id for one in walk(environment, Kept().snapshot())]
    assert [i for i in found if i.startswith("forwarding-")] == [
        f"forwarding-{number[1:]}" for number in main
    ]
    assert len(set(found)) == len(steps(main))


def test_a_tick_has_name_and_time_and_stays() -> None:
    """Ticked twice it is as it was the first time, with the first note."""
    register = Kept()
    done, new = tick(PROD, register, "agents", "all but two")
    again, newer = tick(PROD, register, "agents", "another note")
    assert (new, newer) == (True, False)
    assert done.tick == again.tick
    assert done.tick is not None
    assert (done.tick.by, done.tick.at, done.tick.text) == (
        "arn:aws:iam::1:user/me",
        NOW,
        "all but two",
    )
    assert (done.tick.kind, done.tick.step) == (LogKind.STEP, "rollback/agents")
    assert len(register.log) == 1


def test_two_at_once_make_one_tick() -> None:
    """Who comes second sees the other's."""
    other = Kept()
    theirs, _ = tick(PROD, other, "agents", "theirs")
    assert theirs.tick is not None
    register: Log = Kept(meanwhile=[theirs.tick])
    mine, new = tick(PROD, register, "agents", "mine")
    assert (mine.tick, new) == (theirs.tick, False)


def test_another_launch_has_its_own_walk() -> None:
    """The ticks of a launch that failed don't count for the next one."""
    register = Kept()
    tick(PROD, register, "decide")
    at = PROD.launch.at.replace(day=25)
    later = PROD.model_copy(update={"launch": PROD.launch.model_copy(update={"at": at})})
    assert begun_at(walk(PROD, register.snapshot())) == NOW
    assert begun_at(walk(later, register.snapshot())) is None


def test_a_step_that_there_is_not_names_the_nearest() -> None:
    """And nothing is written."""
    register = Kept()
    with pytest.raises(BadChange, match="did you mean agents"):
        tick(PROD, register, "agent")
    assert register.log == []


def test_a_step_says_who_has_its_role() -> None:
    """As JSON too, where an open step is null."""
    found: dict[str, dict[str, Any]] = {
        one.step.id: json.loads(json.dumps(one.to_json())) for one in walk(PROD, Kept().snapshot())
    }
    assert found["forwarding-15555550120"]["person"] == "Ana"
    assert found["close"]["ticked"] is None
    assert {row["line"] for row in found.values()} == {"3.3.2-4"}
