"""`golive env`: check, show and lock environment files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import yaml

from golive.cli.retained import retained
from golive.environment import Environment
from golive.environments import BadEnvironment, file_schema, load, lock_file, read, write_lock
from golive.environments.lock import check_lock
from golive.mistakes import shown

USAGE = 2


@click.group(short_help="Check, lock and list environments.")
def env() -> None:
    """Environment files, and what environments leave behind. Exit codes: 0 well, 2 mistakes."""


@env.command()
@click.argument("files", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> None:
    """Check FILES (or names such as prod) offline: every mistake, one row each."""
    bad = False
    for name in files:
        try:
            environment = load(name)
        except BadEnvironment as error:
            bad = True
            click.echo(str(error), err=True)
        else:
            click.echo(f"{name}: {environment.instance.alias} in {environment.region} is well")
    sys.exit(USAGE if bad else 0)


@env.command()
def schema() -> None:
    """Print the JSON schema of environment files, for editors."""
    click.echo(json.dumps(file_schema(), indent=2))


@env.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["json", "yaml"]), default="yaml")
def show(name: str, form: str) -> None:
    """Print environment NAME with every default written out, times in UTC."""
    data = _or_exit(name)[0].model_dump(mode="json")
    text = json.dumps(data, indent=2) if form == "json" else yaml.safe_dump(data, sort_keys=False)
    click.echo(text.rstrip())


@env.command()
@click.argument("name")
@click.option("--replace", is_flag=True, help="Write over a lock that differs.")
def lock(name: str, replace: bool) -> None:
    """Write alias and identity type of environment NAME to its lock, after the first deployment."""
    environment, file = _or_exit(name)
    if not replace:
        try:
            check_lock(environment, file.parent)
        except BadEnvironment as error:
            click.echo(f"{error}\n--replace writes {shown(lock_file(name, file.parent))}", err=True)
            sys.exit(USAGE)
    click.echo(f"wrote {shown(write_lock(environment, file.parent))}: commit it")


env.add_command(retained)


def _or_exit(name: str) -> tuple[Environment, Path]:
    try:
        return read(name)
    except BadEnvironment as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
