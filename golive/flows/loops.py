"""Loops of a flow that never end, and those that go round without the caller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from golive.flows.actions import about
from golive.flows.flow import Action, Flow
from golive.flows.walk import taken

Edges = Mapping[str, list[str]]
COUNTED = "= ContinueLooping"


def loops(flow: Flow, reached: set[str]) -> Iterator[tuple[str, list[str], str]]:
    """The rule, the actions of one round, and what is wrong with it."""
    every = _edges(flow, reached, _followed)
    for group in _groups(_only(every, reached - _ending(flow, every))):
        yield "every-path-ends", _round(every, group[0], set(group)), "has no way out"
    idle = _edges(flow, reached, _idle)
    for group in _groups(idle):
        yield _spinning(flow, idle, group)


def _spinning(flow: Flow, idle: Edges, group: list[str]) -> tuple[str, list[str], str]:
    """A round over an error branch goes on for as long as the error does."""
    among = set(group)
    for identifier in group:
        for branch in taken(flow.actions[identifier]):
            if branch.failed and branch.target in among:
                back = _way(idle, branch.target, identifier, among)
                return "no-spinning", back, f"goes round for as long as there is {branch.error}"
    return "no-polling", _round(idle, group[0], among), "goes round without a wait or a counter"


def _followed(action: Action) -> list[str]:
    return [branch.target for branch in taken(action)]


def _idle(action: Action) -> list[str]:
    """Where an action leads at once, and without counting."""
    known = about(action)
    if known is None or known.holds:
        return []
    return [b.target for b in taken(action) if action.type != "Loop" or b.label != COUNTED]


def _edges(flow: Flow, among: set[str], out: Callable[[Action], list[str]]) -> Edges:
    return {a: [t for t in out(flow.actions[a]) if t in among] for a in sorted(among)}


def _only(edges: Edges, among: set[str]) -> Edges:
    return {a: [t for t in out if t in among] for a, out in edges.items() if a in among}


def _ending(flow: Flow, edges: Edges) -> set[str]:
    """The actions from which an end, a dead end or an action unheard of can be reached."""
    found = {a for a, out in edges.items() if not out or _ends(flow.actions[a])}
    return _reached(_turned(edges), found)


def _ends(action: Action) -> bool:
    known = about(action)
    return known is None or known.ends


def _turned(edges: Edges) -> Edges:
    before: dict[str, list[str]] = {a: [] for a in edges}
    for a, out in edges.items():
        for target in out:
            before[target].append(a)
    return before


def _reached(edges: Edges, start: Iterable[str]) -> set[str]:
    found = set(start)
    waiting = list(found)
    while waiting:
        for target in edges[waiting.pop()]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _groups(edges: Edges) -> Iterator[list[str]]:
    """The actions that lead to each other, group by group; those in no round are in none."""
    before, told = _turned(edges), set[str]()
    for start in edges:
        if start in told:
            continue
        group = _reached(edges, [start]) & _reached(before, [start])
        told |= group
        if len(group) > 1 or start in edges[start]:
            yield sorted(group)


def _round(edges: Edges, start: str, among: set[str]) -> list[str]:
    """The shortest way from an action back to itself."""
    ways = [_way(edges, t, start, among) for t in edges[start] if t in among]
    shortest = min(ways, key=len)
    return [shortest[-1], *shortest[:-1]]


def _way(edges: Edges, start: str, end: str, among: set[str]) -> list[str]:
    """The shortest way from one action of a group to another."""
    came: dict[str, str] = {}
    waiting = [start]
    for at in waiting:
        if at == end:
            break
        for target in edges[at]:
            if target in among and target != start and target not in came:
                came[target] = at
                waiting.append(target)
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]
