"""`golive verify`: prove the checklist on the live account."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from golive.cli.formats import format_option, tell
from golive.cli.rates import rate_option
from golive.report.formats import WITH_REGISTER

if TYPE_CHECKING:
    from golive.account.proof import Asked, Proof
    from golive.environment import Environment
    from golive.report.layout import Register

USAGE = 2


def folder(ctx: click.Context, param: click.Parameter, given: Path | None) -> Path | None:
    """Make the folder before anything is read, or say why it can't be."""
    try:
        if given:
            given.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(f"{given} can't be made: {error.strerror}") from error
    return given


@click.command(short_help="Prove the checklist on the live account.")
@click.option("--env", "name", required=True, metavar="NAME", help="Environment, or its file.")
@click.option("--line", "lines", multiple=True, metavar="ID", help="Only this line; repeatable.")
@format_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    callback=folder,
    help="Write board and run there.",
)
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="Join with this cdk.out, not with what is deployed.",
)
@click.option("--no-evidence", is_flag=True, help="Keep no evidence in the account.")
@rate_option
def verify(
    name: str,
    lines: tuple[str, ...],
    form: str,
    out: Path | None,
    against: Path | None,
    no_evidence: bool,
    rates: dict[str, float],
) -> None:
    """Prove the checklist on the live account, with the caller's own AWS credentials.

    Exit codes: 0 go, 1 no-go, 2 usage, 3 can't tell, also when evidence could not be kept.
    """
    from golive.account.proof import Asked
    from golive.environments import load
    from golive.mistakes import BadFile
    from golive.template import BadTemplate
    from golive.waivers import load as load_waivers

    _known(lines)
    try:
        asked = Asked(load(name), lines or None, load_waivers(), against, not no_evidence, rates)
        proof = proved(asked)
    except (BadFile, BadTemplate) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    _tell(proof, asked, form, out)
    sys.exit(proof.code)


def _known(lines: tuple[str, ...]) -> None:
    from golive.controls import catalogue
    from golive.run import UnknownLine, chosen

    try:
        chosen(lines)
    except UnknownLine as error:
        built = ", ".join(dict.fromkeys(c.line for c in catalogue().values()))
        raise click.UsageError(f"{error}; lines with a control: {built}") from error


def proved(asked: Asked) -> Proof:
    """Verify with a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    from golive.account.duration import expected
    from golive.account.proof import prove

    console = Console(stderr=True)
    click.echo(expected(asked.lines, asked.rates), err=True)
    text = TextColumn("reading {task.completed}/{task.total} kinds, {task.fields[made]} calls")
    quiet = not console.is_terminal
    with Progress(text, console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("", total=None, made=0)

        def tell(done: int, of: int, made: int) -> None:
            progress.update(task, completed=done, total=of, made=made)

        return prove(asked, tell)


def _tell(proof: Proof, asked: Asked, form: str, out: Path | None) -> None:
    """The run on standard output, everything else beside it."""
    run: dict[str, Any] = proof.run
    register = _register(asked.environment) if out or form in WITH_REGISTER else None
    if out:
        from golive.report.board import write

        write(run, out, asked.environment, snapshot=register)
    tell(run, form, asked.environment, register)
    for note in (*run["warnings"], *proof.notes):
        click.echo(note, err=True)


def _register(environment: Environment) -> Register:
    """What people said; None where the environment has no register yet."""
    from golive.model import Unknown
    from golive.register.errors import MissingRegister, RegisterError
    from golive.register.store import open_register

    try:
        return open_register(environment).snapshot()
    except MissingRegister:
        return None
    except RegisterError as error:
        return Unknown(str(error))
