"""The rules of line 2.3.11 that are about a flow's content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from golive.flows.flow import Action, Flow, dynamic, objects
from golive.flows.rules import Finding
from golive.flows.secure import Judged
from golive.flows.walk import ways

TEST_WORDS = re.compile(
    r"\b(this is (just )?a test|test (call|flow|message|prompt)|testing,? (1|one)\b"
    r"|hello,? world|lorem ipsum|dummy|placeholder|to ?do:|fixme|x{4,})",
    re.IGNORECASE,
)
"""What only a test says; an ordinary prompt may well offer a test result."""

SPOKEN = ("Text", "SSML")
FUNCTION = re.compile(r":function:([^:]+)")


def judge(flow: Flow, patterns: Iterable[str], judged: Judged) -> None:
    """What tests have left in a flow; `patterns` are names that only tests have."""
    paths, wanted = ways(flow), tuple(patterns)
    for action in flow.actions.values():
        if action.id not in paths:
            text = f"is {action.type}, and nothing leads to it"
            judged.add(Finding("all-reached", flow.name, action.id, text))
        for rule, text in _left(action, wanted):
            judged.add(Finding(rule, flow.name, action.id, text, paths.get(action.id, ())))


def _left(action: Action, patterns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for spoken in _spoken(action):
        if found := TEST_WORDS.search(spoken):
            yield "no-test-content", f"says “{found.group(0)}”"
            break
    name = _function(action)
    if any(fnmatchcase(name.lower(), pattern.lower()) for pattern in patterns):
        yield "no-test-function", f"invokes the function {name}"


def _spoken(action: Action) -> Iterator[str]:
    for one in (action.parameters, *objects(action.parameters.get("Messages"))):
        yield from (str(one[key]) for key in SPOKEN if key in one)


def _function(action: Action) -> str:
    arn = action.parameters.get("LambdaFunctionARN")
    if action.type != "InvokeLambdaFunction" or dynamic(arn):
        return ""
    found = FUNCTION.search(str(arn))
    return found.group(1) if found else str(arn)
