"""The rules of line 2.4.3-5: every branch is wired, every path ends, nothing spins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from golive.flows.actions import INPUT, about
from golive.flows.flow import VERSION, Action, Flow
from golive.flows.loops import loops
from golive.flows.rules import Finding, Step, Unjudged
from golive.flows.secure import LINE as SECURE
from golive.flows.secure import Judged
from golive.flows.walk import ways

LINE = "2.4.3-5"
MOST_ACTIONS = 250
"""API Reference, example flow: no more than 250 actions."""


def judge(flow: Flow, judged: Judged) -> None:
    """What is wrong with the graph of one flow."""
    paths = ways(flow)
    for rule, action, text in _wrong(flow, paths):
        judged.add(Finding(rule, flow.name, action, text, paths.get(action, ())))
    for text in _unjudged(flow):
        for line in (SECURE, LINE):
            judged.unjudged[Unjudged(line, flow.name, text)] = None


def _wrong(flow: Flow, paths: Mapping[str, tuple[Step, ...]]) -> Iterator[tuple[str, str, str]]:
    if flow.start not in flow.actions:
        yield "start-exists", "", f"starts at {flow.start or 'nothing'}, which it doesn't have"
    for identifier in flow.repeated:
        yield "identifiers-unique", identifier, "is the identifier of more than one action"
    if len(flow.actions) > MOST_ACTIONS:
        yield "few-actions", "", f"has {len(flow.actions)} actions, {MOST_ACTIONS} at most"
    for action in flow.actions.values():
        if action.id in paths:
            for rule, text in _branches(action, flow):
                yield rule, action.id, text
    for rule, circle, text in loops(flow, set(paths)):
        yield rule, circle[0], f"{' → '.join([*circle, circle[0]])} {text}"


def _branches(action: Action, flow: Flow) -> Iterator[tuple[str, str]]:
    lost = [branch for branch in action.branches if branch.target not in flow.actions]
    for branch in lost:
        where = f"{branch.target}, which is not there" if branch.target else "nothing"
        yield "targets-exist", f"its branch {branch.label} leads to {where}"
    known = about(action)
    if known is None:
        return
    if missing := [error for error in known.errors if error not in action.errors]:
        yield "errors-wired", f"has no branch for {_listed(missing)}"
    if missing := [error for error in known.advised if error not in action.errors]:
        yield "errors-advised", f"has no branch for {_listed(missing)}"
    if missing := [one for one in known.conditions if one not in action.conditions]:
        yield "conditions-wired", f"has no branch for the result {_listed(missing)}"
    if not known.ends and not any(not branch.error for branch in action.branches):
        yield "no-dead-end", f"is {_type(action)}, and has no next action"


def _listed(words: Iterable[str]) -> str:
    return " and ".join(words)


def _type(action: Action) -> str:
    return "an input" if action.type == INPUT else action.type


def _unjudged(flow: Flow) -> Iterator[str]:
    if flow.version != VERSION:
        yield f"is in version {flow.version or 'unknown'} of the Flow language, not {VERSION}"
    unknown = sorted({a.type for a in flow.actions.values() if about(a) is None})
    for type_ in unknown:
        yield f"has an action of type {type_}, which the lint doesn't know"
