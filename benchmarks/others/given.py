"""The mutants as templates: each is the one stack that it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from golive.environments import load
from golive.template import Templates
from tests.mutants import test_blind as blind
from tests.mutants.change import Changes
from tests.mutants.every import MUTANTS, SURVIVORS
from tests.mutants.mechanical import mechanical
from tests.mutants.mutant import DELETE, Mutant, mutate

ENVIRONMENT = "sandbox"
Template = Mapping[str, Any]
ByStem = Mapping[str, Template]


class Given(NamedTuple):
    """One mutant: the line that it breaks, the stack that it changes, and that one's template."""

    line: str
    stack: str
    template: Template


def good(assembly: Path) -> dict[str, dict[str, Any]]:
    """The templates of an assembly by stem."""
    files = sorted(assembly.glob("*.template.json"))
    return {file.name.split(".")[0]: json.loads(file.read_text()) for file in files}


def given(assembly: Path) -> Iterator[Given]:
    """Every mutant of one stack that a line of ours finds; who survives by right is left out."""
    templates = good(assembly)
    made = (m for m in mechanical(Templates.load(assembly), templates) if not _survives(m))
    for mutant in (*MUTANTS, *made):
        if ENVIRONMENT in mutant.environments:
            yield from _changed(mutant.line, templates, mutate(templates, mutant))
    for written in blind.MUTANTS:
        if written.environment == ENVIRONMENT and "survives" not in blind.EXCUSES.get(
            written.said, {}
        ):
            changes = Changes(templates, load(ENVIRONMENT))
            changes.make(written.row)
            yield from _changed(written.line, templates, changes.templates)


def _changed(line: str, before: ByStem, after: ByStem) -> Iterator[Given]:
    changed = [stem for stem in before if after[stem] is not before[stem]]
    if len(changed) == 1:
        yield Given(line, changed[0], after[changed[0]])


def _survives(mutant: Mutant) -> bool:
    missing = mutant.value is DELETE or mutant.value is None
    return missing and (mutant.control, mutant.where.removeprefix("Properties.")) in SURVIVORS
