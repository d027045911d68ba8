"""What the commands of the register share: opening it, and saying what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.register.store import Register

F = TypeVar("F", bound=Callable[..., None])
NOT_DONE, USAGE, CANT_TELL = 1, 2, 3


def env_option(command: F) -> F:
    """Adds `--env`, as the parameter `name`."""
    words = "Environment, or its file."
    return click.option("--env", "name", required=True, metavar="NAME", help=words)(command)


def why_option(command: F) -> F:
    """Adds `--why`, which the history keeps."""
    words = "The reason, for the history."
    return click.option("--why", required=True, metavar="TEXT", help=words)(command)


def form_option(command: F) -> F:
    """Adds `--format`, as the parameter `form`."""
    choice = click.Choice(["table", "json"])
    return click.option("--format", "form", type=choice, default="table", show_default=True)(
        command
    )


@contextmanager
def register_of(name: str) -> Generator[tuple[Register, Environment]]:
    """The register of an environment; what goes wrong with it ends the command.

    Exit codes: 1 somebody else was quicker, 2 bad input, 3 the register can't be reached.
    """
    from golive.environments import load
    from golive.mistakes import BadFile
    from golive.register.errors import BadChange, Conflict, RegisterError, Taken
    from golive.register.store import open_register

    try:
        environment = load(name)
        yield open_register(environment), environment
    except (BadFile, BadChange) as error:
        _end(error, USAGE)
    except (Conflict, Taken) as error:
        _end(error, NOT_DONE)
    except RegisterError as error:
        _end(error, CANT_TELL)


def _end(error: Exception, code: int) -> None:
    from golive.register.terminal import safe

    click.echo(safe(str(error)), err=True)
    sys.exit(code)


class Day(click.ParamType[date]):
    """A date as ISO 8601 has it: no locale turns it round."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a time, a month's name or another order is refused."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; allowed: YYYY-MM-DD, such as 2027-01-18", param, ctx)


class Moment(click.ParamType[datetime]):
    """A time with its offset, as UTC."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment; one without an offset would be another one elsewhere."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            allowed = "a date and time with its offset, such as 2027-01-18T05:00:00Z"
            self.fail(f"{value!r} is no moment; allowed: {allowed}", param, ctx)
        return moment.astimezone(UTC)
