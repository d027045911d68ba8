"""`golive decide`: go or no-go, and what stands in between."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golive.cli.deciding import case_options, gathered
from golive.cli.verify import folder

if TYPE_CHECKING:
    from golive.decision.decided import Decided
    from golive.decision.obstacles import Obstacle

COLOURS = {"GO": "green", "NO-GO": "red", "RE-SIGN": "yellow", "CAN'T TELL": "yellow"}


@click.command(short_help="Say go or no-go, and what stands in between.")
@case_options
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    callback=folder,
    help="Write the board there, with the decision on it.",
)
def decide(name: str, file: Path | None, phase: str, form: str, out: Path | None) -> None:
    """Say GO, NO-GO, CAN'T TELL or RE-SIGN, and what stands between us and GO.

    What takes the least effort comes first. RE-SIGN says what moved since a GO was signed.

    Exit codes: 0 go, 1 no-go or re-sign, 2 usage, 3 can't tell.
    """
    decided = gathered(name, file, phase).decided
    if form == "json":
        click.echo(json.dumps(decided.to_json(), indent=2, ensure_ascii=False))
    else:
        show(decided)
    if out:
        from golive.report.board import write

        case = decided.case
        write(case.run, out, case.environment, case.now, case.snapshot, decided.to_json())
    sys.exit(decided.code)


def show(decided: Decided) -> None:
    """The decision for people."""
    word, case = str(decided.word), decided.case
    launch = f"{case.environment.launch.at:%F %R} UTC"
    head = click.style(word, fg=COLOURS[word], bold=True)
    by = f", for what is to hold by the end of {case.phase}" if case.phase else ""
    click.echo(f"{head}  {case.environment.name}, launch {launch}{by}")
    for indent, text in (*_signature(decided), *_lowered(decided)):
        click.echo(indent + plainly(text))
    _obstacles(decided.obstacles)


def plainly(text: str) -> str:
    """One line, with nothing that would act on a terminal: others wrote it."""
    from golive.report.words import clean

    return clean(" ".join(text.split()))


def _signature(decided: Decided) -> Iterator[tuple[str, str]]:
    """Lines, each with what it is indented by."""
    for refused in decided.refused:
        yield "", str(refused)
    if decided.signed is None:
        yield "", "no signature holds: `golive sign` makes one"
        return
    text = decided.signed.message.text
    yield "", str(decided.signed) + (f": {text}" if text else "")
    if decided.moved:
        again = ", and it must be signed again" if decided.standing == "re-sign" else ""
        yield "", f"moved since then{again}:"
        yield from (("  ", str(one)) for one in decided.moved)


def _lowered(decided: Decided) -> Iterator[tuple[str, str]]:
    if lowered := decided.case.lowered():
        yield "", f"high in the plan, less in the register: {', '.join(lowered)}"


def _obstacles(found: tuple[Obstacle, ...]) -> None:
    if not found:
        return
    click.echo(f"\n{len(found)} between us and GO, the least effort first:")
    for effort, group in groupby(found, key=lambda one: one.effort):
        click.echo(f"\n{effort.title}")
        for one in group:
            about = f"{one.line}  {one.title}" if one.line else "all lines"
            more = f" (and {one.subjects - 1} more)" if one.subjects > 1 else ""
            owner = f", {one.owner or 'nobody'} owns it" if one.line else ""
            click.echo(f"  {about}")
            for text in (f"{one.stops}{owner}: {one.what}{more}", one.do):
                click.echo(f"    {plainly(text)}")
