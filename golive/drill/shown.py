"""A drill on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from golive.drill.hold import Held
from golive.drill.result import Drilled, Stage
from golive.facts.drills import DEPTHS
from golive.register.terminal import in_a_row

COLOURS = {"drilled": "green", "failed": "red", "can't tell": "yellow"}


def show(held: Held) -> None:
    """A row for each alarm that was drilled, and a word on the others."""
    table = Table("alarm", "depth", "fired", "told", "cleared", "", box=None, pad_edge=False)
    for one in held.found:
        said = one.to_json()
        table.add_row(
            in_a_row(one.alarm),
            said["depth"] or "-",
            *(_time(said[name]) for name in ("fired", "delivered", "cleared")),
            f"[{COLOURS[one.outcome]}]{one.outcome}[/] {in_a_row(one.why)}",
        )
    console = Console()
    console.print(table)
    for depth in dict.fromkeys(str(one.to_json()["depth"]) for one in held.found):
        if depth in DEPTHS:
            console.print(f"{depth}: {DEPTHS[depth]}", style="dim")
    if held.left:
        console.print(f"{len(held.left)} were drilled as they are now, and left out: --all")


def progress(found: Sequence[Drilled]) -> str:
    """How far it is, in a row."""
    stages = [stage for one in found for stage in one.stages]
    done = sum(_over(one) for one in found)
    now = [one.alarm for one in found if any(_runs(stage) for stage in one.stages)]
    more = f" and {len(now) - 1} more" if len(now) > 1 else ""
    doing = f": {now[0]}{more}" if now else ""
    told = sum(bool(stage.delivered) for stage in stages)
    return f"{done}/{len(found)} alarms, {told} messages{doing}"


def _over(one: Drilled) -> bool:
    return all(stage.done for stage in one.stages)


def _runs(stage: Stage) -> bool:
    return bool(stage.fired) and not stage.done


def _time(said: str | None) -> str:
    return said[11:19] if said else "-"
