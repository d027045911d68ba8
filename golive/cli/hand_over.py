"""`golive hand-over`: one archive for the ticket or the change board, and its check."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from golive.cli.registers import NOT_DONE, USAGE, register_of

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="hand-over", short_help="One archive for the ticket or the change board.")
@click.option("--env", "name", metavar="NAME", help="Environment, or its file.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="The archive."
)
@click.option("--run", type=FILE, help="A run that verify kept; without it, the newest evidence.")
@click.option("--check", "given", type=FILE, help="Check this archive; no account is asked.")
def hand_over(name: str | None, out: Path | None, run: Path | None, given: Path | None) -> None:
    """Write board, workbook, run, decision, signatures, links and digests into one archive.

    It holds no number of a caller and no secret. What can't be had is listed as missing, with
    its reason. The same register and run give the same bytes.

    Exit codes: 0 written, or the archive is whole; 1 it is damaged; 2 bad input; 3 the register
    or the evidence can't be reached.
    """
    if given and not (name or out or run):
        _check(given)
    elif name and out and not given:
        _write(name, out, run)
    else:
        raise click.UsageError("either --env NAME --out FILE, or --check FILE")


def _write(name: str, out: Path, run: Path | None) -> None:
    from golive.handover.archive import archive, digest
    from golive.handover.gathering import BadRun, gather
    from golive.handover.making import parts
    from golive.handover.parts import Missing
    from golive.waivers import BadWaivers, load

    try:
        with register_of(name) as (register, environment):
            source = gather(environment, register, run, load())
            made = parts(source)
    except (BadRun, BadWaivers) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    data = archive(source, made)
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_bytes(data)
        part.replace(out)
    except OSError as error:
        raise click.UsageError(f"{out} can't be written: {error.strerror}") from error
    for one in made:
        if isinstance(one, Missing):
            click.echo(f"missing: {one.name}: {one.why}", err=True)
    click.echo(f"wrote {out}: {len(data):,} bytes, sha256 {digest(data)}")


def _check(file: Path) -> None:
    from golive.handover.checking import Damaged, check

    try:
        checked = check(file)
    except Damaged as error:
        click.echo(str(error), err=True)
        sys.exit(NOT_DONE)
    for sentence in checked.wrong:
        click.echo(sentence, err=True)
    for sentence in checked.missing:
        click.echo(f"missing since it was made: {sentence}")
    if checked.wrong:
        click.echo(f"{file} is not as it was handed over", err=True)
        sys.exit(NOT_DONE)
    click.echo(f"{file} is whole: {checked.files} files, {checked.signatures} signatures hold")
    if checked.signatures:
        click.echo(
            f"under the key with SHA-256 {checked.fingerprint}: compare it with the account's"
        )
