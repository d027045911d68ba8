"""`golive issue`: launch issues, as agents and supervisors report them (line 2.2.2)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from golive.cli.registers import Moment, env_option, form_option, register_of, why_option

if TYPE_CHECKING:
    from golive.register.records import Issue
    from golive.register.store import Register

SEVERITIES = ("critical", "major", "minor")
COLOURS = {"critical": "red", "major": "yellow"}
MOMENT = Moment()


@click.group(short_help="Report, list, show and close launch issues.")
def issue() -> None:
    """Launch issues. A caller's number is shown to nobody but who shows that one issue.

    Exit codes: 0 done, 1 somebody else was quicker, 2 bad input, 3 the register can't be reached.
    """


@issue.command()
@click.option("--caller", metavar="NUMBER", help="The caller's number; asked for, if not given.")
@click.option("--representative", required=True, metavar="USER", help="Who took the call.")
@click.option("--details", required=True, metavar="TEXT", help="What went wrong.")
@click.option("--called", type=MOMENT, help="When the call came; now, if not given.")
@click.option("--screenshot", default="", metavar="TEXT", help="Where a picture of it is.")
@click.option("--severity", type=click.Choice(SEVERITIES), default="major", show_default=True)
@click.option("--trial", is_flag=True, help="Only to try whether the log takes and gives back.")
@env_option
def add(
    name: str,
    caller: str | None,
    representative: str,
    details: str,
    called: datetime | None,
    screenshot: str,
    severity: str,
    trial: bool,
) -> None:
    """Report an issue; its id is printed."""
    from golive.register.issues import report, said

    if caller is None:
        caller = str(click.prompt("Caller's number", default="", show_default=False))
    with register_of(name) as (register, _):
        now = datetime.now(UTC)
        kept = report(
            register,
            said(
                now,
                called=called or now,
                caller=caller,
                representative=representative,
                details=details,
                screenshot=screenshot,
                severity=severity,
                trial=trial,
            ),
        )
    click.echo(kept.id)


@issue.command(name="list")
@click.option("--open", "only_open", is_flag=True, help="Only those that nobody closed.")
@env_option
@form_option
def list_(name: str, only_open: bool, form: str) -> None:
    """List the issues, without numbers of callers."""
    from golive.register.layout import ISSUES
    from golive.register.shown import issue_json

    with register_of(name) as (register, _):
        found = register.snapshot(ISSUES).issues.values()
    issues = sorted(found, key=lambda each: each.opened)
    issues = [each for each in issues if not only_open or each.closed is None]
    if form == "json":
        click.echo(json.dumps([issue_json(each) for each in issues], indent=2))
        return
    for each in issues:
        click.secho(_row(each), fg=None if each.closed else COLOURS.get(each.severity))
    click.echo(f"{len(issues)} issues, {sum(i.closed is None for i in issues)} open", err=True)


@issue.command()
@click.argument("id_", metavar="ID")
@env_option
@form_option
def show(id_: str, name: str, form: str) -> None:
    """Show one issue in full, the caller's number too; a trial is noted as given back."""
    from golive.register.shown import issue_json

    with register_of(name) as (register, _):
        found = _given_back(register, id_)
    said = issue_json(found, caller=True)
    if form == "json":
        click.echo(json.dumps(said, indent=2))
        return
    from golive.register.terminal import safe

    for key, value in said.items():
        if value not in ("", None, False):
            click.echo(safe(f"{key:<15}{value}"))


@issue.command()
@click.argument("id_", metavar="ID")
@env_option
@why_option
def close(id_: str, name: str, why: str) -> None:
    """Close an issue; WHY says how it ended."""
    from golive.register.issues import closed

    with register_of(name) as (register, _):
        kept = closed(register, id_, why)
    click.echo(f"{kept.id} is closed since {kept.closed:%F %T} UTC")


@issue.command()
@click.argument("id_", metavar="ID")
@env_option
@why_option
def forget(id_: str, name: str, why: str) -> None:
    """Erase the caller's number of an issue, and keep the rest."""
    from golive.register.records import Issue

    with register_of(name) as (register, _):
        kept = register.change(Issue, id_, lambda found: replace(found, caller=""), why)
    click.echo(f"{kept.id} holds no number")


def _given_back(register: Register, id_: str) -> Issue:
    """The issue; that a trial came back is kept, where the caller may."""
    from golive.register.errors import Denied
    from golive.register.issues import given_back, one

    found = one(register, id_)
    if not found.trial or found.given_back:
        return found
    try:
        return given_back(register, id_)
    except Denied as error:
        click.echo(f"that the trial came back can't be kept: {error}", err=True)
        return found


def _row(issue: Issue) -> str:
    from golive.register.terminal import cut, in_a_row

    state = f"closed {issue.closed:%F %R}" if issue.closed else "open"
    trial = " (trial)" if issue.trial else ""
    head = f"{issue.id:<10}{issue.severity:<10}{state:<24}{issue.opened:%F %R} UTC"
    return f"{head}  {in_a_row(issue.representative)}: {cut(issue.details)}{trial}"
