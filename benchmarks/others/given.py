"""The mutants as templates: each is the one stack that it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from golive.template import Templates
from tests.mutants.mechanical import SURVIVORS, mechanical
from tests.mutants.mutant import DELETE, Mutant, mutate
from tests.mutants.table import MUTANTS

Template = Mapping[str, Any]


class Given(NamedTuple):
    """One mutant: the stack that it changes, and that stack's template."""

    mutant: Mutant
    stack: str
    template: Template


def good(assembly: Path) -> dict[str, dict[str, Any]]:
    """The templates of an assembly by stem."""
    files = sorted(assembly.glob("*.template.json"))
    return {file.name.split(".")[0]: json.loads(file.read_text()) for file in files}


def given(assembly: Path) -> Iterator[Given]:
    """Every mutant that one of our controls kills; those that survive by right are left out."""
    templates = good(assembly)
    made = (m for m in mechanical(Templates.load(assembly), templates) if not _survives(m))
    for mutant in (*MUTANTS, *made):
        changed = mutate(templates, mutant)
        [stack] = (stem for stem in templates if changed[stem] is not templates[stem])
        yield Given(mutant, stack, changed[stack])


def _survives(mutant: Mutant) -> bool:
    missing = mutant.value is DELETE or mutant.value is None
    return missing and (mutant.control, mutant.where.removeprefix("Properties.")) in SURVIVORS
