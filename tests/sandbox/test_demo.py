"""The demo's phases: what it finds it uses, what was interrupted it begins anew."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from golive.environments import load
from sandbox import control, demo


@pytest.fixture
def state(tmp_path: Path) -> Generator[Path]:
    """A state folder of its own."""
    folder = tmp_path / "state"
    yield folder
    control.stop(folder)


def test_a_running_sandbox_is_used(state: Path) -> None:
    """The second time it was there."""
    target = load("sandbox")
    assert not demo.begin(target, state)
    before = control.holder(state)
    assert demo.begin(target, state)
    assert control.holder(state) == before


def test_an_interrupted_deployment_is_begun_anew(state: Path) -> None:
    """Nobody knows what it left."""
    target = load("sandbox")
    demo.begin(target, state)
    before = control.holder(state)
    (state / demo.UNFINISHED).touch()
    assert not demo.begin(target, state)
    assert control.holder(state) != before
    assert not (state / demo.UNFINISHED).exists()


def test_a_phase_that_fails_shows_the_end_of_its_log(tmp_path: Path) -> None:
    """With the command, its code and where the log is."""
    log = tmp_path / "phase.log"
    work = demo.command("sh", "-c", "echo why; exit 7", env=dict(os.environ))
    with pytest.raises(SystemExit, match=r"(?s)ended with 7; .*phase\.log:\nwhy"):
        work(log)


def test_nothing_waits_for_a_rate() -> None:
    """Every service that is read has no quota in the sandbox."""
    assert set(demo.unhurried().values()) == {500}
