"""Where widgets stand: a screen of 1920 by 1080 shows 24 by 21 units without scrolling."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

COLUMNS, DEPTH = 24, 21
HEAD = 3
"""Height of what stands above the graphs."""
STRIP = 1
"""Height of a panel's name."""
TALL, LOW, TALLEST = 4, 3, 6
"""Heights of a graph: good to read, still to be read, and enough."""
ACROSS = (3, 4, 6, 8)
"""Graphs beside each other, the widest first."""

Widget = dict[str, Any]


def tiled(panels: Mapping[str, Sequence[Widget]], top: int) -> Iterator[Widget]:
    """The panels one below the other from `top` down, each with its name above its graphs.

    Graphs are as large as the screen allows; they fill each row from side to side.
    """
    across, height = _size([len(graphs) for graphs in panels.values()], DEPTH - top)
    y = top
    for panel, graphs in panels.items():
        yield {"type": "text", **place(0, y, COLUMNS, STRIP), "properties": _name(panel)}
        y += STRIP
        for row in evenly(graphs, across):
            yield from beside(row, y, height)
            y += height


def beside(widgets: Sequence[Widget], y: int, height: int) -> Iterator[Widget]:
    """Widgets of one row, as wide as each other to a unit."""
    narrow, wider = divmod(COLUMNS, len(widgets))
    x = 0
    for index, widget in enumerate(widgets):
        width = narrow + (index < wider)
        yield {"type": widget["type"], **place(x, y, width, height)} | widget
        x += width


def evenly(widgets: Sequence[Widget], across: int) -> Iterator[Sequence[Widget]]:
    """Rows of at most so many, none much shorter than another."""
    rows = math.ceil(len(widgets) / across)
    ends = [round(len(widgets) * i / rows) for i in range(rows + 1)]
    for start, end in pairwise(ends):
        yield widgets[start:end]


def place(x: int, y: int, width: int, height: int) -> Widget:
    """A widget's place, in units."""
    return {"x": x, "y": y, "width": width, "height": height}


def _size(counts: Sequence[int], depth: int) -> tuple[int, int]:
    """How many graphs stand beside each other, and how high they are."""
    left = depth - STRIP * len(counts)
    heights = {n: left // max(1, sum(math.ceil(c / n) for c in counts)) for n in ACROSS}
    for enough in (TALL, LOW, 1):
        for across, height in heights.items():
            if height >= enough:
                return across, min(height, TALLEST)
    return ACROSS[-1], 1


def _name(panel: str) -> Widget:
    return {"markdown": f"## {panel}", "background": "transparent"}
