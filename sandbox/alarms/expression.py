"""Metric math, as far as alarms of ours use it; what is not known is refused.

Source: CloudWatch User Guide, Using math expressions with CloudWatch metrics. A number stands for
each period; what only one of two series has makes the other's 0, and so does a true condition of
IF; where both lack a datapoint, or one is divided by 0, there is none.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Values

Part = float | Values
Number = Callable[[float, float], float | None]


def _divided(left: float, right: float) -> float | None:
    return left / right if right else None


OPERATIONS: dict[type[ast.AST], Number] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _divided,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
TOGETHER: dict[str, Callable[[Sequence[float]], float]] = {
    "SUM": sum,
    "MIN": min,
    "MAX": max,
    "AVG": lambda numbers: sum(numbers) / len(numbers),
}


@lru_cache(maxsize=256)
def parsed(expression: str) -> ast.expr:
    """The tree; CannotEvaluate where it can't be one."""
    try:
        return ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError) as wrong:
        raise CannotEvaluate(f"the sandbox can't read the expression {expression}") from wrong


def evaluated(expression: str, inputs: Mapping[str, Values]) -> Values:
    """A time series, from those of the inputs by their ids."""
    found = _Math(inputs).of(parsed(expression))
    if isinstance(found, list):
        return found
    raise CannotEvaluate(f"{expression} is one number: an alarm watches a time series")


class _Math:
    def __init__(self, inputs: Mapping[str, Values]) -> None:
        self.inputs = inputs

    def of(self, node: ast.expr) -> Part:
        match node:
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.Name(id=name) if name in self.inputs:
                return self.inputs[name]
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return _each(operator.sub, 0.0, self.of(inner))
            case ast.BinOp(left=left, op=how, right=right) if type(how) in OPERATIONS:
                return _each(OPERATIONS[type(how)], self.of(left), self.of(right))
            case ast.Compare(left=left, ops=[how], comparators=[right]) if type(how) in OPERATIONS:
                return _each(OPERATIONS[type(how)], self.of(left), self.of(right))
            case ast.Call(func=ast.Name(id=name), args=given, keywords=[]):
                return self.call(name, given)
            case _:
                raise CannotEvaluate(f"the sandbox doesn't know {ast.unparse(node)}")

    def call(self, name: str, given: list[ast.expr]) -> Part:
        match name, given:
            case "IF", [condition, *ways] if len(ways) in (1, 2):
                return _chosen(self.of(condition), [self.of(way) for way in ways])
            case "FILL", [series, ast.Name(id="REPEAT")]:
                return _repeated(self.series(series))
            case "FILL", [series, filler]:
                return _filled(self.series(series), self.of(filler))
            case (("SUM" | "MIN" | "MAX" | "AVG"), [ast.List(elts=several)]):
                return _across(TOGETHER[name], [self.series(each) for each in several])
            case (
                ("SUM" | "MIN" | "MAX" | "AVG"),
                [ast.Call(func=ast.Name(id="METRICS"), args=[])],
            ):
                return _across(TOGETHER[name], [*self.inputs.values()])
            case (("SUM" | "MIN" | "MAX" | "AVG"), [series]):
                numbers = [value for value in self.series(series) if value is not None]
                return float(TOGETHER[name](numbers)) if numbers else self.nothing
            case _:
                raise CannotEvaluate(f"the sandbox doesn't know {name} of {len(given)}")

    def series(self, node: ast.expr) -> Values:
        found = self.of(node)
        return found if isinstance(found, list) else [found] * self.periods

    @property
    def nothing(self) -> Values:
        return [None] * self.periods

    @property
    def periods(self) -> int:
        return len(next(iter(self.inputs.values()), ()))


def _pairs(left: Part, right: Part) -> list[tuple[float | None, float | None]]:
    """Two parts by period; a number stands for each."""
    length = len(left) if isinstance(left, list) else len(right) if isinstance(right, list) else 1
    sides = [part if isinstance(part, list) else [part] * length for part in (left, right)]
    return [*zip(*sides, strict=True)]


def _each(how: Number, left: Part, right: Part) -> Part:
    pairs = _pairs(left, right)
    if isinstance(left, list) and isinstance(right, list):
        pairs = [
            pair if pair == (None, None) else (pair[0] or 0.0, pair[1] or 0.0) for pair in pairs
        ]
    made = [_one(how, a, b) for a, b in pairs]
    if isinstance(left, list) or isinstance(right, list):
        return made
    if made[0] is None:
        raise CannotEvaluate("the expression divides by 0 whatever the metrics are")
    return made[0]


def _one(how: Number, left: float | None, right: float | None) -> float | None:
    found = None if left is None or right is None else how(left, right)
    return None if found is None else float(found)


def _chosen(condition: Part, ways: list[Part]) -> Part:
    """What IF gives: its second way where the condition is 0, nothing where there is no second,
    and 0 where the condition holds and its first way has no datapoint."""
    if not isinstance(condition, list):
        raise CannotEvaluate("the sandbox knows IF over time series only")
    yes = _pairs(condition, ways[0])
    no = _pairs(condition, ways[1]) if ways[1:] else [(None, None)] * len(yes)
    return [
        None if held is None else (first or 0.0) if held else second
        for (held, first), (_, second) in zip(yes, no, strict=True)
    ]


def _filled(series: Values, filler: Part) -> Values:
    return [given if value is None else value for value, given in _pairs(series, filler)]


def _repeated(series: Values) -> Values:
    """The last value before each gap; before the first there is none."""
    made: Values = []
    for value in series:
        made.append(value if value is not None else made[-1] if made else None)
    return made


def _across(how: Callable[[Sequence[float]], float], several: list[Values]) -> Values:
    """Over the series that have a datapoint in a period."""
    periods = zip(*several, strict=True)
    found = [[value for value in values if value is not None] for values in periods]
    return [float(how(numbers)) if numbers else None for numbers in found]
