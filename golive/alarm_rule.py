"""Which alarms turn a composite alarm on (CloudWatch User Guide, Composite alarms)."""

from __future__ import annotations

import re

from golive.model import Unknown

TOKEN = re.compile(
    r"""\s*(?:(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*
        (?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'|(?P<bare>[^\s"')]+))\s*\)
    |(?P<word>(?:NOT|AND|OR|TRUE|FALSE)\b|[()]))""",
    re.VERBOSE,
)

TURNS_ON = {"ALARM": True, "OK": False}
"""Whether the function, or its opposite, is true when the alarm is on."""


def members(rule: str) -> tuple[str, ...] | Unknown:
    """The alarms, by name or ARN, that turn the composite on when they go off, each once.

    An alarm under NOT only holds the composite back, so nobody hears of it through the rule.
    """
    found: dict[str, None] = {}
    positive, turned, end = [True], False, 0
    while rule[end:].strip():
        token = TOKEN.match(rule, end)
        if token is None:
            return Unknown(f"a composite's rule can't be read from {rule[end:].strip()[:40]!r}")
        end, word = token.end(), token["word"]
        if word == "(":
            positive.append(positive[-1] != turned)
        elif word == ")" and len(positive) > 1:
            positive.pop()
        elif TURNS_ON.get(token["state"]) == (positive[-1] != turned):
            found[token["double"] or token["single"] or token["bare"]] = None
        turned = word == "NOT" and not turned
    return tuple(found)
