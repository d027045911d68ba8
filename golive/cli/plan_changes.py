"""The commands of `golive plan` that change a record: one record, one reason, one version."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from golive.cli.registers import Day, env_option, register_of, why_option

if TYPE_CHECKING:
    from golive.register.records import Kept

PRIORITIES = ("low", "medium", "high")
KINDS = {"well": "went well", "badly": "did not go well", "note": "note"}
DAY = Day()


@click.command()
@click.argument("line")
@click.argument("owner")
@env_option
@why_option
def assign(line: str, owner: str, name: str, why: str) -> None:
    """Make OWNER the one person who answers for LINE."""
    _set_line(line, name, why, {"owner": owner})


@click.command(name="set")
@click.argument("line")
@click.option("--owner", metavar="NAME")
@click.option("--status", type=click.Choice(["go", "no-go"]))
@click.option("--priority", type=click.Choice(PRIORITIES), help="Without one, the plan's own.")
@click.option("--due", type=DAY)
@click.option(
    "--notes", metavar="TEXT", help="Replaces the notes; `golive plan note` adds to them."
)
@click.option("--link", metavar="URL", help="Where the evidence is.")
@click.option(
    "--clear",
    multiple=True,
    type=click.Choice(["owner", "status", "priority", "due", "notes", "link"]),
    help="Take this back; repeatable.",
)
@env_option
@why_option
def set_(line: str, name: str, why: str, clear: tuple[str, ...], **given: Any) -> None:
    """Set status, priority, due date, notes, link or owner of LINE."""
    from golive.register.records import LineState

    _set_line(line, name, why, _asked(LineState, given, clear))


@click.command()
@click.argument("line")
@click.argument("text")
@env_option
def note(line: str, text: str, name: str) -> None:
    """Add TEXT as a row to the notes of LINE; others may add theirs at the same time."""
    from golive.register.given import line_id
    from golive.register.records import LineState

    with register_of(name) as (register, _):
        kept = register.change(
            LineState,
            line_id(line),
            lambda state: replace(state, notes="\n".join(filter(None, (state.notes, text)))),
            "a note was added",
            adds_to=("notes",),
        )
    _done(f"line {line}", kept)


@click.command()
@click.argument("text")
@click.option("--kind", type=click.Choice(list(KINDS)), default="note", show_default=True)
@env_option
def log(text: str, kind: str, name: str) -> None:
    """Write TEXT into the launch log, with its time; a row is never changed."""
    from golive.register.ids import timed
    from golive.register.records import LogEntry, LogKind

    with register_of(name) as (register, _):
        entry = LogEntry(id=timed(datetime.now(UTC)), text=text, kind=LogKind(KINDS[kind]))
        _filled("TEXT", text)
        kept = register.put_new(entry, "a row of the launch log")
    _done(f"log {kept.id}", kept)


@click.command()
@click.argument("role_")
@click.option("--person", metavar="NAME", help="Who holds the role.")
@click.option("--reach", metavar="TEXT", help="How that person is reached.")
@click.option("--confirmed", type=DAY, help="When somebody last reached them that way.")
@click.option("--told", type=DAY, help="When they were told the candidate dates.")
@click.option("--notes", metavar="TEXT")
@click.option(
    "--clear",
    multiple=True,
    type=click.Choice(["person", "reach", "confirmed", "told", "notes"]),
    help="Take this back; repeatable.",
)
@env_option
@why_option
def role(role_: str, name: str, why: str, clear: tuple[str, ...], **given: Any) -> None:
    """Say who holds ROLE, and when they were reached and told."""
    from golive.register.given import past, role_id
    from golive.register.records import Role

    with register_of(name) as (register, _):
        changes = _asked(Role, given, clear)
        days = {key: changes.get(key) for key in ("confirmed", "told")}
        past(days, datetime.now(UTC).date())
        kept = register.change(Role, role_id(role_), lambda old: replace(old, **changes), why)
    _done(f"role {role_}", kept)


@click.command(name="sign-off")
@click.argument("line")
@click.argument("note_", metavar="NOTE")
@click.option("--link", default="", metavar="URL", help="Where more is to be seen.")
@click.option("--expires", type=DAY, help="The last day on which it counts.")
@click.option(
    "--person",
    "people",
    multiple=True,
    metavar="USER",
    help="For whom, where a line is counted per person; repeatable.",
)
@click.option(
    "--run",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The run that was looked at, such as out/verify.json: what changes later is told.",
)
@env_option
def sign_off(
    line: str,
    note_: str,
    link: str,
    expires: date | None,
    people: tuple[str, ...],
    run: Path | None,
    name: str,
) -> None:
    """Give your word on LINE; NOTE says for what."""
    from golive.register import given
    from golive.register.records import SignOff
    from golive.register.runs import evidence_of

    with register_of(name) as (register, environment):
        _filled("NOTE", note_)
        said = SignOff(
            line=given.signed_id(line),
            note=note_,
            link=given.link(link),
            expires=given.expiry(expires, datetime.now(UTC).date()),
            evidence=evidence_of(run, line, environment.name) if run else "",
            people=given.people(line, people),
        )
        kept = register.change(
            SignOff,
            line,
            lambda old: replace(said, version=old.version, by=old.by, at=old.at),
            "signed off",
        )
    _done(f"sign-off of line {line}", kept)


@click.command()
@click.argument("line")
@env_option
@why_option
def withdraw(line: str, name: str, why: str) -> None:
    """Take back the sign-off of LINE."""
    from golive.register.errors import BadChange
    from golive.register.given import signed_id
    from golive.register.records import SignOff

    def taken_back(sign: SignOff) -> SignOff:
        if sign.version == 0:
            raise BadChange(f"LINE: {line} was never signed off; allowed: a line that was")
        return replace(sign, withdrawn=True)

    with register_of(name) as (register, _):
        kept = register.change(SignOff, signed_id(line), taken_back, why)
    _done(f"sign-off of line {line}", kept)


CHANGES = (assign, set_, note, log, role, sign_off, withdraw)


def _set_line(line: str, name: str, why: str, changes: dict[str, Any]) -> None:
    from golive.register.given import line_id, link
    from golive.register.records import LineState

    with register_of(name) as (register, _):
        link(changes.get("link") or "")
        kept = register.change(LineState, line_id(line), lambda old: replace(old, **changes), why)
    _done(f"line {line}", kept)


def _asked(kind: type[Kept], given: dict[str, Any], clear: tuple[str, ...]) -> dict[str, Any]:
    """The fields to change: those given, and those to be emptied."""
    changes = {key: value for key, value in given.items() if value is not None}
    if both := changes.keys() & set(clear):
        raise click.UsageError(f"--clear {min(both)} and --{min(both)} contradict each other")
    empty = {field.name: field.default for field in fields(kind) if field.name in clear}
    if not changes | empty:
        raise click.UsageError("nothing to change was given")
    return changes | empty


def _filled(key: str, text: str) -> None:
    from golive.register.errors import BadChange

    if not text.strip():
        raise BadChange(f"{key}: is empty; allowed: a text")


def _done(what: str, kept: Kept) -> None:
    from golive.register.terminal import safe

    at = f", {kept.at:%F %T} UTC" if kept.at else ""
    click.echo(safe(f"{what}: version {kept.version}{at} by {kept.by}"))
