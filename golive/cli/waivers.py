"""`golive waivers`: what was accepted, who answers for it, and when it comes due."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from golive.waivers.debt import Debt

EXPIRED, USAGE = 1, 2


@click.command(short_help="List the waivers by the date on which they expire.")
@click.option("--env", "name", metavar="NAME", help="Only those that count in this environment.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def waivers(name: str | None, form: str) -> None:
    """List the waivers of waivers.toml, the soonest to expire first.

    Exit codes: 0 all of them hold, 1 one has expired, 2 mistakes in the file.
    """
    from golive.environments import load as environment
    from golive.mistakes import BadFile
    from golive.waivers import load
    from golive.waivers.debt import debts

    try:
        known = environment(name).name if name else ""
        owed = debts(load(), datetime.now(UTC).date(), known)
    except BadFile as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    if form == "json":
        click.echo(json.dumps([one.to_json() for one in owed], indent=2, ensure_ascii=False))
    else:
        _show(owed)
    sys.exit(EXPIRED if any(one.expired for one in owed) else 0)


def _show(owed: Iterable[Debt]) -> None:
    rows = list(owed)
    width = max((len(one.left) for one in rows), default=0)
    for one in rows:
        when = f"{one.waiver.expires}  {one.left.ljust(width)}"
        head = click.style(when, fg="red") if one.expired else when
        click.echo(f"{head}  {one.waiver.scope}  waivers.toml:{one.waiver.row}")
        click.echo("\n".join(f"    {text}" for text in _told(one)))
    expired = sum(one.expired for one in rows)
    click.echo(f"{len(rows)} waivers, {expired} expired" if rows else "nothing is waived")


def _told(one: Debt) -> tuple[str, str]:
    waiver = one.waiver
    resource = f" on {waiver.resource}" if waiver.resource else ""
    where = f" in {', '.join(waiver.environments)}" if waiver.environments else ""
    people = f"{waiver.owner}, approved by {waiver.approver}, {waiver.ticket}{where}"
    return f"waives {', '.join(waiver.rules)}{resource}", f"{people}: {waiver.reason}"
