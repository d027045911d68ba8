"""Whatever breaks a line in the account, verify names the line, by the right control."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from golive.account.proof import Asked, prove
from golive.controls import catalogue
from golive.environments import load
from sandbox import control, demo
from tests.sandbox.account import Account
from tests.sandbox.live_mutants import MUTANTS, Mutant


@pytest.fixture(scope="module")
def live(deployed: Account) -> Generator[Account]:
    """The deployed account, pointed at as a person does it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in control.environment(deployed.connection).items():
            patch.setenv(name, value)
        yield deployed


def failing(line: str) -> set[str]:
    """The controls that find something in a line."""
    asked = Asked(load("sandbox"), [line], rates=demo.unhurried(), keep=False)
    run = prove(asked, quiet).run
    subjects = [subject for each in run["lines"] for subject in each["subjects"]]
    return {s["control"] for s in subjects if s["verdict"] in ("failed", "drifted")}


def quiet(done: int, of: int, made: int) -> None:
    """Hears how far the reading is."""


@pytest.mark.parametrize("line", sorted({c.line for c in catalogue().values()}))
def test_nothing_fails_in_what_is_deployed(live: Account, line: str) -> None:
    """Before any change, and so after each one is undone."""
    assert failing(line) == set()


@pytest.mark.parametrize(
    ("control_id", "mutant"), [pytest.param(c, m, id=name) for c, name, m in MUTANTS]
)
def test_a_live_mutant_is_killed(live: Account, control_id: str, mutant: Mutant) -> None:
    """By the control of its line."""
    line = control_id.split("-")[0]
    with mutant(live):
        assert control_id in failing(line)


def test_every_control_has_a_live_mutant() -> None:
    """Each one has been seen to fail on an account."""
    assert {control_id for control_id, *_ in MUTANTS} == set(catalogue())
