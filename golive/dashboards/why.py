"""Why a graph has nothing to draw: it is said in the graph, for an empty one looks like calm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from golive.alarms import expects
from golive.dashboards.asked import Line


class Why(NamedTuple):
    """The reason, and how it is meant: `go` nothing is wrong, `aside` not known, `unsure` look."""

    text: str
    tone: str


NOTHING = {
    "failure": ("No failure in {span}.", "go"),
    "traffic": ("No traffic in {span}.", "aside"),
    "always": ("Silent for {span}, and should not be.", "unsure"),
}
"""By when a metric has data: on failure only, with contacts, at any time."""
UNKNOWN = "No datapoint in {span}."


def why(lines: Sequence[Line], span: str) -> Why:
    """Why none of the lines has data; `span` is such as `3 hours`."""
    found = {expects(*line.metric) for line in lines if line.metric[0]}
    if len(found) == 1 and (expected := found.pop()):
        text, tone = NOTHING[expected]
        return Why(text.format(span=span), tone)
    return Why(UNKNOWN.format(span=span), "unsure")
