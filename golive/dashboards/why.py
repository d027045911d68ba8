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
    "failure": ("No failure {span}: there is data only when something fails.", "go"),
    "traffic": ("No traffic {span}: there is data only while contacts are handled.", "aside"),
    "always": ("Nothing {span}, and there should be: what publishes it stands still.", "unsure"),
}
UNKNOWN = "No data {span}: CloudWatch has no datapoint of this name and these dimensions."


def why(lines: Sequence[Line], span: str) -> Why:
    """Why none of the lines has data; `span` is such as `in 3 hours`."""
    found = {expects(*line.metric) for line in lines if line.metric[0]}
    if len(found) == 1 and (expected := found.pop()):
        text, tone = NOTHING[expected]
        return Why(text.format(span=span), tone)
    return Why(UNKNOWN.format(span=span), "unsure")
