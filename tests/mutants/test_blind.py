"""Mutants written by who had not seen the controls: each line finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
import yaml

from golive.controls import catalogue
from golive.environments import load
from golive.judge import judge_one
from golive.model import Outcome
from golive.project import stack_name
from golive.template import Templates
from tests.mutants.change import Changes, Row

ByStem = Callable[[str], dict[str, dict[str, Any]]]
HERE = Path(__file__).parent
CONTROLS = [control for control in catalogue().values() if not control.live_only]


class Blind(NamedTuple):
    """A mutant as it was written: the line that it breaks, and what is done."""

    line: str
    row: Row

    @property
    def said(self) -> str:
        return f"{self.line}: {self.row['what']}"

    @property
    def environment(self) -> str:
        return self.row.get("in", "sandbox")


def _written() -> Iterator[Blind]:
    for file in sorted((HERE / "blind").glob("*.yaml")):
        yield from (Blind(file.stem, row) for row in yaml.safe_load(file.read_text()))


def _excused() -> Iterator[tuple[str, dict[str, Any]]]:
    """What a mutant is called, and what was found out about it afterwards."""
    for excuse in yaml.safe_load((HERE / "excuses.yaml").read_text()):
        for line, rows in excuse["rows"].items():
            yield from ((f"{line}: {what}", excuse) for what in rows)


MUTANTS = list(_written())
EXCUSES: dict[str, dict[str, Any]] = dict(_excused())
LINES = sorted({mutant.line for mutant in MUTANTS})


known = cache(load)
"""An environment is read once for all its mutants."""


def found(environment: str, templates: dict[str, Any]) -> set[str]:
    """The lines that fail or can't be told."""
    of = known(environment)
    named = {stack_name(environment, stem): one for stem, one in templates.items()}
    side = Templates.of(named, of.account, of.region)
    return {
        control.line
        for control in CONTROLS
        for judged in judge_one(control, side)
        if judged.outcome is not Outcome.PASS
    }


def expected(mutant: Blind) -> tuple[set[str], set[str]]:
    """The lines that must find it, and those that may."""
    excuse = EXCUSES.get(mutant.said, {})
    may = {*mutant.row.get("also", ()), *excuse.get("also", ())}
    if "instead" in excuse:
        return set(excuse["instead"]), may
    return (set() if "survives" in excuse else {mutant.line}), may


@pytest.mark.parametrize("line", LINES)
def test_each_is_found_by_its_line_and_by_no_other(line: str, templates: ByStem) -> None:
    """Its own line is among those that fail, and so is none but those it is said to break."""
    for mutant in (m for m in MUTANTS if m.line == line):
        changes = Changes(templates(mutant.environment), known(mutant.environment))
        changes.make(mutant.row)
        lines = found(mutant.environment, changes.templates)
        must, may = expected(mutant)
        assert must <= lines, mutant.said
        assert lines <= must | may, mutant.said
        assert bool(lines) or "survives" in EXCUSES.get(mutant.said, {}), mutant.said


def test_every_excuse_is_of_a_mutant_and_has_a_reason() -> None:
    """What no line finds, or another one, is a decision that somebody can read."""
    assert EXCUSES.keys() <= {mutant.said for mutant in MUTANTS}
    assert len({mutant.said for mutant in MUTANTS}) == len(MUTANTS)
    for excuse in EXCUSES.values():
        kinds = {"survives", "instead", "also"} & excuse.keys()
        assert kinds, excuse
        assert all(cast(Any, excuse).get("because", excuse.get("survives"))), excuse
