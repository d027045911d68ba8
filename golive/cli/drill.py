"""`golive drill`: make alarms fire, and see the message arrive."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from golive.cli.registers import CANT_TELL, USAGE, env_option, form_option

if TYPE_CHECKING:
    from golive.drill.hold import Held, Room

WARNING = """\
{count} alarms of {environment} will be made to fire, one after the other.
{topics} topics tell everybody who is subscribed: first that it is a drill, then of each alarm.
It takes about {minutes} minutes on AWS. No caller notices anything."""
Seconds = click.IntRange(1, 86400)


@click.command(short_help="Make alarms fire, and see the message arrive.")
@click.argument("alarms", nargs=-1)
@env_option
@click.option(
    "--depth",
    type=click.Choice(["cause", "shadow", "state"]),
    default="cause",
    show_default=True,
    help="The deepest that is tried, where the alarm's row offers it.",
)
@click.option("--all", "every", is_flag=True, help="Also those that were drilled as they are now.")
@click.option("--policy", is_flag=True, help="Only print the IAM policy that a drill needs.")
@click.option("--yes", is_flag=True, help="Ask nothing: for scripts.")
@click.option(
    "--free", type=Seconds, default=60, show_default=True, help="Wait for a way in use, seconds."
)
@click.option(
    "--arrive", type=Seconds, default=420, show_default=True, help="Wait for a message, seconds."
)
@click.option(
    "--clear", type=Seconds, default=1800, show_default=True, help="Wait for an end, seconds."
)
@form_option
def drill(
    alarms: tuple[str, ...],
    name: str,
    depth: str,
    every: bool,
    policy: bool,
    yes: bool,
    free: int,
    arrive: int,
    clear: int,
    form: str,
) -> None:
    """Make ALARMS fire, and see them told and cleared; without a name, those that need it.

    An alarm needs it that was never drilled, or was changed since. Evidence is kept in the
    account: line 2.6.3 reads it. An interrupted drill keeps what it has, and the next one goes
    on with the rest.

    Exit codes: 0 all are drilled, 1 some failed, 2 bad input, 3 some can't be told.
    """
    from golive.drill.errors import CantDrill, Nothing
    from golive.drill.hold import Asked, Room
    from golive.drill.rights import policy as needed
    from golive.drill.steps import Patience
    from golive.environments import load
    from golive.mistakes import BadFile
    from golive.register.errors import RegisterError

    try:
        patience = Patience(free=free, arrive=arrive, clear=clear)
        environment = load(name)
        if policy:
            click.echo(json.dumps(needed(environment), indent=2))
            return
        asked = Asked(environment, alarms, every, depth, patience)
        room = Room(asked)
        if room.targets and not yes:
            _agreed(room)
        _tell(_held(room), form)
    except (BadFile, Nothing) as error:
        _end(error, USAGE)
    except (CantDrill, RegisterError) as error:
        _end(error, CANT_TELL)
    except KeyboardInterrupt:
        click.echo("interrupted: what was done is kept, the next drill goes on", err=True)
        sys.exit(CANT_TELL)


def _agreed(room: Room) -> None:
    """Who is subscribed gets messages, so that a person is asked first."""
    count, topics = len(room.targets), len(room.topics)
    environment, minutes = room.asked.environment.name, room.minutes()
    said = {"count": count, "topics": topics, "environment": environment, "minutes": minutes}
    click.echo(WARNING.format_map(said), err=True)
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is here to ask: --yes goes on without")
    click.confirm("go on?", abort=True, err=True)


def _held(room: Room) -> Held:
    """With a progress line on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from golive.drill.shown import progress

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    quiet = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=quiet) as shown:
        task = shown.add_task("announcing", total=None)
        return room.hold(
            lambda found: shown.update(task, description=progress(found)),
            lambda text: click.echo(text, err=True),
        )


def _tell(held: Held, form: str) -> None:
    from golive.drill.result import exit_code
    from golive.drill.shown import show

    if form == "json":
        said = held.evidence | {"address": held.address, "left": held.left}
        click.echo(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        show(held)
    sys.exit(exit_code(held.found))


def _end(error: Exception, code: int) -> None:
    from golive.register.terminal import safe

    click.echo(safe(str(error)), err=True)
    sys.exit(code)
