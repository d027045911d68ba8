"""`golive launch` and `golive rollback` on a register of the sandbox."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from golive.register.records import Issue, LogEntry, LogKind, Severity
from golive.register.store import Register
from tests.decision.cases import broken, run
from tests.register.command import Golive
from tests.register.command import golive as golive

NOW = datetime.now(UTC)
CALLER = "+15555550199"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A run that was kept just now, with a failed line."""
    file = tmp_path / "verify.json"
    changed = run(**broken("4.1", "failed", path="Data/Register"))
    file.write_text(json.dumps(changed | {"read_at": NOW.isoformat()}))
    return file


def report(register: Register, hours: float) -> None:
    """A critical issue, open for so long."""
    issue = Issue(
        id="issue-1",
        called=NOW,
        caller=CALLER,
        representative="agent.one",
        details="no audio",
        severity=Severity.CRITICAL,
        opened=NOW - timedelta(hours=hours),
    )
    register.put_new(issue, "a caller rang")


def test_launch_says_where_we_are(golive: Golive, register: Register, kept: Path) -> None:
    """Phase, bridge, what is next and whose, the last of the log; no caller's number."""
    entry = LogEntry(id="log-1", text=f"first calls, {CALLER} rang", kind=LogKind.WELL)
    register.put_new(entry, "a row")
    report(register, 1)
    done = golive("launch", "--run", str(kept))
    assert "before the first" in done.output
    assert "https://example.com/bridge/golive-sandbox" in done.output
    assert "issue-1 is critical and open for 1.0 h of 4 h" in done.output
    assert "Data/Register is wrong" in done.output
    assert "first calls, (number) rang" in done.output
    assert CALLER not in done.output


def test_launch_tells_machines_too(golive: Golive, kept: Path) -> None:
    """As JSON: the phase by the clock, and what is due next."""
    told = json.loads(golive("launch", "--run", str(kept), "--format", "json").stdout)
    assert (told["environment"], told["phase"], told["next"]["id"]) == ("sandbox", None, "prepare")
    assert [line["id"] for line in told["upcoming"]] == ["4.1"]


def test_a_met_criterion_is_a_no_go(golive: Golive, register: Register, kept: Path) -> None:
    """And names the command that walks the way back."""
    report(register, 4.5)
    done = golive("launch", "--run", str(kept), code=1)
    assert "the criterion is met" in done.output
    assert "golive rollback --env sandbox" in done.output


def test_a_run_of_another_environment_is_refused(golive: Golive, tmp_path: Path) -> None:
    """So is what is no run."""
    file = tmp_path / "verify.json"
    file.write_text(json.dumps(run() | {"environment": "prod"}))
    assert "the run is of prod" in golive("launch", "--run", str(file), code=2).output
    file.write_text("[]")
    assert "is no run of golive" in golive("launch", "--run", str(file), code=2).output


def test_a_walk_is_taken_up_where_it_was_left(golive: Golive, register: Register) -> None:
    """Interrupted after two answers: both are kept, and the next walk begins at the third step."""
    report(register, 4.5)
    first = golive("rollback", typed="y\nwe go back\nn\n", code=1)
    assert "the rollback criterion is met: issue-1 is open for 4.5 h of 4 h" in first.output
    assert "interrupted: every tick so far is kept" in first.output
    again = golive("rollback", typed="q\n", code=1)
    assert "ticked by user/golive-administrator" in again.output
    assert "we go back" in again.output
    assert [entry.step for entry in register.snapshot().log] == ["rollback/decide"]
    assert "11 of 12 steps are open" in again.output


def test_a_whole_walk_ends_well(golive: Golive, register: Register) -> None:
    """Every step ticked: exit code 0, and once more nothing is asked or changed."""
    count = len(json.loads(golive("rollback", "--list", "--format", "json").stdout))
    golive("rollback", typed="y\n\n" * count)
    before = register.snapshot().log
    assert len(before) == count
    done = golive("rollback").output
    assert "0 of" in done
    assert "not met: no critical issue is open" in done
    assert register.snapshot().log == before


def test_one_step_is_ticked_by_name(golive: Golive, register: Register) -> None:
    """Twice is once; another word is bad input."""
    golive("rollback", "--tick", "announce", "--note", "all told")
    done = golive("rollback", "--tick", "announce", "--note", "again")
    assert "was ticked already" in done.output
    assert "did you mean announce" in golive("rollback", "--tick", "anounce", code=2).output
    assert "goes with --tick" in golive("rollback", "--note", "x", code=2).output
    [entry] = register.snapshot().log
    assert entry.text == "all told"


def test_the_list_changes_nothing(golive: Golive, register: Register) -> None:
    """It shows who, what and how to check."""
    done = golive("rollback", "--list")
    assert "who    network: nobody yet" in done.output
    assert register.snapshot().log == ()
