"""`golive access`: who reaches each data class, and whether that was approved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from golive.cli.rates import rate_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from golive.access.export import Listed
    from golive.access.targets import DataClass
    from golive.environment import Environment
    from golive.facts.access import Access, Reader

USAGE, CANT_TELL = 2, 3
NAMES = ["contact_data", "secrets", "operations"]
WIDTH = len("administrator")
COLOURS = {"unapproved": "red", "approved": "green", "administrator": "yellow"}


@click.command(short_help="List who reaches each data class.")
@click.option("--env", "name", required=True, metavar="NAME", help="Environment, or its file.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("--class", "only", type=click.Choice(NAMES), help="Only this data class.")
@rate_option
def access(name: str, form: str, only: DataClass | None, rates: Mapping[str, float]) -> None:
    """List who reaches each data class, beside who is approved in the environment file.

    The list is our own reading of the account's policies, or IAM Access Analyzer's where the
    account has an internal-access analyzer. It names people: keep it where that may be.

    Exit codes: 0 all are approved, 1 somebody is not, 2 usage, 3 can't tell.
    """
    from golive.access.export import CLASSES, as_csv, as_json, code, listed
    from golive.environments import load
    from golive.mistakes import BadFile
    from golive.model import Gap

    try:
        environment = load(name)
        found = _read(environment, rates)
    except BadFile as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except Gap as gap:
        click.echo(str(gap), err=True)
        sys.exit(CANT_TELL)
    classes = listed(found, (only,) if only else CLASSES)
    if form == "json":
        click.echo(as_json(classes, found.by, environment.name))
    elif form == "csv":
        click.echo(as_csv(classes), nl=False)
    else:
        _show(classes, found.by)
    _conclude(classes)
    sys.exit(code(classes))


def _read(environment: Environment, rates: Mapping[str, float]) -> Access:
    """The list of the environment's one instance; Gap where it can't be had."""
    from golive.account.side import Account
    from golive.facts.access import Access
    from golive.model import Gap, Unknown

    with Account.open(environment, rates=rates) as account:
        seen = account.facts(Access)
    if isinstance(seen, Unknown):
        raise Gap(seen.why)
    for one in seen:
        if isinstance(one.fact, Unknown):
            raise Gap(one.fact.why)
        if isinstance(one.fact, Access):
            return one.fact
    raise Gap("no instance was found, so that nothing says what holds contact data")


def _show(classes: Sequence[Listed], by: Mapping[str, str]) -> None:
    """Two lines for each principal: an ARN is never cut."""
    for one in classes:
        click.echo(f"{click.style(one.name, bold=True)} ({by[one.name]})")
        for reader in one.readers:
            standing = f"  {reader.standing:<{WIDTH}}  {reader.principal}"
            click.secho(standing, fg=COLOURS.get(reader.standing))
            click.echo(f"{'':<{WIDTH + 4}}{_details(reader)}")


def _details(reader: Reader) -> str:
    """What it reaches and how, `possibly` where a condition can't be told."""
    reached = ", ".join(reader.what)
    unsure = "" if reader.sure else "possibly "
    return f"{unsure}{reached}{': ' if reached else ''}{', '.join(reader.how)}"


def _conclude(classes: Iterable[Listed]) -> None:
    """Counts and limits, beside the list itself."""
    from golive.access.export import LIMITS, summary

    for one in classes:
        click.echo(summary(one), err=True)
    click.echo(LIMITS, err=True)
