"""`golive rollback`: the way back to the legacy system, step by step."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from golive.cli.registers import NOT_DONE, env_option, form_option, register_of

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.launch.walk import Ticked
    from golive.register.store import Register

ANSWERS = click.Choice(["y", "n", "q"])


@click.command(short_help="Walk the way back: each step ticked with name and time.")
@env_option
@click.option("--list", "only_list", is_flag=True, help="Show the steps, and change nothing.")
@click.option("--tick", "step", metavar="STEP", help="Tick this step, and ask nothing.")
@click.option("--note", default="", metavar="TEXT", help="What to keep with the tick.")
@form_option
def rollback(name: str, only_list: bool, step: str | None, note: str, form: str) -> None:
    """Walk the steps back to the legacy system; each is ticked with the caller's name and the time.

    A step that is ticked is shown and passed over, so that a walk that was interrupted goes on
    where it was, from any machine. Ticking twice changes nothing.

    Exit codes: 0 listed, ticked, or all steps are done; 1 steps are left open; 2 bad input; 3 the
    register can't be reached.
    """
    from golive.launch.walk import tick

    if note and not step:
        raise click.UsageError("--note goes with --tick")
    with register_of(name) as (register, environment):
        if step:
            ticked, new = tick(environment, register, step, note)
            _tell([ticked], form, "" if new else "was ticked already, and stays as it is")
            return
        if only_list or form == "json":
            _tell(_steps(environment, register), form)
            return
        _walked(environment, register)
        sys.exit(NOT_DONE if _open(_steps(environment, register)) else 0)


def _steps(environment: Environment, register: Register) -> Sequence[Ticked]:
    from golive.launch.walk import walk

    return walk(environment, register.snapshot())


def _open(steps: Sequence[Ticked]) -> int:
    return sum(one.tick is None for one in steps)


def _walked(environment: Environment, register: Register) -> None:
    """Ask for each step that is open; what was answered is kept before the next is asked."""
    from golive.launch.walk import tick

    steps = _steps(environment, register)
    click.echo(_criterion(environment, register))
    for one in steps:
        click.echo("\n".join(_rows(one)))
        if one.tick:
            continue
        try:
            answer = click.prompt("  done? y ticks it, n leaves it, q ends", type=ANSWERS)
            if answer == "q":
                break
            said = click.prompt("  note", default="", show_default=False) if answer == "y" else ""
        except click.Abort:
            click.echo("\ninterrupted: every tick so far is kept", err=True)
            sys.exit(NOT_DONE)
        if answer == "y":
            ticked, _ = tick(environment, register, one.step.id, said)
            click.echo(_done(ticked))
    click.echo(f"{_open(_steps(environment, register))} of {len(steps)} steps are open")


def _criterion(environment: Environment, register: Register) -> str:
    """Whether it is time to go back; a walk without that is somebody's decision."""
    from golive.launch.state import criterion_of

    found = criterion_of(environment, register.snapshot(), datetime.now(UTC))
    said = f"{found.issue} is open for {found.hours:.1f} h of {found.declared_hours:g} h"
    if found.met:
        return click.style(f"the rollback criterion is met: {said}", fg="red", bold=True)
    return (
        f"the rollback criterion is not met: {said if found.issue else 'no critical issue is open'}"
    )


def _tell(steps: Sequence[Ticked], form: str, aside: str = "") -> None:
    if form == "json":
        click.echo(json.dumps([one.to_json() for one in steps], indent=2, ensure_ascii=False))
        return
    for one in steps:
        click.echo("\n".join(_rows(one)) + (f"\n  {aside}" if aside else ""))
    if len(steps) > 1:
        click.echo(f"{_open(steps)} of {len(steps)} steps are open")


def _rows(one: Ticked) -> list[str]:
    from golive.register.terminal import in_a_row

    head = f"{'✔' if one.tick else '□'} {one.step.id}  {one.step.title}"
    if one.tick:
        return [click.style(head, fg="green"), _done(one)]
    person = in_a_row(one.person) or "nobody yet: the role is open"
    who = f"  who    {one.step.who}: {person}"
    return [
        click.style(head, bold=True),
        who,
        f"  what   {one.step.what}",
        f"  check  {one.step.check}",
    ]


def _done(one: Ticked) -> str:
    from golive.register.terminal import in_a_row, who

    assert one.tick is not None
    at = f"{one.tick.at:%F %T} UTC" if one.tick.at else "at an unknown time"
    return f"  ticked by {who(one.tick.by)} at {at}: {in_a_row(one.tick.text)}"
