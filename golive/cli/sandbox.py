"""`golive sandbox`: an AWS account in one process."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import click

if TYPE_CHECKING:
    from golive.environment import Environment

P = ParamSpec("P")
USAGE = 2
STATE = click.option(
    "--state", type=click.Path(path_type=Path), default=None, help="The state folder."
)


@click.group(short_help="An AWS account in one process, for the demo and the tests.")
def sandbox() -> None:
    """An AWS account in one process, on the loopback address, for the demo and the tests.

    Exit codes: 0 done, 1 it failed or is not running, 2 usage.
    """


def reported(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what goes wrong into a message and exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from sandbox.control import SandboxError

        try:
            command(*args, **kwargs)
        except SandboxError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return run


def where(state: Path | None) -> Path:
    """The state folder: the project's own when none is named."""
    from sandbox.control import STATE as OWN

    return state.absolute() if state else OWN


def target(name: str) -> Environment:
    """The environment of a name, or its mistakes and exit code 2."""
    from golive.environments import BadEnvironment, load

    try:
        return load(name)
    except BadEnvironment as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)


@sandbox.command()
@click.option("--env", "name", default="sandbox", help="The environment whose account it is.")
@STATE
@reported
def up(name: str, state: Path | None) -> None:
    """Start it, or find it running."""
    from sandbox.control import start

    wanted = target(name)
    found = start(where(state), account=wanted.account, region=wanted.region)
    click.echo(f"{found.url} is account {found.account} in {found.region}")


@sandbox.command()
@click.option("--env", "name", default="sandbox", help="The environment that declares it.")
@STATE
@reported
def centre(name: str, state: Path | None) -> None:
    """Set the contact centre up as its own team would: people, flows, numbers, tests."""
    from sandbox.centre.furnish import furnish
    from sandbox.control import ready

    furnish(target(name), ready(where(state)))


@sandbox.command()
@click.option("--env", "name", default="sandbox", help="The environment that it goes to.")
@STATE
@reported
def contact(name: str, state: Path | None) -> None:
    """Leave one labelled sample contact, with everything that a contact leaves behind."""
    from sandbox.control import fetch, ready

    alias = target(name).instance.alias
    parts = fetch(ready(where(state)), "/_golive/contact", {"alias": alias})
    for part, outcome in parts.items():
        click.echo(f"{part}: {outcome}")
    sys.exit(any(outcome != "stored" for outcome in parts.values()))


@sandbox.command()
@STATE
@reported
def env(state: Path | None) -> None:
    """Print export lines: `eval "$(golive sandbox env)"` points AWS tools at it."""
    from sandbox.control import environment, leads_elsewhere, ready

    found = ready(where(state))
    for name in sorted(filter(leads_elsewhere, os.environ)):
        click.echo(f"unset {name}")
    for name, value in environment(found).items():
        click.echo(f"export {name}={shlex.quote(value)}")


@sandbox.command()
@STATE
@reported
def status(state: Path | None) -> None:
    """Say whether it runs, and as what; exit code 1 when it doesn't."""
    from sandbox.control import holder, ready

    found = ready(where(state), seconds=5)
    click.echo(f"{found.url} is account {found.account} in {found.region}")
    click.echo(f"process {holder(found.state)}, log {found.state / 'log'}")


@sandbox.command()
@STATE
@reported
def down(state: Path | None) -> None:
    """End it, with everything that it holds."""
    from sandbox.control import stop

    click.echo("ended" if stop(where(state)) else "it was not running")
