"""The commands of the register, called in this process on a register of the sandbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from golive.cli import main
from golive.register.store import Register

Golive = Callable[..., Result]


@pytest.fixture
def golive(register: Register, monkeypatch: pytest.MonkeyPatch) -> Golive:
    """`golive(*words)` on the environment `sandbox`, whose register is the one of this test."""

    def opened(environment: object) -> Register:
        return register

    monkeypatch.setattr("golive.register.store.open_register", opened)

    def run(*words: str, code: int = 0, typed: str = "") -> Result:
        done = CliRunner().invoke(main, [*words, "--env", "sandbox"], input=typed)
        assert done.exit_code == code, done.output
        return done

    return run
