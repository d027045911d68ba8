"""One sandbox in each worker, for all live tests of all folders."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from golive.environments import load
from sandbox import control, demo
from sandbox.centre.furnish import furnish
from sandbox.readiness import draw, evaluate, run_once
from tests.sandbox.account import LEAVING, Account

NAME = "sandbox"


@pytest.fixture(autouse=True)
def nobody_stays() -> Generator[None]:
    """The users that a test made leave with it."""
    yield
    while LEAVING:
        LEAVING.pop()()


@pytest.fixture(scope="session")
def commit() -> Generator[str]:
    """What the tests deploy from, whether a repository is here or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMIT", "c0ffee" * 6 + "c0de")
        yield demo.commit()


@pytest.fixture(scope="session")
def account(tmp_path_factory: pytest.TempPathFactory, commit: str) -> Generator[Account]:
    """A running sandbox, nothing in it yet."""
    assert commit
    state = tmp_path_factory.mktemp("account")
    target = load(NAME)
    yield Account(control.start(state, account=target.account, region=target.region))
    control.stop(state)


@pytest.fixture(scope="session")
def bootstrapped(account: Account, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The sandbox with what the CDK needs in an account."""
    account.run(*demo.bootstrap(load(NAME)), cwd=tmp_path_factory.mktemp("empty"))
    return account


@pytest.fixture(scope="session")
def deployed(bootstrapped: Account, assembly: Callable[[str], Path]) -> Account:
    """The environment `sandbox`, deployed by the CDK's own command, its centre, one contact.

    What a schedule calls has run once, and every alarm was drilled and backtested.
    """
    bootstrapped.run(*demo.deploy("--app", str(assembly(NAME))))
    furnish(load(NAME), bootstrapped.connection)
    alias = {"alias": load(NAME).instance.alias}
    parts = control.fetch(bootstrapped.connection, "/_golive/contact", alias)
    assert set(parts.values()) == {"stored"}, parts
    evaluate(load(NAME), bootstrapped.connection)
    draw(load(NAME), bootstrapped.connection)
    bootstrapped.run(*demo.drill(load(NAME), bootstrapped.connection.state))
    bootstrapped.run(*demo.backtest(load(NAME), bootstrapped.connection.state))
    run_once(load(NAME), bootstrapped.connection, demo.unhurried())
    return bootstrapped
