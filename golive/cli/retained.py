"""`golive env retained`: what an environment has left behind, and how to take it over again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from golive.account.retained import Retained

USAGE, CANT_TELL = 2, 3


@click.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--mapping",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write there, stack by stack, what `cdk import` needs.",
)
def retained(name: str, form: str, mapping: Path | None) -> None:
    """List what the stacks of environment NAME have left behind in its account.

    Exit codes: 0 listed, 2 mistakes, 3 can't tell.
    """
    from golive.account.retained import retained as left_by
    from golive.account.side import Account
    from golive.environments import BadEnvironment, load
    from golive.model import Gap

    try:
        found = left_by(Account.open(load(name)))
    except BadEnvironment as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except Gap as gap:
        click.echo(str(gap), err=True)
        sys.exit(CANT_TELL)
    if form == "json":
        click.echo(json.dumps([asdict(one) for one in found], indent=2, default=str))
    else:
        _show(found)
    if mapping:
        _write(found, mapping, name)


def _show(found: Iterable[Retained]) -> None:
    for stack, group in groupby(found, lambda one: one.stack):
        rows = list(group)
        latest = max(one.at for one in rows)
        click.echo(f"{stack} left on {latest:%Y-%m-%d %H:%M %Z}")
        columns = zip(*map(_cells, rows), strict=True)
        widths = [max(map(len, column)) for column in columns]
        for row in rows:
            cells = (text.ljust(width) for text, width in zip(_cells(row), widths, strict=True))
            click.echo("  " + "  ".join(cells).rstrip())
    if not found:
        click.echo("nothing is left that no stack owns")


def _cells(one: Retained) -> tuple[str, str, str, str]:
    return one.path, one.type, _next(one), one.physical


def _next(one: Retained) -> str:
    """What the next deployment makes of it."""
    if one.blocks:
        return "is in the way"
    return "is taken over" if one.type.startswith("Custom::") else "is made anew"


def _write(found: Iterable[Retained], folder: Path, name: str) -> None:
    """One file for each stack, and the command that reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [one for one in found if one.identifier]
    for stem, group in groupby(wanted, lambda one: one.path.partition("/")[0]):
        file = folder / f"{stem}.json"
        rows = {one.logical: dict(one.identifier) for one in group}
        file.write_text(json.dumps(rows, indent=2) + "\n")
        click.echo(f"cdk import {stem} -c env={name} --resource-mapping {file}", err=True)
