"""The plan as people have it, in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from golive.plan import Line, sections
from golive.register.records import LineState, Role, SignOff, Snapshot
from golive.register.roster import roster
from golive.register.standing import priority_of, role_gaps, standing
from golive.register.terminal import cut, in_a_row, safe, who

STATUS = {"": ("not said", "dim"), "go": ("go", "green"), "no-go": ("no-go", "red")}


def show(snapshot: Snapshot, only: tuple[str, ...] = (), console: Console | None = None) -> None:
    """Print the lines by section, and the roster; with `only`, those lines in full."""
    (console or Console()).print(rendered(snapshot, only))


def rendered(snapshot: Snapshot, only: tuple[str, ...] = ()) -> RenderableType:
    """The same, to be printed."""
    parts: list[RenderableType] = []
    for section in sections():
        wanted = [line for line in section.lines if not only or line.id in only]
        if wanted:
            parts.append(Text(f"\n{section.id} {section.title}", style="bold"))
            parts += [row for line in wanted for row in _line(line, snapshot, bool(only))]
        if section.id == "1" and not only:
            parts += [part for role in snapshot.roles.values() for part in _role(role, snapshot)]
    if not only:
        parts.append(_summary(snapshot))
    return Group(*parts)


def _line(line: Line, snapshot: Snapshot, full: bool) -> Iterable[RenderableType]:
    state, today = snapshot.lines[line.id], snapshot.read_at.date()
    row = Table.grid(padding=(0, 1), expand=True)
    for width in (8, None, 18, 8, 8, 10):
        row.add_column(width=width, ratio=None if width else 1)
    word, style = STATUS[state.status]
    row.add_row(
        Text(line.id),
        Text(line.title),
        Text(in_a_row(state.owner) or "nobody", style="" if state.owner else "yellow"),
        Text(word, style=style),
        Text(priority_of(state), style="" if state.priority else "dim"),
        _due(state, today),
    )
    yield row
    for text in _below(state, snapshot.sign_offs.get(line.id), today, full):
        yield Padding(text, (0, 0, 0, 9))


def _due(state: LineState, today: date) -> Text:
    late = state.due is not None and state.due < today and state.status != "go"
    return Text(str(state.due or ""), style="red" if late else "")


def _below(
    state: LineState, sign: SignOff | None, today: date, full: bool
) -> Iterable[RenderableType]:
    told = safe if full else cut
    if state.notes:
        yield Text(told(state.notes), style="italic")
    if state.link:
        yield Text(in_a_row(state.link), style="blue")
    if sign is not None:
        yield _signed(sign, today)
    if full and state.at:
        yield Text(f"version {state.version}, {state.at:%F %R} UTC by {who(state.by)}", style="dim")


def _signed(sign: SignOff, today: date) -> Text:
    how = standing(sign, today)
    style = "green" if how == "given" else "red"
    when = f" on {sign.at:%F}" if sign.at else ""
    until = f", until {sign.expires}" if sign.expires else ""
    said = f"sign-off {how}: by {who(sign.by)}{when}{until}: {cut(sign.note)}"
    return Text(said, style=style)


def _role(role: Role, snapshot: Snapshot) -> Iterable[RenderableType]:
    gaps = role_gaps(role, snapshot.read_at.date())
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(width=12)
    row.add_column(ratio=1)
    row.add_column(width=34)
    style = "red" if gaps else "green"
    row.add_row(
        Text(role.id),
        Text(in_a_row(role.person) or "open", style="" if role.person else "red"),
        Text("; ".join(gaps) or f"reached {role.confirmed}, told {role.told}", style=style),
    )
    yield Padding(row, (0, 0, 0, 9))
    told = (roster().get(role.id, "no role of the plan"), in_a_row(role.reach), cut(role.notes))
    yield Padding(Text("; ".join(filter(None, told)), style="dim"), (0, 0, 0, 22))


def _summary(snapshot: Snapshot) -> Text:
    states = snapshot.lines.values()
    said = [sum(s.status == word for s in states) for word in ("go", "no-go", "")]
    open_roles = sum(not role.person for role in snapshot.roles.values())
    text = f"\n{said[0]} go, {said[1]} no-go, {said[2]} not said; {open_roles} roles open"
    return Text(text, style="bold")
