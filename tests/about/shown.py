"""What is shown of each control: `python -m tests.about.shown` writes shown.toml."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from golive.controls import catalogue
from golive.controls.control import Control
from golive.facts.unfed import FEEDS
from golive.judge import judge_one
from golive.project import ROOT
from tests.account.canned import Canned
from tests.account.good import side_of
from tests.account.needs import accounts
from tests.controls.every import ABSENT, WRONG
from tests.live.mutant import mutants as live_mutants
from tests.mutants.every import MUTANTS
from tests.mutants.mutant import DELETE, NOWHERE, Mutant

FILE = ROOT / "golive" / "controls" / "shown.toml"
HEAD = """\
# What the tests show of each control: `make docs` writes this. Calls are those on an account of
# canned answers; the change is a mutant that tests see killed.
"""
STACKS = {
    "sts:GetCallerIdentity",
    "cloudformation:DescribeStacks",
    "cloudformation:ListStackResources",
    "cloudformation:GetTemplate",
}
"""What finds the stacks is asked whatever the control is."""


class Break(NamedTuple):
    """One change that a control finds, and where it is made."""

    text: str
    where: str


def breaks() -> dict[str, list[Break]]:
    """Every change by the control that finds it: on an account, in a template, in the facts."""
    found: dict[str, list[Break]] = defaultdict(list)
    for mutant in live_mutants():
        found[mutant.control].append(Break(mutant.name, "on a running account"))
    for mutant in MUTANTS:
        found[mutant.control].append(Break(_told(mutant), "in a template"))
    for control, logical, changes in WRONG:
        fields = " and another ".join(changes)
        found[control].append(Break(f"{logical} with another {fields}", "in the facts"))
    for control, logical in ABSENT:
        found[control].append(Break(f"there is no {logical}", "in the facts"))
    return found


def _told(mutant: Mutant) -> str:
    what = f"{mutant.where.removeprefix('Properties.')} of {mutant.logical}".removeprefix(" of ")
    if mutant.value is DELETE:
        return f"{what} is deleted"
    if mutant.value == NOWHERE:
        return f"{what} can't be resolved"
    return f"{what} is another" if len(str(mutant.value)) > 40 else f"{what} is {mutant.value!r}"


def reads(control: Control) -> list[str]:
    """The calls that judging it takes, beside those that find the stacks; none without a feed."""
    if control.on in FEEDS:
        return []
    asked: set[str] = set()
    for table, _ in accounts():
        side = side_of(table)
        judge_one(control, side)
        assert isinstance(side.session, Canned)
        asked |= {operation for operation, _ in side.session.asked}
    return sorted(asked - STACKS)


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """The table, in the plan's order."""
    found = breaks()
    for name, control in catalogue().items():
        first = found[name][0] if found[name] else Break("", "")
        yield (
            name,
            {
                "reads": reads(control),
                "breaks": first.text,
                "where": first.where,
                "mutants": len(found[name]),
            },
        )


def written() -> str:
    """What the file should say."""
    return HEAD + "".join(map(_table, rows()))


def _table(row: tuple[str, Mapping[str, Any]]) -> str:
    name, values = row
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f'\n["{name}"]\n{"".join(lines)}'


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
