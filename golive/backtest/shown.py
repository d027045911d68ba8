"""A backtest in a terminal."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from golive.backtest.result import Backtest, Trial

SIGNS = {
    "GreaterThanThreshold": ">",
    "GreaterThanOrEqualToThreshold": "≥",
    "LessThanThreshold": "<",
    "LessThanOrEqualToThreshold": "≤",
}
NO_DATA = {
    "always": "should always have data",
    "traffic": "no traffic yet, nothing was tried",
    "failure": "exists on failure only",
}
ALONE = "Alarms are run alone: composites, mute rules and what is closed are not looked at."


def show(found: Backtest, console: Console | None = None) -> None:
    """Print a row for each alarm, the worst first, and what it comes to."""
    (console or Console()).print(rendered(found))


def rendered(found: Backtest) -> RenderableType:
    """The table, what could not be run, and how it was looked at."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("alarm", "threshold", "fires", "minutes on", "last", "for the wanted rate", ""):
        right = heading in ("threshold", "fires", "minutes on")
        table.add_column(
            heading,
            justify="right" if right else "left",
            overflow="fold",
            no_wrap=heading == "alarm",
        )
    for one in in_order(found):
        style = "red" if one.too_often(found.wanted) else "yellow" if one.untried else ""
        table.add_row(*cells(one, found.wanted), style=style)
    parts: list[RenderableType] = [table]
    parts += [Text(f"{one.name}: {one.why}", style="yellow") for one in found.untested]
    return Group(*parts, Text(), Text(summary(found)), Text(ALONE, style="dim"))


def in_order(found: Backtest) -> list[Trial]:
    """The alarms that fire most first; what is silent last."""
    return sorted(found.trials, key=lambda one: (one.untried, -len(one.firings), one.alarm.name))


def cells(one: Trial, wanted: float) -> tuple[str, ...]:
    """What is said of one alarm."""
    fired = one.firings
    minutes = one.minutes(sum(each.end - each.start for each in fired))
    fact = one.alarm.fact
    return (
        fact_name(one),
        f"{SIGNS[fact.comparison]} {fact.threshold:g}",
        str(len(fired)),
        f"{minutes:g}",
        moment(one.at(fired[-1].start)) if fired else "",
        suggestion(one, wanted),
        note(one),
    )


def fact_name(one: Trial) -> str:
    """The alarm's name as the table has it, where one of its rows names the alarm."""
    row = one.alarm.row
    return one.alarm.name[one.alarm.name.rindex(row.id) :] if row else one.alarm.name


def suggestion(one: Trial, wanted: float) -> str:
    """The threshold for the wanted rate, in words where there is none."""
    if not one.has_data:
        return ""
    found = one.suggested(wanted)
    if found is None:
        return "none: missing data fires it"
    return f"{SIGNS[one.alarm.fact.comparison]} {found:g}"


def note(one: Trial) -> str:
    """What is to be known of its data, and of who explains it."""
    said = [] if one.alarm.row else ["in no row of the alarm table"]
    if not one.has_data:
        said.append(f"no data: {NO_DATA[one.expects]}" if one.expects else "no data")
    elif one.silent:
        said.append(f"{len(one.silent)} of {one.series} series without data")
    if one.explained:
        said.append(f"tells only while {one.explained} is off")
    return "; ".join(said)


def summary(found: Backtest) -> str:
    """What it comes to, in one sentence."""
    often = sum(one.too_often(found.wanted) for one in found.trials)
    untold = len(found.untested) + sum(one.untried for one in found.trials)
    simulated = f"; simulated: {found.simulated}" if found.simulated else ""
    return (
        f"{len(found.trials)} alarms over {found.days} days to {moment(found.at)} UTC: {often} fire"
        f" more than {found.wanted:g} times a day, {untold} can't be told{simulated}"
    )


def moment(at: datetime) -> str:
    """To the minute, UTC."""
    return f"{at:%F %R}"
