"""The launch in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from golive.freshness import age
from golive.launch.standing import OpenLine
from golive.launch.state import Launch
from golive.register.records import LogEntry
from golive.register.terminal import cut, safe
from golive.report.people import told, who
from golive.report.times import local, minute, utc

STYLES = {"no-go": "red", "can't tell": "yellow"}


def show(launch: Launch) -> None:
    """Where we are, when to go back, what stands open and whose it is, the last log entries."""
    console = Console()
    for row in (*_head(launch), *_criterion(launch)):
        console.print(row)
    _lines(console, "Open now", launch.open)
    if launch.next:
        _lines(console, f"Next, {launch.next.phase.title}", launch.upcoming)
    for entry in _log(launch.log, _zone(launch)):
        console.print(entry)


def _head(launch: Launch) -> Iterator[str]:
    zone, at = _zone(launch), launch.environment.launch.at
    yield f"[bold]{escape(launch.environment.name)}[/]  launch {_at(at, zone)}"
    yield f"now       {_at(launch.now, zone)}"
    yield f"phase     {_now(launch)}"
    if launch.next:
        yield f"next      {launch.next.phase.title}, from {_at(launch.next.begins, zone)}"
    yield f"open from {launch.first.phase.title if launch.first else 'nowhere: every line holds'}"
    yield f"run       {_read(launch)}"
    yield f"bridge    {escape(str(launch.environment.bridge))}"


def _now(launch: Launch) -> str:
    if launch.phase:
        return f"[bold]{launch.phase.phase.title}[/], until {_at(launch.phase.ends, _zone(launch))}"
    return "before the first" if launch.next else "after the last"


def _read(launch: Launch) -> str:
    if not launch.read_at:
        return "none: nothing can be told"
    at = datetime.fromisoformat(launch.read_at)
    return f"{utc(at)}, {age(at, launch.now)}"


def _criterion(launch: Launch) -> Iterator[str]:
    found = launch.criterion
    limit = f"{found.declared_hours:g} h"
    if not found.issue:
        yield f"rollback  no critical issue is open; the criterion is {limit}"
        return
    said = f"{escape(safe(found.issue))} is critical and open for {found.hours:.1f} h of {limit}"
    if not found.met:
        yield f"rollback  [yellow]{said}[/]"
        return
    name = escape(launch.environment.name)
    yield f"rollback  [bold red]the criterion is met: {said}[/]"
    yield f"          `golive rollback --env {name}` walks the way back"


def _lines(console: Console, title: str, lines: Sequence[OpenLine]) -> None:
    console.print(f"\n[bold]{title}[/]" + ("" if lines else ": nothing"))
    if not lines:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    for name in ("line", "", "who", "what"):
        table.add_column(name, overflow="fold")
    for line in lines:
        style = STYLES[line.word]
        due = f", due {line.due}" if line.due else ""
        who_ = (escape(told(line.owner)) or "nobody") + due
        table.add_row(line.id, f"[{style}]{line.word}[/]", who_, _what(line))
    console.print(table)


def _what(line: OpenLine) -> str:
    more = f" (and {line.more} more)" if line.more else ""
    do = f"\n[dim]{escape(line.do)}[/]" if line.do else ""
    return f"{escape(line.title)}\n{escape(cut(line.why))}{more}{do}"


def _log(entries: Sequence[LogEntry], zone: ZoneInfo) -> Iterator[str]:
    yield "\n[bold]Log[/]" + ("" if entries else ": empty; `golive plan log TEXT` adds to it")
    for entry in entries:
        at = minute(entry.at, zone) if entry.at else ""
        text = escape(cut(told(entry.text)))
        yield f"{at}  {escape(who(entry.by))}  [dim]{entry.kind}[/]  {text}"


def _at(moment: datetime, zone: ZoneInfo) -> str:
    there = local(moment, zone)
    return utc(moment) + (f" ({there})" if there else "")


def _zone(launch: Launch) -> ZoneInfo:
    return ZoneInfo(str(launch.environment.time_zone))
