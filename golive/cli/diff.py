"""`golive diff`: what moved between two runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from golive.decision.difference import Difference

WORSE, USAGE = 1, 2
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Say what moved between two runs.")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def diff(before: Path, after: Path, form: str) -> None:
    """Say what moved from one run to another: verdicts, findings, evidence, subjects.

    BEFORE and AFTER are runs that `verify` or `check` wrote as JSON.

    Exit codes: 0 nothing got worse, 1 something did, 2 usage.
    """
    from golive.decision.difference import differences
    from golive.decision.kept import BadRun, read_run

    try:
        old, new = read_run(before), read_run(after)
    except BadRun as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    for key in ("environment", "side"):
        if old[key] != new[key]:
            click.echo(f"the {key} is not the same: {old[key]} and {new[key]}", err=True)
            sys.exit(USAGE)
    found = list(differences(old, new))
    if form == "json":
        rows = [one.to_json() for one in found]
        verdicts = {"before": old["verdict"], "after": new["verdict"]}
        click.echo(json.dumps(verdicts | {"differences": rows}, indent=2, ensure_ascii=False))
    else:
        _show(found, f"{old['verdict']} → {new['verdict']}")
    sys.exit(WORSE if any(one.worse for one in found) else 0)


def _show(found: list[Difference], verdicts: str) -> None:
    from golive.cli.decide import plainly

    for one in found:
        mark = click.style("worse", fg="red") if one.worse else "     "
        click.echo(f"{mark}  {plainly(str(one))}")
    worse = sum(one.worse for one in found)
    click.echo(f"{verdicts}; {len(found)} differences, {worse} of them worse")
