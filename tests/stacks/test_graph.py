"""One graph for all things of a row, and panels that fit a screen however many rows they have."""

from __future__ import annotations

import re

import pytest

from baseline.graph import graph
from baseline.tiling import COLUMNS, DEPTH, HEAD, Widget, tiled
from golive.alarms import Watch, by_id
from golive.environments import load

THINGS = 30


def test_things_share_a_graph() -> None:
    """Each has its own inputs and its own result; thresholds that differ name their things."""
    row = by_id()["integrations-failing"]
    watches = [
        Watch(row, f"it-{n}", {"function": f"f{n}"}, {"error_rate": 0.01 if n else 0.05})
        for n in range(THINGS)
    ]
    shown = graph(watches, load("sandbox"))["properties"]
    results = [m[0] for m in shown["metrics"] if len(m) == 1]
    inputs = {m[-1]["id"]: m[3] for m in shown["metrics"] if len(m) > 1}
    assert [each["label"] for each in results] == [f"it-{n}" for n in range(THINGS)]
    for n, result in enumerate(results):
        used = set(re.findall(r"\b[a-z]\w*\b", result["expression"]))
        assert {inputs[id] for id in used} == {f"f{n}"}
    limits = {line["label"]: line["value"] for line in shown["annotations"]["horizontal"]}
    assert limits["critical: it-0"] == 0.05
    assert len(limits) == 2


@pytest.mark.parametrize("counts", [(1,), (7, 10), (5, 3, 8), (17, 4), (19, 7, 5), (24, 8, 8)])
def test_panels_fit_a_screen(counts: tuple[int, ...]) -> None:
    """Every graph is seen, each row is filled from side to side, and none is too low to read."""
    graphs: list[Widget] = [{"type": "metric", "properties": {}}] * max(counts)
    panels = {f"panel {n}": graphs[:count] for n, count in enumerate(counts)}
    widgets = [w for w in tiled(panels, HEAD) if w["type"] == "metric"]
    assert len(widgets) == sum(counts)
    assert max(w["y"] + w["height"] for w in widgets) <= DEPTH
    assert min(w["height"] for w in widgets) >= 3
    for y in {w["y"] for w in widgets}:
        assert sum(w["width"] for w in widgets if w["y"] == y) == COLUMNS
