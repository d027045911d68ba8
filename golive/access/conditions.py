"""Whether a statement's conditions hold (IAM User Guide, policy elements: Condition operators).

What isn't known of a request makes the answer POSSIBLY: the key may be there, or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from golive.access.answer import Answer, of
from golive.access.patterns import matches, overlap

Context = Mapping[str, tuple[str, ...]]
"""Condition key, lower case, to the names of the one value that a request has."""
Conditions = Mapping[str, Mapping[str, tuple[str, ...]]]

EQUAL = ("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "bool")
OTHER = ("stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals")
UNEQUAL = (*OTHER, "arnnotlike")
WILD = ("stringlike", "arnequals", "arnlike", "stringnotlike", "arnnotequals", "arnnotlike")
"""Operators that read `*` and `?`; the two of ARNs are the same (IAM, ARN operators)."""
VARIABLE = "${"


def holds(conditions: Conditions, context: Context) -> Answer:
    """Every operator and key must hold."""
    each = (
        _holds(operator.lower().removesuffix("ifexists"), values, context.get(key))
        for operator, keys in conditions.items()
        for key, values in keys.items()
    )
    return min(each, default=Answer.YES)


def _holds(operator: str, values: Iterable[str], given: tuple[str, ...] | None) -> Answer:
    if given is None:
        return Answer.POSSIBLY
    if operator == "null":
        return of("false" in values)
    if operator in EQUAL:
        return _any(operator, values, given)
    if operator in UNEQUAL:
        return _any(operator, values, given).negated
    if operator in ("numericlessthan", "datelessthan") and _numbers(values, given):
        return of(any(float(given[0]) < float(value) for value in values))
    return Answer.POSSIBLY


def _any(operator: str, values: Iterable[str], given: tuple[str, ...]) -> Answer:
    wild, same = operator in WILD, operator == "bool" or operator.endswith("ignorecase")
    fold = str.lower if same else str
    each = (_one(fold(value), fold(name), wild) for value in values for name in given)
    return max(each, default=Answer.NO)


def _one(value: str, name: str, wild: bool) -> Answer:
    if VARIABLE in value:
        return Answer.POSSIBLY
    if value == name or (wild and matches(name, value)):
        return Answer.YES
    partly = "*" in name and overlap(name, value if wild else value.replace("*", "?"))
    return Answer.POSSIBLY if partly else Answer.NO


def _numbers(values: Iterable[str], given: tuple[str, ...]) -> bool:
    return all(text.replace(".", "", 1).isdecimal() for text in (*values, *given))
