"""`golive check`: prove the checklist on templates, without CDK, node or an account."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golive.cli.formats import format_option, tell

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.model import Side
    from golive.run import Run

USAGE = 2


@click.command(short_help="Prove the checklist on templates, before a deployment.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--env", "name", metavar="NAME", help="Environment, when the stacks don't say it.")
@click.option("--line", "lines", multiple=True, metavar="ID", help="Only this line; repeatable.")
@format_option
@click.option("--strict", is_flag=True, help="An expired waiver fails, as in CI.")
def check(
    paths: tuple[Path, ...], name: str | None, lines: tuple[str, ...], form: str, strict: bool
) -> None:
    """Judge PATHS: folders that the CDK synthesized, or single templates (JSON or YAML).

    The controls and waivers are those of a synth; a control that meets no subject can't tell.
    Exit codes: 0 go, 1 no-go, 2 usage, 3 can't tell.
    """
    from golive.mistakes import BadFile
    from golive.run import UnknownLine, exit_code
    from golive.template import BadTemplate

    try:
        run, environment = _run(paths, name, lines, strict)
    except (BadFile, BadTemplate, UnknownLine) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    tell(run, form, environment)
    for warning in run["warnings"]:
        click.echo(warning, err=True)
    sys.exit(exit_code(run))


def _run(
    paths: tuple[Path, ...], name: str | None, lines: tuple[str, ...], strict: bool
) -> tuple[Run, Environment | None]:
    from golive.environments import load
    from golive.run import check_run, not_applicable
    from golive.waivers import load as load_waivers

    named = load(name) if name else None
    side = _side(paths, named)
    environment = named or _found(side)
    if named and any(path.is_dir() for path in paths) and not _has_stacks(side, named.name):
        raise click.UsageError(f"no stack of {named.name} in {', '.join(map(str, paths))}")
    run = check_run(
        environment.name if environment else "",
        side,
        lines=lines or None,
        waivers=load_waivers(),
        not_applicable=not_applicable(environment) if environment else None,
        strict=strict,
    )
    return run, environment


def _side(paths: tuple[Path, ...], environment: Environment | None) -> Side:
    """The templates; a file by itself stands in the environment's account and Region."""
    from golive.template import Place, Templates

    if environment is None:
        return Templates.load(*paths)
    return Templates.load(*paths, place=Place(environment.account, environment.region))


def _found(side: Side) -> Environment | None:
    """The environment whose stacks these are."""
    from golive.environments import load, names

    found = [name for name in names() if _has_stacks(side, name)]
    if len(found) > 1:
        raise click.UsageError(f"stacks of {' and '.join(found)}: check one environment at a time")
    return load(found[0]) if found else None


def _has_stacks(side: Side, environment: str) -> bool:
    from golive.project import STACKS, stack_name

    return any(side.deployed(stack_name(environment, stem)) is True for stem in STACKS)
