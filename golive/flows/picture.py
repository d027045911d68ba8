"""A flow as an SVG picture with one path highlighted; no script, nothing from elsewhere.

Its colours are the classes of the page that holds it: `flows.css`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from golive.flows.actions import INPUT, about
from golive.flows.flow import NEXT, Action, Branch, Flow
from golive.flows.layout import Spot, spots
from golive.flows.rules import Step
from golive.flows.secrets import encrypts
from golive.flows.walk import taken

WIDE, HIGH = 216, 48
ACROSS, DOWN = 264, 96
MARGIN = 28
LONGEST = 26
ARROW = 7
BLOCKS = {
    INPUT: "Customer input",
    "MessageParticipant": "Play prompt",
    "MessageParticipantIteratively": "Loop prompts",
    "DisconnectParticipant": "Disconnect",
    "Compare": "Check attributes",
    "InvokeLambdaFunction": "Invoke function",
    "InvokeFlowModule": "Invoke module",
    "TransferToFlow": "Transfer to flow",
    "TransferContactToQueue": "Transfer to queue",
    "UpdateContactTargetQueue": "Set queue",
    "UpdateContactAttributes": "Set attributes",
}
Pairs = Mapping[tuple[str, str], str]


def picture(flow: Flow, path: Sequence[Step], wrong: str = "") -> str:
    """The flow with a path through it; `wrong` is the action that the finding is at."""
    here = [step for step in path if step.flow == flow.name]
    places = spots(flow, [step.action for step in here])
    walked = {(a.action, b.action): b.by for a, b in pairwise(here)}
    wide = 2 * MARGIN + WIDE + ACROSS * max((s.column for s in places.values()), default=0)
    high = 2 * MARGIN + HIGH + DOWN * max((s.row for s in places.values()), default=0)
    said = escape(f"{flow.name}: {' → '.join(step.action for step in here)}")
    parts = [*_edges(flow, places, walked), *_nodes(flow, places, here, wrong)]
    return (
        f'<svg class="flow" role="img" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'aria-label="{said}">{"".join(parts)}</svg>'
    )


def _edges(flow: Flow, places: Mapping[str, Spot], walked: Pairs) -> Iterator[str]:
    """What is not on the path first, so that the path lies over it."""
    aside: list[str] = []
    onto: list[str] = []
    for identifier, spot in places.items():
        for target, branches in _targets(flow.actions[identifier], places).items():
            by = walked.get((identifier, target))
            line = _edge(spot, places[target], branches, by)
            (aside if by is None else onto).append(line)
    yield from aside
    yield from onto


def _targets(action: Action, places: Mapping[str, Spot]) -> dict[str, list[Branch]]:
    found: dict[str, list[Branch]] = {}
    for branch in taken(action):
        if branch.target in places:
            found.setdefault(branch.target, []).append(branch)
    return found


def _edge(start: Spot, end: Spot, branches: Iterable[Branch], by: str | None) -> str:
    labels = list(dict.fromkeys(branch.label for branch in branches))
    kind = "walked" if by is not None else "error" if _all_errors(labels) else "way"
    title = escape(", ".join(labels))
    drawn = f'<path class="{kind}" d="{_curve(start, end)}"><title>{title}</title></path>'
    said = by if by is not None else ""
    if said in ("", NEXT):
        return drawn
    x, y = _below(start)
    return f'{drawn}<text class="by" x="{x + 10}" y="{y + 28}">{escape(_short(said))}</text>'


def _all_errors(labels: Iterable[str]) -> bool:
    return all(label.startswith("error ") for label in labels)


def _curve(start: Spot, end: Spot) -> str:
    """Downward from below to above, between neighbours through the gap, else round the right."""
    if end.row > start.row:
        (x, y), (u, v) = _below(start), _above(end)
        bend = (v - y) / 2
        return f"M{x} {y}C{x} {y + bend} {u} {v - bend} {u} {v - ARROW}"
    if abs(end.column - start.column) == 1:
        right = end.column > start.column
        (x, y), (u, v) = (_right(start), _left(end)) if right else (_left(start), _right(end))
        u += -ARROW if right else ARROW
        return f"M{x} {y}C{u} {y} {x} {v} {u} {v}"
    (x, y), (u, v) = _right(start), _right(end)
    out = max(x, u) + 44
    return f"M{x} {y}C{out} {y} {out} {v} {u + ARROW} {v}"


def _corner(spot: Spot) -> tuple[int, int]:
    return MARGIN + ACROSS * spot.column, MARGIN + DOWN * spot.row


def _below(spot: Spot) -> tuple[int, int]:
    x, y = _corner(spot)
    return x + WIDE // 2, y + HIGH


def _above(spot: Spot) -> tuple[int, int]:
    x, y = _corner(spot)
    return x + WIDE // 2, y


def _right(spot: Spot) -> tuple[int, int]:
    x, y = _corner(spot)
    return x + WIDE, y + HIGH // 2


def _left(spot: Spot) -> tuple[int, int]:
    x, y = _corner(spot)
    return x, y + HIGH // 2


def _nodes(
    flow: Flow, places: Mapping[str, Spot], path: Sequence[Step], wrong: str
) -> Iterator[str]:
    on = {step.action for step in path}
    for identifier, spot in places.items():
        action, (x, y) = flow.actions[identifier], _corner(spot)
        kind = " ".join(["node", *_kinds(action, identifier in on, identifier == wrong)])
        yield (
            f'<g class="{kind}"><title>{escape(f"{action.type} {identifier}")}</title>'
            f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6"/>'
            f'<text x="{x + 12}" y="{y + 20}" class="type">{escape(_short(_named(action)))}</text>'
            f'<text x="{x + 12}" y="{y + 37}" class="id">{escape(_short(identifier))}</text></g>'
        )


def _kinds(action: Action, on_path: bool, wrong: bool) -> Iterator[str]:
    known = about(action)
    if encrypts(action):
        yield "secret"
    if known is not None and known.ends:
        yield "end"
    if on_path:
        yield "on"
    if wrong:
        yield "wrong"


def _named(action: Action) -> str:
    """What the console calls a block, with what it switches."""
    if encrypts(action):
        return "Secure input"
    match action.type:
        case "UpdateFlowLoggingBehavior":
            return f"Logging: {action.parameters.get('FlowLoggingBehavior')}"
        case "UpdateContactRecordingBehavior":
            people = action.within("RecordingBehavior").get("RecordedParticipants")
            return f"Recording: {'Enabled' if people else 'Disabled'}"
        case other:
            return BLOCKS.get(other, other)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
