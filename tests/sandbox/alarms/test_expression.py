"""Metric math as our alarms use it, and what is refused."""

from __future__ import annotations

import pytest

from sandbox.alarms.expression import evaluated
from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Values

INPUTS: dict[str, Values] = {"a": [1, None, 4], "b": [2, 3, 0], "none": [None, None, None]}


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("a + b", [3, 3, 4]),
        ("b - a * 2", [0, 3, -8]),
        ("(b - a) * 2", [2, 6, -8]),
        ("-a", [-1, None, -4]),
        ("a / b", [0.5, 0, None]),
        ("100 * b", [200, 300, 0]),
        ("a >= 4", [0, None, 1]),
        ("b != 3", [1, 0, 1]),
        ("FILL(a, 0)", [1, 0, 4]),
        ("FILL(a, b)", [1, 3, 4]),
        ("FILL(a, REPEAT)", [1, 1, 4]),
        ("FILL(none, 7) + 1", [8, 8, 8]),
        ("IF(b > 2, a, 9)", [9, 0, 9]),
        ("IF(a > 2, b)", [None, None, 0]),
        ("IF(a > 2, 1, 0)", [0, None, 1]),
        ("IF(b >= 2, a / b, 0)", [0.5, 0, 0]),
        ("SUM([a, b])", [3, 3, 4]),
        ("MAX([a, b, 2])", [2, 3, 4]),
        ("AVG(METRICS())", [1.5, 3, 2]),
        ("a - MIN(a)", [0, None, 3]),
        ("b / SUM(b)", [0.4, 0.6, 0]),
    ],
)
def test_what_an_expression_gives(expression: str, values: Values) -> None:
    """Period by period; no datapoint where both sides have none, or one is divided by 0."""
    assert evaluated(expression, INPUTS) == values


@pytest.mark.parametrize(
    "expression",
    [
        "c",
        "a +",
        "RATE(a)",
        "IF(1, 2, 3)",
        "a if b else a",
        "a.b",
        "__import__('os')",
        "1 < a < 2",
        "a ^ 2",
        "FILL(a)",
        "5",
        "1 / 0",
        "ANOMALY_DETECTION_BAND(a)",
        "SELECT MAX(a)",
    ],
)
def test_what_is_not_known_is_refused(expression: str) -> None:
    """With words that the alarm's reason has then."""
    with pytest.raises(CannotEvaluate):
        evaluated(expression, INPUTS)
