"""Which alarms turn a composite alarm on (CloudWatch User Guide, Composite alarms)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from golive.model import Unknown

TOKEN = re.compile(
    r"""\s*(?:(?P<state>ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*
        (?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'|(?P<bare>[^\s"')]+))\s*\)
    |(?P<word>(?:NOT|AND|OR|TRUE|FALSE)\b|[()]))""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word or parenthesis, or a state with the alarm that it is asked of."""

    word: str
    alarm: str = ""


@lru_cache(maxsize=64)
def members(rule: str) -> tuple[str, ...] | Unknown:
    """The alarms, by name or ARN, of which each alone turns the composite on, each once.

    Nobody hears through the rule of an alarm that needs another, or only holds it back.
    """
    try:
        tokens = _tokens(rule)
        names = dict.fromkeys(token.alarm for token in tokens if token.alarm)
        if not names or _holds(tokens, ""):
            return ()
        return tuple(name for name in names if _holds(tokens, name))
    except ValueError as error:
        return Unknown(f"a composite's rule can't be read from {str(error)[:40]!r}")


def _tokens(rule: str) -> list[Token]:
    found: list[Token] = []
    end = 0
    while rest := rule[end:].strip():
        token = TOKEN.match(rule, end)
        if token is None:
            raise ValueError(rest)
        alarm = token["double"] or token["single"] or token["bare"] or ""
        found.append(Token(token["state"] or token["word"], alarm))
        end = token.end()
    return found


def _holds(tokens: list[Token], on: str) -> bool:
    """Whether the rule is true while this alarm is on and every other is OK."""
    left = list(tokens)
    value = _either(left, on)
    if left:
        raise ValueError(left[0].word)
    return value


def _either(left: list[Token], on: str) -> bool:
    value = _both(left, on)
    while left and left[0].word == "OR":
        left.pop(0)
        value = _both(left, on) or value
    return value


def _both(left: list[Token], on: str) -> bool:
    value = _single(left, on)
    while left and left[0].word == "AND":
        left.pop(0)
        value = _single(left, on) and value
    return value


def _single(left: list[Token], on: str) -> bool:
    word, alarm = left.pop(0) if left else Token("its end")
    match word:
        case "NOT":
            return not _single(left, on)
        case "(":
            value = _either(left, on)
            if not left or left.pop(0).word != ")":
                raise ValueError("(")
            return value
        case "ALARM":
            return alarm == on
        case "OK":
            return alarm != on
        case "TRUE" | "FALSE" | "INSUFFICIENT_DATA":
            return word == "TRUE"
        case _:
            raise ValueError(word)
