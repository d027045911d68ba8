"""Lines 4.3, 2.4.3-5 and 2.3.11: what the lint says of the flows that callers go through."""

from __future__ import annotations

from golive.controls.control import Finding, control
from golive.facts.flows import FlowLint
from golive.model import Side

MOST_TOLD = 3
"""Findings that one sentence names; `golive flows lint` tells all, with their paths."""


@control("4.3", FlowLint, fix="Do what `golive flows lint --env NAME` says of each path.")
def secure_flows_sealed(lint: FlowLint, side: Side) -> Finding | None:
    """In secure flows what is entered is encrypted, with logging off and recording suspended."""
    if missing := [name for name in lint.secure if name in lint.unknown]:
        return Finding("unknown", f"has no flow called {', '.join(missing)}, declared secure")
    if lint.secrets:
        return Finding("secrets", _told(lint.secrets))
    return _settled(lint.secrets_judged)


@control("2.4.3-5", FlowLint, fix="Do what `golive flows lint --env NAME` says of each branch.")
def flows_wired(lint: FlowLint, side: Side) -> Finding | None:
    """In every flow that callers go through all branches are wired, and every path ends."""
    if lint.unknown:
        return Finding("unknown", f"has no flow called {', '.join(lint.unknown)}")
    if lint.branches:
        return Finding("branches", _told(lint.branches))
    return _settled(lint.branches_judged)


@control("2.3.11", FlowLint, fix="Write what callers should hear, invoke what production runs.")
def flows_hold_no_test(lint: FlowLint, side: Side) -> Finding | None:
    """No flow that callers go through speaks a test's words or invokes a test's function."""
    if lint.leftovers:
        return Finding("leftovers", _told(lint.leftovers))
    if lint.unknown:
        return Finding("unknown", f"has no flow called {', '.join(lint.unknown)}")
    return _settled(lint.branches_judged)


def _told(broken: tuple[str, ...]) -> str:
    more = f"; and {len(broken) - MOST_TOLD} more" if len(broken) > MOST_TOLD else ""
    return f"has flows that break rules: {'; '.join(broken[:MOST_TOLD])}{more}"


def _settled(judged: bool) -> None:
    """Nothing: reading the field was the question, for it raises where something is unseen."""
    assert judged
