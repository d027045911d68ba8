"""What a control requires: where that failed the control is skipped, where it is unknown so is it.

One failure, and as many skips as hang on it. Subjects are compared where both controls judge
the same resource; else the prerequisite counts as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from golive.about import of
from golive.controls.control import Control
from golive.judge import NO_GO, Verdict, worst
from golive.rows import Row

SETTLED = {Verdict.NOT_APPLICABLE, Verdict.WAIVED}
"""Somebody answers for these already."""


class Chains:
    """The rows of controls, each found once, after what they require.

    A prerequisite that is not among `controls`, or whose line is `aside`, asks for nothing.
    """

    def __init__(
        self,
        find: Callable[[Control], Iterable[Row]],
        controls: Sequence[Control],
        aside: Collection[str] = (),
    ) -> None:
        self._find = find
        self._controls = {c.id: c for c in controls if c.line not in aside}
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
    said = {name: _said(row.subject, rows) for name, rows in before.items()}
    failed = [name for name, verdict in said.items() if verdict in NO_GO]
    unknown = [name for name, verdict in said.items() if verdict is Verdict.UNKNOWN]
    if row.verdict in SETTLED or not (failed or unknown):
        return row
    if failed:
        how = "was skipped" if said[failed[0]] is Verdict.SKIPPED else "failed"
        finding = f"skipped: requires {failed[0]}, which {how}"
        return _instead(row, Verdict.SKIPPED, finding, failed[0])
    if row.verdict in NO_GO or row.verdict is Verdict.UNKNOWN:
        return row
    finding = f"requires {unknown[0]}, which is unknown"
    return _instead(row, Verdict.UNKNOWN, finding, unknown[0])


def _said(subject: str, rows: Sequence[Row]) -> Verdict:
    same = [row.verdict for row in rows if row.subject == subject]
    return worst(same or [row.verdict for row in rows])


def _instead(row: Row, verdict: Verdict, finding: str, requires: str) -> Row:
    said = replace(row, verdict=verdict, finding=finding, requires=requires)
    return replace(said, property="", fix="", if_waived=None)
