"""`golive dashboards`: a dashboard of the account in a browser, without the console."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golive.cli.registers import env_option

if TYPE_CHECKING:
    from golive.dashboards.account import Account
    from golive.dashboards.view import View
    from golive.environment import Environment

USAGE, CANT_TELL = 2, 3


@click.command(short_help="Show a dashboard of the account in a browser.")
@click.argument("which", metavar="[NAME]", default="")
@env_option
@click.option("--hours", type=click.FloatRange(0.25, 336), default=3, show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page to this file, and open nothing.",
)
@click.option("--serve", is_flag=True, help="Serve it on this machine, read anew each minute.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="With --serve; 0 is any.")
def dashboards(
    which: str, name: str, hours: float, out: Path | None, serve: bool, port: int
) -> None:
    """List the dashboards of an environment, or show one with the account's data.

    \b
      golive dashboards --env prod
      golive dashboards launch --env prod
      golive dashboards queues --env prod --serve

    Exit codes: 0 shown, 2 bad input, 3 something of it can't be read.
    """
    from golive.dashboards.account import Account, NoDashboard, Unreadable
    from golive.dashboards.page import NoPlots
    from golive.environments import load
    from golive.mistakes import BadFile

    if serve and out:
        raise click.UsageError("--out writes one page, --serve makes new ones: take one of them")
    try:
        environment = load(name)
        account = Account.of(environment.region)
        if not which:
            _list(account, environment)
        elif serve:
            _serve(account, environment, _id(which, environment), hours, port)
        else:
            _show(account, environment, _id(which, environment), hours, out)
    except (BadFile, NoDashboard) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except (Unreadable, NoPlots) as error:
        click.echo(str(error), err=True)
        sys.exit(CANT_TELL)


def _id(which: str, environment: Environment) -> str:
    """Either form of the name is known."""
    return which.removeprefix(f"{environment.prefix}-")


def _list(account: Account, environment: Environment) -> None:
    from golive.dashboards import DASHBOARDS

    there = account.names(f"{environment.prefix}-")
    titles = {f"{environment.prefix}-{each.id}": each.title for each in DASHBOARDS}
    for name in dict.fromkeys((*titles, *there)):
        missing = "" if name in there else "  (missing: deploy Operations)"
        click.echo(f"{_id(name, environment):16} {titles.get(name, '')}{missing}")
    if not titles.keys() <= set(there):
        sys.exit(CANT_TELL)


def _show(
    account: Account, environment: Environment, id: str, hours: float, out: Path | None
) -> None:
    from golive.dashboards.page import page

    view = _read(account, environment, id, hours)
    text = page(view, environment.time_zone)
    file = out or Path(tempfile.mkdtemp(prefix="golive-")) / f"{id}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    click.echo(str(file))
    if not out:
        webbrowser.open(file.as_uri())
    for text in view.unread:
        click.echo(text, err=True)
    sys.exit(CANT_TELL if view.unread else 0)


def _serve(account: Account, environment: Environment, id: str, hours: float, port: int) -> None:
    from golive.dashboards.serve import Server

    with Server(
        lambda one: _read(account, environment, one, hours), environment.time_zone, port
    ) as it:
        account.body(f"{environment.prefix}-{id}")
        click.echo(f"{it.address(id)} (Ctrl-C ends it)")
        webbrowser.open(it.address(id))
        try:
            it.serve_forever()
        except KeyboardInterrupt:
            click.echo("ended", err=True)


def _read(account: Account, environment: Environment, id: str, hours: float) -> View:
    from rich.console import Console

    from golive.dashboards.view import view

    with Console(stderr=True).status(f"reading {id} ..."):
        return view(account, environment, f"{environment.prefix}-{id}", hours)
