"""The lines of a run: each with its subjects, and the verdict of the worst of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from golive.chains import Chains
from golive.controls.control import Control
from golive.freshness import aged
from golive.judge import NO_SUBJECT, Verdict, worst
from golive.model import Reason
from golive.plan import Line
from golive.rows import Row, of_complaint, settled
from golive.waivers.ledger import Ledger

ALL = {Reason.UNDECLARED, Reason.UNFED, Reason.NOT_FOUND}
PART = {Reason.UNDECLARED, Reason.NOT_FOUND}
"""What says that nothing is there. Of a single control, what nothing records yet doesn't: it
would take a proof away from a line that applies."""


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
    """Each line as the run's data; `not_applicable` is of lines and of controls."""
    chains = Chains(judge.settled, judge.controls, not_applicable)
    return [_line(line, judge, chains, not_applicable) for line in lines]


def _line(
    line: Line, judge: Judge, chains: Chains, not_applicable: Mapping[str, str]
) -> dict[str, Any]:
    controls = [control for control in judge.controls if control.line == line.id]
    rows = [row for control in controls for row in _rows(control, chains, not_applicable)]
    if aside := not_applicable.get(line.id):
        rows = list(_aside(rows, aside, ALL))
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


def _rows(control: Control, chains: Chains, not_applicable: Mapping[str, str]) -> Iterable[Row]:
    rows = chains.rows(control)
    if aside := not_applicable.get(control.id):
        return _aside(rows, aside, PART, control.id)
    return rows


def _aside(
    rows: Iterable[Row], declared: str, silent: Collection[Reason], control: str = ""
) -> Iterator[Row]:
    """What is declared not applicable, unless something is there, or nobody could look."""
    said = [row for row in rows if not _silent(row, silent)]
    met = [row for row in said if row.verdict is not Verdict.UNKNOWN]
    if met:
        finding = f"is declared not applicable ({declared}), and {len(met)} subjects were found"
        fix = "Delete the declaration."
        yield Row("environment file", Verdict.FAILED, finding, control, fix=fix)
    elif not said:
        yield Row("environment file", Verdict.NOT_APPLICABLE, declared, control)
    yield from said


def _silent(row: Row, reasons: Collection[Reason]) -> bool:
    """Whether a row is there only because its line asks for something: nothing is."""
    nothing = row.verdict is Verdict.UNKNOWN or row.subject == str(NO_SUBJECT)
    return nothing and row.reason in reasons
