"""`golive plan`: the launch plan as people have it, and who changed what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from golive.cli.plan_changes import CHANGES
from golive.cli.registers import env_option, form_option, register_of
from golive.cli.workbook import export_, import_

if TYPE_CHECKING:
    from golive.register.records import Change


@click.group(short_help="Owners, status, notes, roster, sign-offs and log of the plan.")
def plan() -> None:
    """The launch plan as people have it: kept in the account, every change with its author.

    Exit codes: 0 done, 1 somebody else was quicker, 2 bad input, 3 the register can't be reached.
    """


@plan.command()
@click.argument("lines", nargs=-1)
@env_option
@form_option
def show(lines: tuple[str, ...], name: str, form: str) -> None:
    """Show all lines by section, and the roster; or LINES in full."""
    from golive.register.given import line_id
    from golive.register.layout import PLAN
    from golive.register.shown import plan_json

    with register_of(name) as (register, _):
        only = tuple(map(line_id, lines))
        snapshot = register.snapshot(PLAN)
    if form == "json":
        click.echo(json.dumps(plan_json(snapshot, only), indent=2))
        return
    from golive.register.table import show as printed

    printed(snapshot, only)


@plan.command()
@click.argument("what", required=False)
@env_option
@form_option
def history(what: str | None, name: str, form: str) -> None:
    """Show who changed what, when and why: all, or WHAT, the id of a line, role or issue."""
    from golive.register.given import record_names
    from golive.register.shown import change_json

    with register_of(name) as (register, _):
        names = record_names(what) if what else ("",)
        found = [change for record in names for change in register.history(record)]
    changes = sorted(found, key=lambda change: change.at)
    if form == "json":
        click.echo(json.dumps([change_json(change) for change in changes], indent=2))
        return
    for change in changes:
        click.echo("\n".join(_told(change)))


def _told(change: Change) -> list[str]:
    from golive.register.terminal import cut, safe, who

    record = safe(change.record.partition("/")[2])
    head = f"{change.at:%F %T} UTC  {record}  version {change.version}  {who(change.by)}"
    pairs = change.fields.items()
    rows = [
        f"    {name}: {cut(old) or 'nothing'} -> {cut(new) or 'nothing'}"
        for name, (old, new) in pairs
    ]
    return [click.style(head, bold=True), f"    why: {cut(change.why)}", *rows]


for _command in (*CHANGES, export_, import_):
    plan.add_command(_command)
