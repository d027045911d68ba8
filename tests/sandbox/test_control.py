"""The sandbox's process: found, started, ended, and recovered from what was interrupted."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from click.testing import CliRunner

from golive.cli import main
from sandbox import control
from sandbox.control import SandboxError

PLACE = {"account": "111122223333", "region": "us-east-1"}


@pytest.fixture
def state(tmp_path: Path) -> Generator[Path]:
    """A state folder; what runs in it is ended."""
    folder = tmp_path / "a state's folder"
    yield folder
    control.stop(folder)


def test_starting_twice_finds_the_same(state: Path) -> None:
    """A second start gives the sandbox that runs."""
    first = control.start(state, **PLACE)
    assert control.start(state, **PLACE) == first


def test_another_account_is_refused(state: Path) -> None:
    """A sandbox that runs as one account is not taken for another."""
    control.start(state, **PLACE)
    with pytest.raises(SandboxError, match="runs as 111122223333 in us-east-1: stop it first"):
        control.start(state, account="444455556666", region="us-east-1")


def test_stopping_ends_the_process_and_its_port(state: Path) -> None:
    """Nothing answers afterwards, and stopping again says that nothing ran."""
    found = control.start(state, **PLACE)
    assert control.stop(state)
    assert not control.answers(found)
    assert not control.stop(state)


def test_a_killed_sandbox_leaves_nothing_that_the_next_cannot_use(state: Path) -> None:
    """Lock, pid and connection of a process that was killed are stale, and known to be."""
    control.start(state, **PLACE)
    pid = control.holder(state)
    assert pid is not None
    os.killpg(pid, signal.SIGKILL)
    while control.holder(state):
        time.sleep(0.01)
    with pytest.raises(SandboxError, match="is not running"):
        control.ready(state)
    assert control.answers(control.start(state, **PLACE))


def test_a_pid_that_someone_else_has_now_is_left_alone(state: Path) -> None:
    """The pid in the lock counts only while its process holds the lock."""
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    state.mkdir()
    (state / "lock").write_text(str(other.pid))
    try:
        assert not control.stop(state)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_start_beside_another_joins_it(state: Path) -> None:
    """Whoever comes while it starts gets the same one."""
    words = (sys.executable, "-c", START, str(state))
    starters = [subprocess.Popen(words) for _ in range(2)]
    assert [starter.wait(60) for starter in starters] == [0, 0]
    assert control.answers(control.ready(state))


START = """
import sys
from pathlib import Path
from sandbox import control
control.start(Path(sys.argv[1]), account="111122223333", region="us-east-1")
"""


def test_a_sandbox_that_cannot_start_says_its_last_words(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of its log is part of the message."""
    monkeypatch.setenv("PYTHONPATH", str(state))
    state.mkdir()
    (state / "ministack").mkdir()
    (state / "ministack" / "__init__.py").write_text("raise ImportError('a broken emulator')")
    with pytest.raises(SandboxError, match="a broken emulator"):
        control.start(state, **PLACE)


def test_it_writes_nothing_outside_its_folder(state: Path) -> None:
    """The emulator's scratch files lie below the state folder, keys readable by their owner."""
    control.start(state, **PLACE)
    assert (state / "tmp").is_dir()
    assert state.stat().st_mode & 0o077 == 0
    assert (state / "connection.json").stat().st_mode & 0o077 == 0
    assert (state / "server.key").stat().st_mode & 0o077 == 0


def test_the_printed_lines_point_a_shell_at_it(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths with blanks and quotes survive, and a person's own profile is put aside."""
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "https://elsewhere")
    found = control.start(state, **PLACE)
    printed = CliRunner().invoke(main, ["sandbox", "env", "--state", str(state)])
    assert printed.exit_code == 0
    shown = subprocess.check_output(
        ["sh", "-c", f"eval {shlex.quote(printed.output)}; env"], text=True
    )
    lines = set(shown.splitlines())
    assert {f"{k}={v}" for k, v in control.environment(found).items()} <= lines
    assert not [line for line in lines if line.startswith(("AWS_PROFILE", "AWS_ENDPOINT_URL_S3"))]


def test_nothing_of_a_persons_files_is_read(state: Path) -> None:
    """The shared configuration and credentials are empty files."""
    environment = control.environment(control.start(state, **PLACE))
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        assert Path(environment[name]).read_text() == ""


def test_the_commands_say_what_is_and_what_is_not(state: Path) -> None:
    """`status` and `down` without a sandbox; `up` starts one, `down` ends it."""

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["sandbox", *words, "--state", str(state)])
        return done.exit_code, done.output

    assert run("status")[0] == 1
    assert run("down") == (0, "it was not running\n")
    assert run("up")[0] == 0
    assert "is account 111122223333 in us-east-1" in run("status")[1]
    assert run("down") == (0, "ended\n")
