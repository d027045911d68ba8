"""The option `--format`, the same for each command that judges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from golive.report.formats import TEXTS

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.report.formats import Run
    from golive.report.layout import Register

F = TypeVar("F", bound=Callable[..., None])
TABLE = "table"


def format_option(command: F) -> F:
    """Adds `--format`, as the parameter `form`."""
    choice = click.Choice([TABLE, *TEXTS])
    add = click.option("--format", "form", type=choice, default=TABLE, show_default=True)
    return add(command)


def tell(run: Run, form: str, environment: Environment | None, register: Register = None) -> None:
    """The run on standard output, with people's words where the format shows them."""
    if form in TEXTS:
        click.echo(TEXTS[form](run, environment, register))
        return
    from golive.report.table import show

    show(run, environment=environment, snapshot=register)
