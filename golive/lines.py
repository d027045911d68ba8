"""The lines of a run: each with its subjects, and the verdict of the worst of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from golive.chains import Chains
from golive.controls.control import Control
from golive.freshness import aged
from golive.judge import NO_SUBJECT, NOTHING_FOUND, Verdict, worst
from golive.plan import Line
from golive.rows import Row, of_complaint, settled
from golive.waivers.ledger import Ledger

TELLS_NOTHING = (NOTHING_FOUND, "the environment declares no ", "no feed yet: ")
"""How the reason of a row begins that is there only because its line asks for something."""


@dataclass(frozen=True, slots=True)
class Judge:
    """How the rows of a control are found; `stacks` are those read, None when all count.

    `controls` are all that can be judged on these sides, also those that others require;
    `elsewhere` are the lines of all others.
    """

    rows: Callable[[Control], Iterable[Row]]
    controls: Sequence[Control]
    ledger: Ledger
    now: datetime
    stacks: Collection[str] | None = None
    elsewhere: Collection[str] = ()

    def settled(self, control: Control) -> list[Row]:
        """Each subject with its waiver, unknown where its evidence is too old."""
        return [settled(aged(row, self.now), self.ledger) for row in self.rows(control)]


def judged_lines(
    lines: Iterable[Line], judge: Judge, not_applicable: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Each line as the run's data."""
    chains = Chains(judge.settled, judge.controls, not_applicable)
    return [_line(line, judge, chains, not_applicable.get(line.id, "")) for line in lines]


def _line(line: Line, judge: Judge, chains: Chains, aside: str) -> dict[str, Any]:
    controls = [control for control in judge.controls if control.line == line.id]
    rows = [row for control in controls for row in chains.rows(control)]
    if aside:
        rows = list(_aside(rows, aside))
    empty = Verdict.ON_ACCOUNT if line.id in judge.elsewhere else Verdict.NOT_BUILT
    identifiers = {control.id for control in controls}
    rows += map(of_complaint, judge.ledger.complaints(identifiers, judge.stacks))
    return {
        "id": line.id,
        "title": line.title,
        "marks": "".join(line.marks),
        "verdict": str(worst([row.verdict for row in rows] or [empty])),
        "subjects": [row.to_json() for row in rows],
    }


def _aside(rows: Iterable[Row], declared: str) -> Iterator[Row]:
    """A line declared not applicable, unless something is there, or nobody could look."""
    said = [row for row in rows if not _silent(row)]
    met = [row for row in said if row.subject != str(NO_SUBJECT)]
    if met:
        finding = f"is declared not applicable ({declared}), and {len(met)} subjects were found"
        yield Row("environment file", Verdict.FAILED, finding, fix="Delete the declaration.")
    elif not said:
        yield Row("environment file", Verdict.NOT_APPLICABLE, declared)
    yield from said


def _silent(row: Row) -> bool:
    """Whether a row tells of nothing: not found, not declared, or of a feed to come."""
    return row.verdict is Verdict.UNKNOWN and row.finding.startswith(TELLS_NOTHING)
