"""Where each action of a flow is drawn: the path straight down, the rest beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from golive.flows.flow import Flow
from golive.flows.walk import taken


class Spot(NamedTuple):
    """Counted from the top left; the path is in column 0."""

    row: int
    column: int


def spots(flow: Flow, path: Sequence[str]) -> Mapping[str, Spot]:
    """A spot for each action that can be reached, or is on the path; no two are the same."""
    rows = _rows(flow, path)
    placed = {action: Spot(row, 0) for action, row in rows.items() if action in path}
    taken_up = {spot.row: 1 for spot in placed.values()}
    for action, row in sorted(rows.items(), key=lambda item: item[1]):
        if action not in placed:
            column = max(1, taken_up.get(row, 1))
            placed[action] = Spot(row, column)
            taken_up[row] = column + 1
    return placed


def _rows(flow: Flow, path: Sequence[str]) -> Mapping[str, int]:
    """The path's own order; the rest one row below what first leads to it."""
    rows = {action: row for row, action in enumerate(dict.fromkeys(path))}
    waiting = [*rows, *([] if flow.start in rows else [flow.start])]
    rows.setdefault(flow.start, 0)
    for action in waiting:
        if action not in flow.actions:
            continue
        for branch in taken(flow.actions[action]):
            if branch.target in flow.actions and branch.target not in rows:
                rows[branch.target] = rows[action] + 1
                waiting.append(branch.target)
    return {action: row for action, row in rows.items() if action in flow.actions}
