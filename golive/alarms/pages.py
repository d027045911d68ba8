"""The runbook pages, written from the alarm table: `python -m golive.alarms.pages`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from golive.alarms.metrics import find
from golive.alarms.prompt import told_within
from golive.alarms.row import Declared, Row, Share
from golive.alarms.table import rows
from golive.project import ROOT

PAGES = ROOT / "docs" / "runbooks"
SIGNS = {
    "GreaterThanOrEqualToThreshold": "at least",
    "GreaterThanThreshold": "more than",
    "LessThanThreshold": "less than",
}


@dataclass(frozen=True, slots=True)
class Runbook:
    """What an alarm means, where to look and what to do, in this order."""

    means: str
    look: list[str]
    do: list[str]


@cache
def runbooks() -> dict[str, Runbook]:
    """The runbooks by the id of their row."""
    text = files("golive.alarms").joinpath("runbooks.toml").read_text(encoding="utf-8")
    return {id: Runbook(**raw) for id, raw in tomllib.loads(text).items()}


def page(row: Row) -> str:
    """One page, as Markdown."""
    runbook = runbooks()[row.id]
    parts = [
        f"# {row.id}",
        f"{runbook.means}",
        f"**What the caller feels.** {row.feels}",
        f"**Fires** ({row.severity}) when {fires(row)}.",
        f"**Tells you** {told(row)}",
        "## Look at",
        _list("-", runbook.look),
        "## Do",
        _list("1.", runbook.do),
        "## Source",
        _list("-", (f"<{source}>" for source in sources(row))),
    ]
    return "\n\n".join(parts) + "\n"


def fires(row: Row) -> str:
    """The condition in words: metric, statistic, threshold, how long."""
    each = f" of one {row.each or row.per}" if row.each or row.per else ""
    times = f"in {row.datapoints} of {row.evaluation_periods} periods"
    silent = ", or has no data," if row.silence else ""
    return (
        f"the {row.statistic.lower()} of `{row.namespace}` {_metric(row)}{each} per "
        f"{_period(row.period)} is {SIGNS[row.comparison]} {_threshold(row)}"
        f"{silent} {times}{_unless(row)}"
    )


def sources(row: Row) -> list[str]:
    """What says so of the alarm, of its metrics, and of the dimensions that these have."""
    names = row.inputs.values() or (row.metric,)
    found = [metric for name in names if (metric := find(row.namespace, name))]
    metrics = [source for metric in found for source in (metric.source, metric.grouped)]
    return list(dict.fromkeys((row.source, *metrics)))


def told(row: Row) -> str:
    """How soon somebody knows, and why not sooner."""
    if row.silence:
        how = "of a silence that it has waited for"
    elif row.pattern:
        how = "after the call, when CloudTrail delivers as fast as it does on average"
    else:
        how = "after it begins, at the longest to be expected"
    within = _duration(told_within(row))
    return f"within {within} {how}.{' ' if row.late else ''}{row.late}"


def index(table: Iterable[Row]) -> str:
    """The page that lists the others."""
    head = "# Runbooks\n\n| alarm | severity | what the caller feels |\n|---|---|---|\n"
    lines = (f"| [{row.id}]({row.id}.md) | {row.severity} | {row.feels} |\n" for row in table)
    return head + "".join(lines)


def written() -> dict[str, str]:
    """Every page by its file's name."""
    pages = {f"{row.id}.md": page(row) for row in rows()}
    return pages | {"README.md": index(rows())}


def write(folder: Path) -> None:
    """Write the pages that are, and take away those that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = written()
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def _period(seconds: int) -> str:
    """`minute`, `15 minutes`, `hour`, `day`."""
    number, unit = _units(seconds)
    return unit if number == 1 else f"{number:g} {unit}s"


def _duration(seconds: int) -> str:
    """`1 minute`, `2.5 minutes`, `4 days`."""
    number, unit = _units(seconds)
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def _units(seconds: int) -> tuple[float, str]:
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            return round(seconds / length, 1), unit
    return seconds, "second"


def _metric(row: Row) -> str:
    named = " and ".join(f"`{metric}`" for metric in row.inputs.values())
    return f"{named} as `{row.expression}`" if row.expression else f"`{row.metric}`"


def _threshold(row: Row) -> str:
    if isinstance(share := row.threshold, Share):
        return f"{share.times:.0%} of the declared peak of {share.peak} ({share.least} or more)"
    if isinstance(limit := row.threshold, Declared):
        return f"the `{limit.declared}` that the environment declares, in {row.unit.lower()}"
    units = {"Seconds": " seconds", "Percent": " %", "Fraction": " (1 is all)"}
    return f"{row.threshold:g}{units.get(row.unit, '')}"


def _unless(row: Row) -> str:
    return f", unless [{row.unless}]({row.unless}.md) is on" if row.unless else ""


def _list(mark: str, items: Iterable[str]) -> str:
    return "\n".join(f"{mark} {item}" for item in items)


if __name__ == "__main__":
    write(PAGES)
