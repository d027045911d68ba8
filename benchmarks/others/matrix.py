"""Control by mutant: how many of each kind it kills, and what else the same change breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from golive.controls import catalogue
from golive.template import Templates
from tests.controls.every import ABSENT, WRONG
from tests.live.mutant import mutants as live
from tests.mutants import test_blind as blind
from tests.mutants.every import ALSO, MUTANTS
from tests.mutants.mechanical import mechanical

HEAD = """
## Control by mutant

How many changes each control is seen to find, by where they are made: in a template by hand, in
a template at each property that the control reads, on the running sandbox by public calls, in the
facts. `also` are the other controls that such a change breaks too; no further one may be blamed.

| control | by hand | made | running | facts | also |
|---|---:|---:|---:|---:|---|
"""
BLIND = """
## Written without seeing the controls

Changes of templates that break what a line claims, written before their author had seen a control
(tests/mutants/blind). Each is found by its own line, or has its reason in
[excuses.yaml](../tests/mutants/excuses.yaml).

| line | mutants | found by it | by another line that is right to | by none, with a reason |
|---|---:|---:|---:|---:|
"""


def matrix(assembly: Path, templates: dict[str, dict[str, object]]) -> Iterator[str]:
    """The two tables."""
    made = Counter(m.control for m in mechanical(Templates.load(assembly), templates))
    by_hand = Counter(mutant.control for mutant in MUTANTS)
    running = Counter(mutant.control for mutant in live())
    facts = Counter(row[0] for row in (*WRONG, *ABSENT))
    yield HEAD
    for name in catalogue():
        counts = [table[name] or "" for table in (by_hand, made, running, facts)]
        also = ", ".join(f"`{other}`" for other in ALSO.get(name, ()))
        yield f"| `{name}` | {' | '.join(map(str, counts))} | {also} |\n"
    yield BLIND
    for line in blind.LINES:
        yield _blind(line)


def _blind(line: str) -> str:
    mutants = [mutant for mutant in blind.MUTANTS if mutant.line == line]
    excuses = [blind.EXCUSES.get(mutant.said, {}) for mutant in mutants]
    none = sum("survives" in excuse for excuse in excuses)
    instead = sum("instead" in excuse for excuse in excuses)
    found = len(mutants) - none - instead
    return f"| {line} | {len(mutants)} | {found} | {instead} | {none} |\n"
