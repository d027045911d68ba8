"""`golive backtest`: run alarms over the history of their metrics."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from golive.alarms.settings import FIRINGS_A_DAY
from golive.cli.rates import rate_option
from golive.cli.registers import CANT_TELL, USAGE, env_option, form_option
from golive.cli.verify import folder

if TYPE_CHECKING:
    from golive.account.side import Account
    from golive.backtest.result import Backtest

LONGEST = 454


@click.command(short_help="Run the alarms over the history of their metrics.")
@click.argument("alarms", nargs=-1, metavar="[ALARM]...")
@env_option
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST),
    default=14,
    show_default=True,
    help="Days of history; CloudWatch keeps minutes for 15.",
)
@click.option(
    "--wanted",
    type=click.FloatRange(0, 1440),
    default=FIRINGS_A_DAY,
    show_default=True,
    metavar="RATE",
    help="Firings a day of one alarm that are not too many.",
)
@form_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    callback=folder,
    help="Write the page and the JSON there.",
)
@click.option("--no-evidence", is_flag=True, help="Keep no evidence in the account.")
@rate_option
def backtest(
    alarms: tuple[str, ...],
    name: str,
    days: int,
    wanted: float,
    form: str,
    out: Path | None,
    no_evidence: bool,
    rates: Mapping[str, float],
) -> None:
    """Say how often, when and for how long each alarm would have fired, and at which thresholds.

    ALARM is the id of a row of the alarm table; without one, all alarms of the environment are
    run, and what was found is kept as evidence of line 2.6.3. Composites and mute rules are not
    looked at: an alarm here fires by itself.

    Exit codes: 0 none fires more often than wanted, 1 one does, 2 bad input, 3 an alarm or its
    metric can't be told, or evidence could not be kept.
    """
    from golive.account.side import Account
    from golive.backtest.history import NoHistory
    from golive.backtest.run import NoAlarms, UnknownAlarm
    from golive.environments import load
    from golive.mistakes import BadFile

    try:
        with Account.open(load(name), rates=rates) as account:
            found = _run(account, days, wanted, alarms)
            kept = no_evidence or bool(alarms) or _kept(account, found)
    except (BadFile, UnknownAlarm) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    except (NoAlarms, NoHistory) as error:
        click.echo(str(error), err=True)
        sys.exit(CANT_TELL)
    _tell(found, form, out)
    sys.exit(found.code or (0 if kept else CANT_TELL))


def _run(account: Account, days: int, wanted: float, alarms: tuple[str, ...]) -> Backtest:
    """With a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    from golive.backtest.run import backtest as run

    console = Console(stderr=True)
    text = TextColumn("reading {task.completed}/{task.total} series of metrics")
    quiet = not console.is_terminal
    with Progress(text, BarColumn(), console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("", total=None)

        def tell(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of)

        return run(account, days, wanted, alarms, tell)


def _kept(account: Account, found: Backtest) -> bool:
    """Put it into the evidence bucket, and say where; or say why not."""
    from golive.account.evidence import NotKept, put

    try:
        address = put(account, "backtests", found.to_json(compact=True))
    except NotKept as error:
        click.echo(f"the evidence could not be kept: {error}", err=True)
        return False
    click.echo(f"kept as {address}", err=True)
    return True


def _tell(found: Backtest, form: str, out: Path | None) -> None:
    """The table or JSON on standard output, the page in its folder."""
    if out:
        from golive.backtest.page import NoPlots, write

        try:
            click.echo(f"written to {write(found, out)}", err=True)
        except NoPlots as error:
            click.echo(str(error), err=True)
            sys.exit(USAGE)
    if form == "json":
        click.echo(json.dumps(found.to_json(), indent=2, ensure_ascii=False))
    else:
        from golive.backtest.shown import show

        show(found)
