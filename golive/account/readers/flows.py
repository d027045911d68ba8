"""The contact flows of the instance, read and judged by the lint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from golive.account.arns import INSTANCE
from golive.account.flows import Found, flows_of, linted
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.flows import FlowLint
from golive.flows.lint import Lint
from golive.model import Unknown


@reader(
    FlowLint,
    INSTANCE,
    unknown="ContactFlowSummaryList[].Name",
    secrets="ContactFlow.Content",
    branches="ContactFlow.Content",
    leftovers="ContactFlow.Content",
)
def flow_lint(read: Reading, subject: Resource) -> FlowLint:
    found = flows_of(read, subject.physical)
    lint = linted(read, subject.physical, found)
    return FlowLint(
        linted=tuple(sorted(flow.name for flow in found.flows.values())),
        unknown=tuple(sorted(found.unknown)),
        secure=tuple(sorted(f.name for f in read.environment.flows if f.secure_input)),
        secrets=_broken(lint, "4.3"),
        secrets_judged=_judged(lint, found, "4.3"),
        branches=_broken(lint, "2.4.3-5"),
        branches_judged=_judged(lint, found, "2.4.3-5"),
        leftovers=_broken(lint, "2.3.11"),
    )


def _broken(lint: Lint, line: str) -> tuple[str, ...]:
    return tuple(str(found) for found in lint.errors if found.about.line == line)


def _judged(lint: Lint, found: Found, line: str) -> bool:
    """True; Unknown with the first reason where something is out of sight."""
    unseen: Iterable[str] = (str(one) for one in lint.unjudged if one.line == line)
    if why := next(iter((*found.unread, *unseen)), ""):
        return cast(bool, Unknown(why))
    return True
