"""The phases of a launch by the clock, and what stands open in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from golive.environments import load
from golive.launch.clock import begun, current, following, timed
from golive.launch.standing import OpenLine, code, of, open_lines
from golive.launch.state import launch_of
from golive.plan import by_id, lines
from golive.register.records import Issue, LineState, Severity, Snapshot
from tests.decision.cases import broken, run, snapshot

SANDBOX = load("sandbox")
AT = SANDBOX.launch.at
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("hours", "now", "after"),
    [
        (-721, None, "prepare"),
        (-720, "prepare", "rehearse"),
        (-336, "rehearse", "freeze"),
        (-72.01, "rehearse", "freeze"),
        (-72, "freeze", "self-service"),
        (0, "self-service", "agents"),
        (1.99, "self-service", "agents"),
        (2, "agents", "hypercare"),
        (24, "hypercare", None),
        (336, None, None),
    ],
)
def test_a_phase_begins_by_the_clock(hours: float, now: str | None, after: str | None) -> None:
    """Half-open: at its first minute it is on, at its last it is over."""
    moment = AT + hours * HOUR
    found, then = current(AT, moment), following(AT, moment)
    assert (found and found.phase.id, then and then.phase.id) == (now, after)


def test_what_has_begun_is_due() -> None:
    """The current phase and all before it."""
    assert [one.phase.id for one in begun(AT, AT - 48 * HOUR)] == ["prepare", "rehearse", "freeze"]
    assert len(begun(AT, AT + 999 * HOUR)) == len(timed(AT))


def test_all_well_is_open_nowhere() -> None:
    """A run in which each line holds leaves no phase open; without one nothing can be told."""
    assert open_lines(run(), snapshot()) == ()
    found = open_lines(None, snapshot())
    assert {line.id for line in found} == {n.id for n in lines() if n.phase != "rollback"}
    assert {line.word for line in found} == {"can't tell"}


def test_an_open_line_says_why_whose_and_what_to_do() -> None:
    """A no-go before what can't be told, whoever owns it, and nothing for what is waived."""
    changed = broken("4.1", "failed", path="Data/Register", fix="Seal it.") | broken(
        "4.2", "waived"
    )
    states = snapshot().lines | {"4.1": LineState(id="4.1", owner="Ana", version=1)}
    found = open_lines(run(**changed, **broken("2.6.1", "unknown")), snapshot(lines=states))
    first, last = of(["prepare", "rehearse"], found)
    assert first == OpenLine(
        "4.1",
        by_id()["4.1"].title,
        "prepare",
        "no-go",
        "Data/Register is wrong",
        "Seal it.",
        "Ana",
        "",
    )
    assert (last.id, last.word, last.owner) == ("2.6.1", "can't tell", "")
    assert [code(some) for some in ((), (last,), (first, last))] == [0, 3, 1]


def test_an_owner_s_no_go_is_one_whatever_is_proven() -> None:
    """A person who knows better stops a phase."""
    states = snapshot().lines | {"4.1": LineState(id="4.1", status="no-go", owner="Ana", version=1)}
    [line] = open_lines(run(), snapshot(lines=states))
    assert (line.word, line.why) == ("no-go", "its owner says no-go")


def test_a_line_without_a_control_is_open() -> None:
    """That nobody reads it is said."""
    [line] = open_lines(run(line_2_7_2={"verdict": "not built", "subjects": []}), snapshot())
    assert (line.id, line.word, line.why) == ("2.7.2", "can't tell", "no control reads it yet")


def at(hours: float, **more: object) -> dict[str, Any]:
    """A run that was read just then."""
    moment = (AT + hours * HOUR).isoformat()
    found = run(**more)  # pyright: ignore[reportArgumentType]
    for line in found["lines"]:
        for subject in line["subjects"]:
            subject["evidence"][0]["read_at"] = moment
    return found | {"read_at": moment}


def test_the_launch_is_where_clock_and_proofs_say() -> None:
    """What is due now is open; what is due next is announced apart."""
    found = launch_of(SANDBOX, snapshot(), at(-10, **broken("3.1.1", "failed")), AT - 10 * HOUR)
    assert found.phase is not None
    assert found.next is not None
    assert found.first is not None
    assert (found.phase.phase.id, found.next.phase.id) == ("freeze", "self-service")
    assert found.first.phase.id == "self-service"
    assert (found.open, [line.id for line in found.upcoming]) == ((), ["3.1.1"])
    assert found.code == 0
    later = launch_of(SANDBOX, snapshot(), at(1, **broken("3.1.1", "failed")), AT + HOUR)
    assert later.code == 1


def test_old_evidence_says_nothing_on_launch_day() -> None:
    """A run of yesterday leaves the hourly lines open."""
    found = launch_of(SANDBOX, snapshot(), at(-24), AT + HOUR)
    assert found.code == 3
    assert "3.1.3" in {line.id for line in found.open}


def with_issue(opened: datetime) -> Snapshot:
    """A critical issue, open since then."""
    issue = Issue(
        id="issue-1",
        called=opened,
        caller="+15555550123",
        representative="agent.one",
        details="no audio",
        severity=Severity.CRITICAL,
        opened=opened,
    )
    return snapshot(issues={issue.id: issue})


def test_a_criterion_that_is_met_is_a_no_go() -> None:
    """Whatever is proven: the way back is due, and the JSON names no caller."""
    calm = launch_of(SANDBOX, with_issue(AT), at(3), AT + 3 * HOUR)
    assert (calm.code, calm.criterion.hours, calm.criterion.met) == (0, 3, False)
    met = launch_of(SANDBOX, with_issue(AT), at(4), AT + 4 * HOUR)
    assert (met.code, met.criterion.met) == (1, True)
    assert "+15555550123" not in str(met.to_json())
    assert met.to_json()["criterion"]["opened"] == AT.isoformat()


def test_times_are_kept_in_utc_across_summer_time() -> None:
    """Fourteen days before a launch in New York are 336 hours, also over a change of clocks."""
    launch = datetime(2027, 3, 15, 4, tzinfo=UTC)
    found = {one.phase.id: one.begins for one in timed(launch)}
    assert launch - found["rehearse"] == timedelta(days=14)
    assert found["prepare"].tzinfo is UTC
