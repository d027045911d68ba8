"""`golive launch`: where the launch is, what is next, and who does it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from golive.cli.registers import USAGE, env_option, form_option, register_of

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.register.store import Register


@click.command(short_help="Where the launch is, what is next, who does it, whether to go back.")
@env_option
@click.option(
    "--run",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A run that verify kept; without it, the newest evidence in the account.",
)
@form_option
def launch(name: str, file: Path | None, form: str) -> None:
    """Say where the launch is: by the clock, and by the lines that still stand open.

    Exit codes: 0 nothing of this and earlier phases stands open, 1 a no-go among it or the
    rollback criterion is met, 2 bad input, 3 can't tell.
    """
    from golive.launch.state import launch_of

    with register_of(name) as (register, environment):
        snapshot = register.snapshot()
        run = run_of(environment, register, file)
        found = launch_of(environment, snapshot, run, datetime.now(UTC))
    if form == "json":
        click.echo(json.dumps(found.to_json(), indent=2, ensure_ascii=False))
    else:
        from golive.launch.shown import show

        show(found)
    sys.exit(found.code)


def run_of(
    environment: Environment, register: Register, file: Path | None
) -> Mapping[str, Any] | None:
    """A kept run, or the newest evidence; None where there is none, and why on standard error."""
    from golive.decision.kept import BadRun, read_run
    from golive.launch.evidence import newest
    from golive.register.errors import RegisterError

    try:
        run = read_run(file) if file else newest(environment, register.session).run
    except BadRun as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except RegisterError as error:
        click.echo(str(error), err=True)
        return None
    if run["environment"] != environment.name:
        click.echo(f"the run is of {run['environment']}, not of {environment.name}", err=True)
        sys.exit(USAGE)
    return run
