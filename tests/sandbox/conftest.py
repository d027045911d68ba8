"""One sandbox for all live tests: they run in one worker, and most in its one deployment."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from golive.environments import load
from sandbox import control, demo
from tests.sandbox.account import Account

HERE = Path(__file__).parent
NAME = "sandbox"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder in one worker."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("sandbox"))


@pytest.fixture(scope="session")
def account(tmp_path_factory: pytest.TempPathFactory) -> Generator[Account]:
    """A running sandbox, nothing in it yet."""
    state = tmp_path_factory.mktemp("account")
    target = load(NAME)
    yield Account(control.start(state, account=target.account, region=target.region))
    control.stop(state)


@pytest.fixture(scope="session")
def deployed(account: Account, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The environment `sandbox`, deployed by the CDK's own command, and one sample contact."""
    folder = tmp_path_factory.mktemp("deployed")
    target, env = load(NAME), control.environ(account.connection)
    words = demo.bootstrap(target)
    demo.command(*words, env=env, cwd=folder)(folder / "bootstrap.log")
    demo.command(*demo.deploy(NAME, folder / "cdk.out"), env=env)(folder / "deploy.log")
    alias = {"alias": target.instance.alias}
    parts = control.fetch(account.connection, "/_golive/contact", alias)
    assert set(parts.values()) == {"stored"}, parts
    return account
