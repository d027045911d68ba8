"""Every way that a contact can take, with what is switched on along it: breadth first.

Modules are entered and left with the state of the contact, transfers lead on with it; what isn't
among the given flows is told, never passed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from golive.flows.actions import about
from golive.flows.flow import NEXT, Action, Branch, Flow
from golive.flows.library import INVOKES, Library
from golive.flows.rules import Step
from golive.flows.state import State, after, tried, unseen

DEEPEST = 5
"""Administrator Guide, flow modules: up to five levels of nesting."""

MOST_PLACES = 20_000
RETURNS = "EndFlowModuleExecution"


class Place(NamedTuple):
    """A contact before an action; `callers` are the actions that invoked the modules it is in."""

    flow: Flow
    action: str
    state: State
    callers: tuple[tuple[Flow, str], ...] = ()


@dataclass
class Walk:
    """`came` maps each place to the one before it and the branch taken; `gaps` are unseen parts."""

    came: dict[Place, tuple[Place, str] | None] = field(
        default_factory=dict[Place, tuple[Place, str] | None]
    )
    gaps: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None])

    def path(self, place: Place) -> tuple[Step, ...]:
        """The shortest way to a place."""
        steps: list[Step] = []
        at: Place | None = place
        while at is not None:
            before = self.came[at]
            steps.append(Step(at.flow.name, at.action, before[1] if before else ""))
            at = before[0] if before else None
        return tuple(reversed(steps))


def walk(entry: Flow, library: Library) -> Walk:
    """Every place that a contact which enters a flow can come to."""
    found = Walk()
    start = Place(entry, entry.start, State())
    if entry.start not in entry.actions:
        return found
    found.came[start] = None
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        for label, following in _next(place, library, found.gaps):
            if following not in found.came:
                found.came[following] = (place, label)
                waiting.append(following)
        if len(found.came) > MOST_PLACES:
            found.gaps[entry.name, "has too many ways through it to follow them all"] = None
            break
    return found


def _next(
    place: Place, library: Library, gaps: dict[tuple[str, str], None]
) -> Iterator[tuple[str, Place]]:
    flow, action = place.flow, place.flow.actions[place.action]
    among = library.takes_secrets(flow)
    done = after(action, place.state, among)
    failed = tried(action, place.state, among)
    called = library.called(action)
    if isinstance(called, str):
        gaps[flow.name, called] = None
        done = unseen(done)
    if isinstance(called, Flow) and called.start in called.actions:
        yield from _entered(place, called, action, done, gaps)
    elif action.type == RETURNS:
        yield from _returned(place, done)
    for branch in taken(action):
        if branch.target in flow.actions and (branch.error or not isinstance(called, Flow)):
            state = failed if branch.failed else done
            yield branch.label, place._replace(action=branch.target, state=state)


def _entered(
    place: Place, called: Flow, action: Action, state: State, gaps: dict[tuple[str, str], None]
) -> Iterator[tuple[str, Place]]:
    """A transfer leaves for good; a module comes back."""
    callers = (*place.callers, (place.flow, place.action)) if action.type == INVOKES else ()
    if len(callers) > DEEPEST:
        gaps[place.flow.name, f"{action.id} nests modules deeper than {DEEPEST} levels"] = None
        return
    yield f"enters {called.name}", Place(called, called.start, state, callers)


def _returned(place: Place, state: State) -> Iterator[tuple[str, Place]]:
    """A module's end leads to what follows the block that invoked it."""
    if not place.callers:
        return
    flow, caller = place.callers[-1]
    for branch in flow.actions[caller].branches:
        if not branch.error and branch.target in flow.actions:
            yield f"returns to {flow.name}", Place(flow, branch.target, state, place.callers[:-1])


def ways(flow: Flow) -> Mapping[str, tuple[Step, ...]]:
    """The shortest way to each action of one flow, whatever is switched on."""
    if flow.start not in flow.actions:
        return {}
    found: dict[str, tuple[Step, ...]] = {flow.start: (Step(flow.name, flow.start, ""),)}
    waiting = deque([flow.start])
    while waiting:
        at = waiting.popleft()
        for branch in taken(flow.actions[at]):
            if branch.target in flow.actions and branch.target not in found:
                found[branch.target] = (*found[at], Step(flow.name, branch.target, branch.label))
                waiting.append(branch.target)
    return found


def taken(action: Action) -> Iterator[Branch]:
    """The branches that a contact can take; what succeeded in ending has no next action.

    The console writes one there all the same, a copy of the error's.
    """
    known = about(action)
    ends = known is not None and known.ends
    yield from (b for b in action.branches if not (ends and b.label == NEXT))
