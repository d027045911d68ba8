"""`golive explain`: what a line means, and what it doesn't."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

USAGE = 2
NOT_BUILT = "No control reads this line yet: it is shown as not built, and doesn't decide."


@click.command(short_help="Say what a line means, reads, leaves open, and what breaks it.")
@click.argument("line")
@click.option("--env", "name", metavar="NAME", help="Also what this environment says of it.")
@click.option(
    "--run",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also what this run found, such as out/verify.json.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def explain(line: str, name: str | None, run: Path | None, form: str) -> None:
    """Say of LINE what is claimed, read, needed, not proven, and what breaks it.

    Nothing is asked of an account. Exit codes: 0 told, 2 usage.
    """
    from golive.mistakes import BadFile
    from golive.run import UnknownLine

    try:
        said = _said(line, name, run)
    except (BadFile, UnknownLine) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    if form == "json":
        click.echo(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_rows(said)))


def _said(line: str, name: str | None, run: Path | None) -> dict[str, Any]:
    from golive.environments import load
    from golive.explain import explained
    from golive.waivers import load as load_waivers

    environment = load(name) if name else None
    said = explained(line, environment, load_waivers() if environment else ())
    return said | {"last": _last_time(line, run)} if run else said


def _last_time(line: str, run: Path) -> dict[str, Any]:
    from golive.explain import last_time

    try:
        return last_time(line, json.loads(run.read_text(encoding="utf-8")), datetime.now(UTC))
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise click.UsageError(f"{run} is no run of golive that has line {line}") from error


def _rows(said: Mapping[str, Any]) -> Iterator[str]:
    yield f"{said['line']} {said['title']}"
    yield f"  marks {said['marks']}, priority {said['priority']}"
    yield from (f"  {text}" for text in _there(said))
    if not said["controls"]:
        yield f"\n{NOT_BUILT}"
    for control in said["controls"]:
        yield f"\n{control['control']}: {control['claim']}"
        yield from (f"  {key:<13}{text}" for key, text in _told(control) if text)
    if said["permissions"]:
        yield f"\npermissions  {', '.join(said['permissions'])}"
    yield from _last(said.get("last"))


def _there(said: Mapping[str, Any]) -> Iterator[str]:
    if said.get("not_applicable"):
        yield f"not applicable in {said['environment']}: {said['not_applicable']}"
    yield from (f"waived in {said['environment']}: {text}" for text in said.get("waived", ()))


def _told(control: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "fact", control["fact"]
    yield "template", ", ".join(control["template"])
    yield "account", ", ".join(control["account"])
    if control["feed"]:
        yield "account", f"no feed yet: {control['feed']}"
    yield "risk", control["risk"]
    yield "not proven", control["not_proven"]
    yield "requires", ", ".join(control["requires"])
    if hours := control["fresh_hours"]:
        yield "fresh", f"evidence of {hours} h at most"
    yield "fix", control["fix"]
    if control["broken_by"]:
        yield "broken by", f"{control['broken_by']} ({control['broken']}; {_count(control)})"
    for framework, ids in control["supports"].items():
        yield "supports", f"{framework} {', '.join(ids)}"


def _count(control: Mapping[str, Any]) -> str:
    more = control["mutants"] - 1
    return f"tests kill it and {more} more" if more else "tests kill it"


def _last(last: Mapping[str, Any] | None) -> Iterator[str]:
    if last is None:
        return
    yield f"\nin this run    {last['verdict']}"
    for one in last["subjects"]:
        finding = f": {one['finding']}" if one["finding"] else ""
        yield f"  {one['verdict']:<12} {one['control']} {one['path']}{finding}"
        if one["read"]:
            aged = f", {one['age']}" if one["age"] else ""
            yield f"  {'':<12} from {', '.join(one['read'])}{aged}"
