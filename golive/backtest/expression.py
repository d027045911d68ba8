"""Metric math, as far as alarms of ours use it: parsed once, anything else refused.

What is missing is as the CloudWatch User Guide says (Using metric math): in arithmetic and in
comparisons of two series, a value that only one of them has makes the other's 0; a division by
zero is no datapoint; IF of a true condition gives 0 for a missing value, else no datapoint.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from golive.backtest.states import Values

Series = Mapping[str, Values]
Value = Values | float
Made = Callable[[Series], Value]
REPEAT = "REPEAT"


class BadExpression(ValueError):
    """Metric math that isn't known here; the message says which part."""


def parsed(text: str) -> tuple[Callable[[Series], Values], tuple[str, ...]]:
    """What reckons an expression from its metrics, by id; and the ids. Raises BadExpression."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise BadExpression(
            f"{text!r} is not metric math that is known here: {error.msg}"
        ) from None
    made = _made(tree.body)
    words = {*FUNCTIONS, REPEAT}
    named = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id not in words]
    names = tuple(dict.fromkeys(named))
    if not names:
        raise BadExpression(f"{text!r} names no metric")
    return lambda series: _whole(made(series), series[names[0]]), names


def _whole(value: Value, like: Values) -> Values:
    return value if isinstance(value, np.ndarray) else np.full(like.shape, value)


def _made(node: ast.expr) -> Made:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return lambda series: float(number)
        case ast.Name(id=name) if name[0].islower():
            return lambda series: series[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _made(operand)
            return lambda series: -inner(series)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            return _binary(ARITHMETIC[type(op)], _made(left), _made(right))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARED:
            return _binary(COMPARED[type(op)], _made(left), _made(right))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](args)
        case _:
            raise BadExpression(f"metric math that is not known here: {ast.unparse(node)}")


def _binary(of: Callable[[Any, Any], Any], left: Made, right: Made) -> Made:
    def made(series: Series) -> Value:
        one, other = left(series), right(series)
        missing = np.isnan(one) | np.isnan(other)
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
            missing = np.isnan(one) & np.isnan(other)
            one, other = np.nan_to_num(one), np.nan_to_num(other)
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.asarray(of(one, other), dtype=np.float64)
        kept = np.where(missing | ~np.isfinite(found), np.nan, found)
        return kept if kept.ndim else float(kept)

    return made


def _if(args: list[ast.expr]) -> Made:
    if len(args) != 3:
        raise BadExpression("IF is known here with a condition and two values")
    condition, yes, no = (_made(arg) for arg in args)

    def made(series: Series) -> Value:
        asked = np.asarray(condition(series))
        true = np.nan_to_num(yes(series))
        return np.where(np.isnan(asked), np.nan, np.where(asked != 0, true, no(series)))

    return made


def _fill(args: list[ast.expr]) -> Made:
    match args:
        case [series, ast.Name(id="REPEAT")]:
            inner = _made(series)
            return lambda given: _repeated(np.asarray(inner(given)))
        case [series, filler] if not isinstance(filler, ast.Name):
            inner, value = _made(series), _made(filler)
            return lambda given: _filled(np.asarray(inner(given)), value(given))
        case _:
            raise BadExpression("FILL is known here with a number or REPEAT")


def _filled(values: Values, filler: Value) -> Values:
    return np.where(np.isnan(values), filler, values)


def _repeated(values: Values) -> Values:
    """The newest value before; nothing where there is none yet."""
    places = np.where(np.isnan(values), 0, np.arange(len(values)))
    return values[np.maximum.accumulate(places)]


ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
}
COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}
FUNCTIONS: Mapping[str, Callable[[list[ast.expr]], Made]] = {"IF": _if, "FILL": _fill}
