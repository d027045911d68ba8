"""`golive flows lint`: judge contact flows before callers meet them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from golive.flows.flow import Flow
    from golive.flows.keys import Keys
    from golive.flows.lint import Lint

USAGE, CANT_TELL = 2, 3


@dataclass
class Judged:
    """What was found; `missing` are declared flows that aren't there."""

    lint: Lint
    flows: list[Flow]
    unread: list[str]
    missing: list[str] = field(default_factory=list[str])

    @property
    def code(self) -> int:
        """The exit code: what is broken wins over what nobody can tell."""
        return 1 if self.missing else self.lint.code or (CANT_TELL if self.unread else 0)


class Wrong(Exception):
    """A mistake of the caller; the message says which."""


@click.group(short_help="Judge contact flows.")
def flows() -> None:
    """Judge contact flows as graphs: secrets on every path, error branches, loops, test content."""


@flows.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--env", "name", metavar="NAME", help="The flows of this environment's instance.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="ID=FILE",
    help="An uploaded security key: its id, and its public key or certificate in PEM.",
)
@click.option("--days", type=click.IntRange(0), default=30, show_default=True, metavar="N")
@click.option("--secure", multiple=True, metavar="FLOW", help="A flow that takes secrets.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a page there with a picture of each finding's path.",
)
def lint(
    paths: tuple[Path, ...],
    name: str | None,
    form: str,
    keys: tuple[str, ...],
    days: int,
    secure: tuple[str, ...],
    out: Path | None,
) -> None:
    """Judge the flows in PATHS, or those that an environment declares, in its account.

    PATHS are flow JSON files, folders of them, CloudFormation templates, or cdk.out. A certificate
    must last N days. Exit codes: 0 holds, 1 broken, 2 usage, 3 can't tell.
    """
    from golive.mistakes import BadFile
    from golive.template import BadTemplate

    if bool(paths) == bool(name):
        raise click.UsageError("give PATHS, or --env NAME")
    try:
        judged = _instance(name) if name else _files(paths, _keys(keys, days), secure)
    except (BadFile, BadTemplate, Wrong) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    _tell(judged, form, out)
    sys.exit(judged.code)


def _keys(given: Iterable[str], days: int) -> Keys:
    from datetime import UTC, datetime

    from golive.flows.certificates import NotACertificate, fingerprint
    from golive.flows.keys import Keys

    found: dict[str, str] = {}
    for text in given:
        identifier, _, file = text.partition("=")
        try:
            found[identifier] = fingerprint(Path(file).read_text())
        except (OSError, NotACertificate) as error:
            raise Wrong(f"--key {text}: {error}") from error
    return Keys(datetime.now(UTC), found or None, days=days)


def _files(paths: Iterable[Path], keys: Keys, secure: Iterable[str]) -> Judged:
    from golive.flows.lint import lint as judge
    from golive.template.flows import flows_in

    given = flows_in(paths)
    if not (given.flows or given.unread):
        raise Wrong(f"no contact flow in {', '.join(map(str, paths))}")
    if missing := sorted(set(secure) - {flow.name for flow in given.flows}):
        raise Wrong(f"no contact flow called {', '.join(missing)}")
    found = judge(given.flows, keys, secure_flows=secure)
    return Judged(found, given.flows, given.unread)


def _instance(name: str) -> Judged:
    """The flows in the account, and those that are declared and not there."""
    from golive.account.flow_lint import flows_of_environment
    from golive.environments import load

    lint, found = flows_of_environment(load(name))
    return Judged(lint, list(found.flows.values()), found.unread, found.unknown)


def _tell(judged: Judged, form: str, out: Path | None) -> None:
    from golive.flows.telling import WORDS, data, lines

    names = sorted(flow.name for flow in judged.flows)
    if form == "json":
        run = data(judged.lint, names, judged.unread, judged.missing, judged.code)
        click.echo(json.dumps(run, indent=2, ensure_ascii=False))
    else:
        for line in lines(judged.lint, judged.unread, judged.missing):
            click.echo(line)
        errors = len(judged.lint.errors) + len(judged.missing)
        click.echo(f"{len(names)} flows, {errors} errors: {WORDS[judged.code]}")
    if out:
        from golive.report.flows import write

        click.echo(f"pictures: {write(judged.lint, judged.flows, out)}", err=True)
