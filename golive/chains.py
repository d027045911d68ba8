"""What a control requires: where that failed the control is skipped, where it is unknown so is it.

One failure, and as many skips as hang on it. Subjects are compared where both controls judge
the same resource; else the prerequisite counts as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from golive.about import of
from golive.controls.control import Control
from golive.judge import NO_GO, Verdict
from golive.rows import Row

SETTLED = {Verdict.NOT_APPLICABLE, Verdict.WAIVED}
"""Somebody answers for these already."""


class Chains:
    """The rows of controls, each found once, after what they require.

    A prerequisite that is not among `controls`, or is `aside`, it or its line, asks for nothing.
    """

    def __init__(
        self,
        find: Callable[[Control], Iterable[Row]],
        controls: Sequence[Control],
        aside: Collection[str] = (),
    ) -> None:
        self._find = find
        self._controls = {c.id: c for c in controls if not {c.id, c.line} & set(aside)}
        self._rows: dict[str, tuple[Row, ...]] = {}

    def rows(self, control: Control) -> tuple[Row, ...]:
        """Every subject of a control; what is required is judged before it."""
        if control.id not in self._rows:
            required = [self._controls[n] for n in of(control.id).requires if n in self._controls]
            before = {each.id: self.rows(each) for each in required}
            after = (_after(row, before) for row in self._find(control))
            self._rows[control.id] = tuple(after)
        return self._rows[control.id]


def _after(row: Row, before: dict[str, tuple[Row, ...]]) -> Row:
    """The row in the light of what it requires; its own failure or unknown beats an unknown."""
    said = [_said(row.subject, rows) for rows in before.values()]
    failed = next((each for each in said if each.verdict in NO_GO), None)
    unknown = next((each for each in said if each.verdict is Verdict.UNKNOWN), None)
    if row.verdict in SETTLED:
        return row
    if failed:
        how = "was skipped" if failed.verdict is Verdict.SKIPPED else "failed"
        finding = f"skipped: requires {failed.control}, which {how}"
        return _instead(row, Verdict.SKIPPED, finding, failed.control)
    if unknown is None or row.verdict in NO_GO or row.verdict is Verdict.UNKNOWN:
        return row
    finding = f"requires {unknown.control}, which is unknown: {unknown.finding}"
    return _instead(row, Verdict.UNKNOWN, finding, unknown.control)


def _said(subject: str, rows: Sequence[Row]) -> Row:
    """The worst of what is said of the same subject, or of all where none is the same."""
    order = list(Verdict)
    same = [row for row in rows if row.subject == subject]
    return max(same or rows, key=lambda row: order.index(row.verdict))


def _instead(row: Row, verdict: Verdict, finding: str, requires: str) -> Row:
    said = replace(row, verdict=verdict, finding=finding, requires=requires)
    return replace(said, property="", fix="", if_waived=None)
