"""How fast the account is asked, for whoever had its quotas raised."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., None])


def rates(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, float]:
    """`connect=5` as a number of requests a second."""
    found: dict[str, float] = {}
    for text in given:
        service, _, number = text.partition("=")
        try:
            found[service] = float(number)
        except ValueError:
            raise click.BadParameter(f"{text} is not SERVICE=NUMBER") from None
        if found[service] <= 0:
            raise click.BadParameter(f"{text} asks for no request at all")
    return found


def rate_option(command: F) -> F:
    """Adds `--rate`, as the parameter `rates`."""
    return click.option(
        "--rate",
        "rates",
        multiple=True,
        callback=rates,
        metavar="SERVICE=N",
        help="Requests a second, where the account's quota was raised.",
    )(command)
