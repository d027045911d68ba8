"""CloudWatch Logs' filter patterns for JSON events: read, held to their limits, evaluated.

Source: CloudWatch Logs User Guide, Using filter patterns to match terms in JSON log events, and
Filter pattern syntax (regular expressions, quotas). Patterns for plain text are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from sandbox import filter_terms as terms
from sandbox.filter_terms import InvalidPattern, Test

LONGEST = 1024
"""Characters (CloudWatch Logs API Reference, PutMetricFilter)."""
MOST_WILDCARDS = 3
MOST_REGEXES = 2
TOKEN = re.compile(
    r"""\s*(?:
      (?P<selector> \$ (?: \.[\w-]+ | \.\['[^']+'\] | \[\d+\] | \[\*\] | \.\* )+ )
    | (?P<text> "(?:[^"\\]|\\.)*" )
    | (?P<regex> %[^%]+% )
    | (?P<mark> && | \|\| | != | >= | <= | [{}()=<>] )
    | (?P<word> [\w.*+-]+ )
    )""",
    re.VERBOSE,
)
STEP = re.compile(r"\.([\w-]+)|\.\['([^']+)'\]|\[(\d+)\]|(\[\*\]|\.\*)")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
ORDERS: dict[str, Callable[[float, float], bool]] = {
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
}
CONSTANTS = {"NULL": None, "TRUE": True, "FALSE": False}


class Token(NamedTuple):
    """A piece of a pattern: what it is (a group of TOKEN) and what is written."""

    kind: str
    text: str


def read(pattern: str, *, absent_differs: bool = False) -> Test:
    """The test that a pattern is, for an event as `json.loads` gives it; or InvalidPattern.

    AWS doesn't say whether `!=` holds for a property that isn't there: `absent_differs` does.
    """
    if len(pattern) > LONGEST:
        raise InvalidPattern(f"{len(pattern)} characters, of {LONGEST}")
    reader = _Reader(list(_tokens(pattern)), absent_differs)
    test = reader.whole()
    reader.within_quotas()
    return test


def matches(pattern: str, message: str) -> bool:
    """Whether a log event matches; one that is not a JSON object never does."""
    try:
        event = json.loads(message)
    except ValueError:
        return False
    return isinstance(event, dict) and read(pattern)(event)


def _tokens(pattern: str) -> Iterator[Token]:
    at, end = 0, len(pattern.rstrip())
    while at < end:
        found = TOKEN.match(pattern, at)
        if found is None or found.lastgroup is None:
            raise InvalidPattern(f"can't be read from {pattern[at:].strip()[:20]!r}")
        yield Token(found.lastgroup, found.group(found.lastgroup))
        at = found.end()


class _Reader:
    """Recursive descent: parentheses bind before &&, && before ||."""

    def __init__(self, tokens: list[Token], absent_differs: bool) -> None:
        self.tokens, self.absent_differs = tokens, absent_differs
        self.at = self.wildcards = self.regexes = 0

    def whole(self) -> Test:
        self.expect("{")
        test = self.any_of()
        self.expect("}")
        if self.at < len(self.tokens):
            raise InvalidPattern(f"goes on after its end with {self.peek().text!r}")
        return test

    def within_quotas(self) -> None:
        for name, found, most in (
            ("wildcard selectors", self.wildcards, MOST_WILDCARDS),
            ("regular expressions", self.regexes, MOST_REGEXES),
        ):
            if found > most:
                raise InvalidPattern(f"{found} {name}, of {most}")

    def any_of(self) -> Test:
        tests = [self.all_of()]
        while self.accept("||"):
            tests.append(self.all_of())
        return lambda event: any(test(event) for test in tests)

    def all_of(self) -> Test:
        tests = [self.term()]
        while self.accept("&&"):
            tests.append(self.term())
        return lambda event: all(test(event) for test in tests)

    def term(self) -> Test:
        if self.accept("("):
            test = self.any_of()
            self.expect(")")
            return test
        token = self.take()
        if token.kind != "selector":
            raise InvalidPattern(f"has {token.text!r} where a property selector should be")
        return self.condition(self.selector(token.text))

    def selector(self, text: str) -> Callable[[Any], list[Any]]:
        steps = [found.groups() for found in STEP.finditer(text)]
        wild = sum(1 for *_, every in steps if every)
        if wild > 1:
            raise InvalidPattern(f"{text} has {wild} wildcards, of 1")
        self.wildcards += wild
        return partial(terms.selected, steps)

    def condition(self, selected: Callable[[Any], list[Any]]) -> Test:
        operator = self.take()
        if operator.text == "NOT":
            self.expect("EXISTS")
            return lambda event: not selected(event)
        if operator.text == "IS":
            word = self.take().text
            if word not in CONSTANTS:
                raise InvalidPattern(f"IS {word} is not supported")
            wanted = CONSTANTS[word]
            return lambda event: any(value is wanted for value in selected(event))
        if operator.text in ORDERS:
            limit, order = self.number(), ORDERS[operator.text]
            return lambda event: any(order(v, limit) for v in selected(event) if terms.is_number(v))
        if operator.text not in ("=", "!="):
            raise InvalidPattern(f"{operator.text} is not supported")
        return self.equality(selected, operator.text)

    def equality(self, selected: Callable[[Any], list[Any]], operator: str) -> Test:
        same = self.value()
        if operator == "=":
            return lambda event: any(same(value) for value in terms.comparable(selected(event)))

        def differs(event: Any) -> bool:
            found = terms.comparable(selected(event))
            return any(not same(value) for value in found) if found else self.absent_differs

        return differs

    def value(self) -> Test:
        token = self.take()
        if token.kind == "regex":
            self.regexes += 1
            return terms.regex(token.text[1:-1])
        if token.kind == "text":
            return terms.text(json.loads(token.text))
        if token.kind != "word":
            raise InvalidPattern(f"has {token.text!r} where a value should be")
        if NUMBER.fullmatch(token.text):
            number = float(token.text)
            return lambda found: found == number if terms.is_number(found) else found == token.text
        return terms.text(token.text)

    def number(self) -> float:
        token = self.take()
        if not NUMBER.fullmatch(token.text):
            raise InvalidPattern(f"{token.text!r} is not a number")
        return float(token.text)

    def peek(self) -> Token:
        if self.at == len(self.tokens):
            raise InvalidPattern("ends too early")
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def accept(self, text: str) -> bool:
        found = self.peek().text == text
        self.at += found
        return found

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise InvalidPattern(f"has {self.peek().text!r} where {text} should be")
