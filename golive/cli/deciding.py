"""What `golive decide` and `golive sign` share: their options, what they read, and its mistakes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from golive.decision.gathering import Gathered
    from golive.environment import Environment
    from golive.waivers import Waiver

F = TypeVar("F", bound=Callable[..., None])
USAGE, CANT_TELL = 2, 3


def case_options(command: F) -> F:
    """Adds `--env`, `--run` and `--phase`."""
    for add in (
        click.option(
            "--phase", default="", metavar="ID", help="Only what is to hold by the end of it."
        ),
        click.option(
            "--run",
            "file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A run that verify kept; without it, verify now.",
        ),
        click.option(
            "--env", "name", required=True, metavar="NAME", help="Environment, or its file."
        ),
    ):
        command = add(command)
    return command


def gathered(name: str, file: Path | None, phase: str) -> Gathered:
    """The decision; ends the command where there is none: 2 for mistakes, 3 where none can be."""
    from golive.decision.case import BadCase, known_phase
    from golive.decision.gathering import gather
    from golive.decision.kept import BadRun, read_run
    from golive.decision.seal import NoDigests
    from golive.environments import load
    from golive.mistakes import BadFile
    from golive.register.errors import RegisterError
    from golive.waivers import load as load_waivers

    try:
        known_phase(phase)
        environment, waivers = load(name), load_waivers()
        kept = read_run(file) if file else None
        return gather(
            environment, waivers, lambda: kept or _verified(environment, waivers), phase=phase
        )
    except (BadFile, BadRun, BadCase, NoDigests) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except RegisterError as error:
        click.echo(str(error), err=True)
        sys.exit(CANT_TELL)


def _verified(environment: Environment, waivers: tuple[Waiver, ...]) -> Mapping[str, Any]:
    from golive.account.proof import Asked
    from golive.cli.verify import proved

    proof = proved(Asked(environment, None, waivers))
    for note in (*proof.run["warnings"], *proof.notes):
        click.echo(note, err=True)
    return proof.run
