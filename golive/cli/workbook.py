"""`golive plan export` and `golive plan import`: the plan as a workbook, and back."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from golive.cli.registers import NOT_DONE, USAGE, env_option, form_option, register_of

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.register.store import Register
    from golive.workbook.merge import Merged
    from golive.workbook.returned import Returned


@click.command(name="export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@env_option
@click.option(
    "--run",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The run whose proofs it shows, such as out/verify.json.",
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
def export_(file: Path, name: str, run: Path | None, replace: bool) -> None:
    """Write the plan into FILE, a workbook (.xlsx) that people fill in and send back.

    Exit codes: 0 written, 2 bad input, 3 the register can't be reached.
    """
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{file} would be no Excel workbook; allowed: a name in .xlsx")
    if file.exists() and not replace:
        raise click.UsageError(f"{file} is there, and may hold people's work: --replace writes it")
    with register_of(name) as (register, environment):
        _write(file, register, environment, run)


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@env_option
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--skip-conflicts", is_flag=True, help="Make the other changes all the same.")
@form_option
def import_(
    file: Path, name: str, yes: bool, dry_run: bool, skip_conflicts: bool, form: str
) -> None:
    """Take what people changed in FILE, a workbook that `golive plan export` wrote.

    Every change is shown and asked for. What the register says otherwise since the export is a
    conflict: it is listed, never overwritten, and without --skip-conflicts nothing is changed.

    Exit codes: 0 done, or nothing to do; 1 conflicts, or not wanted; 2 bad input; 3 the register
    can't be reached.
    """
    with register_of(name) as (register, environment):
        back, found = _compared(file, register, environment)
        _tell(back, found, form)
        if found.conflicts and not skip_conflicts:
            click.echo("nothing was changed; --skip-conflicts makes the other changes", err=True)
            sys.exit(NOT_DONE)
        if dry_run or not found.changes:
            return
        _ask(yes, form)
        _apply(file, back, found, register)


def _write(file: Path, register: Register, environment: Environment, run: Path | None) -> None:
    from golive.decision.kept import BadRun, read_run
    from golive.report.place import place_of
    from golive.workbook.content import Content
    from golive.workbook.export import export

    try:
        proved = read_run(run) if run else None
    except BadRun as error:
        raise click.UsageError(str(error)) from error
    if proved and proved["environment"] != environment.name:
        raise click.UsageError(f"{run} is a run of {proved['environment']}, not {environment.name}")
    place = place_of(environment.model_dump(mode="json"))
    made = export(Content(register.snapshot(), place, proved, datetime.now(UTC)), file.name)
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(made.data)
        part.replace(file)
    except OSError as error:
        raise click.UsageError(f"{file} can't be written: {error.strerror}") from error
    for note in made.notes:
        click.echo(note, err=True)
    click.echo(f"wrote {file}: {len(made.data):,} bytes")


def _compared(file: Path, register: Register, environment: Environment) -> tuple[Returned, Merged]:
    """What the file says beside what the register says now; ends the command for a bad file."""
    from zoneinfo import ZoneInfo

    from golive.register.layout import PLAN
    from golive.register.terminal import safe
    from golive.workbook.errors import BadWorkbook
    from golive.workbook.merge import check_origin, merged
    from golive.workbook.package import read
    from golive.workbook.returned import returned

    try:
        today = datetime.now(ZoneInfo(environment.time_zone)).date()
        back = returned(read(file), file.name, today)
        snapshot = register.snapshot(PLAN)
        check_origin(back, environment, snapshot, file.name)
    except BadWorkbook as error:
        click.echo(f"{safe(str(error))}\nnothing was changed", err=True)
        sys.exit(USAGE)
    return back, merged(back, snapshot)


def _tell(back: Returned, found: Merged, form: str) -> None:
    """The differences on standard output, what else was seen beside it."""
    from golive.register.terminal import safe

    for note in back.notes:
        click.echo(safe(note), err=True)
    if form == "json":
        click.echo(json.dumps(_json(found), indent=2, ensure_ascii=False))
        return
    from golive.workbook.told import show

    show(found)


def _json(found: Merged) -> dict[str, Any]:
    parts = {"changes": found.changes, "conflicts": found.conflicts, "done": found.done}
    return {name: [edit.to_json() for edit in edits] for name, edits in parts.items()}


def _ask(yes: bool, form: str) -> None:
    if yes:
        return
    if form == "json" or not sys.stdin.isatty():
        click.echo("nothing was changed; --yes makes the changes without asking", err=True)
        sys.exit(NOT_DONE)
    if not click.confirm("Make these changes?"):
        click.echo("nothing was changed", err=True)
        sys.exit(NOT_DONE)


def _apply(file: Path, back: Returned, found: Merged, register: Register) -> None:
    from golive.register.errors import RegisterError
    from golive.workbook.applying import apply
    from golive.workbook.merge import age

    why = f"import of {file.name}, {age(back.manifest)}"
    every, done = len(found.by_record), list[Any]()
    try:
        for key in apply(found, register, why):
            done.append(key)
    except RegisterError:
        again = "the same file may be imported again"
        click.echo(f"{len(done)} of {every} records were changed; {again}", err=True)
        raise
    click.echo(f"{len(done)} records were changed", err=True)
