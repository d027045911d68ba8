"""A waiver in a run: what it covers is a counted go, and it covers nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from golive.model import Fact, Unknown
from golive.run import check_run, exit_code, verify_run
from golive.waivers import Waiver
from tests.controls.every import GOOD
from tests.controls.good import S
from tests.run.test_run import HIDDEN, OPEN, Sides, environment, line, only
from tests.sides import Stub
from tests.waivers.waivers import waiver

PATH = f"{S}/Table"


def accepted(**changes: Any) -> Waiver:
    """A waiver of the table, which stands at a path of the stub."""
    return waiver(**{"scope": PATH, "expires": date(2030, 1, 1)} | changes)


def test_a_waived_failure_is_a_counted_go() -> None:
    """It stays in sight, with the words of its waiver."""
    for run in (
        check_run("x", Sides(Table=OPEN), waivers=[accepted()]),
        verify_run(environment(), Sides(Table=OPEN), Sides(Table=OPEN), waivers=[accepted()]),
    ):
        assert (run["verdict"], run["waived"]) == ("go", 1)
        assert only(run)["verdict"] == "waived"
        assert only(run)["waived"] == str(accepted())
        assert "aws-owned" in only(run)["finding"]


@pytest.mark.parametrize(
    ("design", "live", "verdict"),
    [
        (OPEN, GOOD["Table"], "waived"),
        (GOOD["Table"], OPEN, "waived"),
        (OPEN, None, "failed"),
        (OPEN, Unknown("denied"), "unknown"),
        (HIDDEN, OPEN, "unknown"),
    ],
)
def test_a_waiver_hides_nothing_else(
    design: Fact | Unknown, live: Fact | Unknown | None, verdict: str
) -> None:
    """What is gone or can't be known on the other side stays so."""
    sides = Sides(Table=design), Sides("account", Table=live)
    run = verify_run(environment(), *sides, lines=["4.1"], waivers=[accepted()])
    assert only(run)["verdict"] == verdict


def test_a_waiver_deploys_nothing() -> None:
    """Waived in the template and not deployed yet: designed, which can't tell."""
    empty = Stub({}, name="account", stacks=set())
    sides = Sides(Table=OPEN), empty
    run = verify_run(environment(), *sides, lines=["4.1"], waivers=[accepted()])
    assert (only(run)["verdict"], run["verdict"]) == ("designed", "can't tell")


def test_an_expired_waiver_warns_or_fails() -> None:
    """A warning in a check, a failure in a strict one and in every verify."""
    old, side = accepted(expires=date(2026, 1, 1), row=3), Sides(Table=OPEN)
    everyday = check_run("x", side, lines=["4.1"], waivers=[old])
    assert exit_code(everyday) == 0
    assert f"waivers.toml:3: the waiver of {PATH} expired on 2026-01-01" in everyday["warnings"]
    for run in (
        check_run("x", side, lines=["4.1"], waivers=[old], strict=True),
        verify_run(environment(), side, side, lines=["4.1"], waivers=[old]),
    ):
        assert exit_code(run) == 1
        assert only(run)["finding"].endswith("; its waiver expired on 2026-01-01")


def test_an_unused_waiver_is_a_failure_of_its_line() -> None:
    """Where its stack and its line are judged; elsewhere nobody can say that it is unused."""
    idle = waiver(row=9)
    deployed = Sides()
    assert not deployed.deployed("golive-y-data")
    assert exit_code(check_run("y", deployed, lines=["4.1"], waivers=[idle])) == 0
    assert exit_code(check_run("x", deployed, lines=["4.8"], waivers=[idle])) == 0
    run = check_run("x", deployed, lines=["4.1"], waivers=[idle])
    assert exit_code(run) == 1
    assert line(run, "4.1")["subjects"][-1]["subject"] == "waivers.toml:9"
    assert exit_code(verify_run(environment(), deployed, deployed, waivers=[idle])) == 1
