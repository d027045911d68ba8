"""Two evaluators, written apart, say the same: the backtest's and the sandbox's."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from golive.alarms import rows
from golive.backtest import expression
from golive.backtest.firings import COMPARISONS, on
from golive.backtest.states import Missing, Rule, reach
from golive.project import ROOT
from sandbox.alarms import expression as theirs
from sandbox.alarms.judgement import judged

VALUES = st.lists(st.one_of(st.none(), st.integers(-2, 3).map(float)), min_size=1, max_size=24)
SIZES = st.integers(1, 5).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))
TREATMENTS = st.sampled_from(["missing", "ignore", "breaching", "notBreaching"])
BREACHES: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": lambda value, limit: value > limit,
    "GreaterThanOrEqualToThreshold": lambda value, limit: value >= limit,
    "LessThanThreshold": lambda value, limit: value < limit,
    "LessThanOrEqualToThreshold": lambda value, limit: value <= limit,
}
EXPRESSIONS = (
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "-a + 2 * b",
    "FILL(a, 0) + FILL(b, 0)",
    "FILL(a, REPEAT)",
    "IF(a >= 1, a / b, 0)",
    "IF(a > b, 1, 0)",
    "IF(FILL(a, 0) == 0, b, a)",
)
ORACLE = Path(ROOT, "tests", "alarms", "missing_data.yaml").read_text(encoding="utf-8")
MATH: list[dict[str, Any]] = yaml.safe_load(ORACLE)["metric_math"]["examples"]
OF_THE_TABLE = sorted({row.expression for row in rows() if row.expression})
NUMBERS = st.integers(-2, 9).map(float)


def sandbox_says(
    values: Sequence[float | None], rule: Rule, comparison: str, threshold: float
) -> list[bool]:
    """Whether the sandbox's alarm is in ALARM after each datapoint."""
    breaches, state, found = BREACHES[comparison], "INSUFFICIENT_DATA", list[bool]()
    points = [None if value is None else breaches(value, threshold) for value in values]
    before: list[bool | None] = [None] * rule.range
    for end in range(1, len(points) + 1):
        seen = [*before, *points[:end]][-rule.range :]
        state = judged(seen, rule.evaluation_periods, rule.datapoints, rule.missing, state)
        found.append(state == "ALARM")
    return found


@settings(max_examples=200, deadline=None)
@given(VALUES, SIZES, TREATMENTS, st.sampled_from(sorted(COMPARISONS)), st.integers(-1, 2))
def test_they_agree_on_random_series(
    values: list[float | None],
    sizes: tuple[int, int],
    missing: Missing,
    comparison: str,
    threshold: float,
) -> None:
    """After each datapoint, for any M of N, treatment, comparison and threshold."""
    how, rule = COMPARISONS[comparison], Rule(*sizes, missing)
    upright = how.sign * np.array([np.nan if v is None else v for v in values])
    ours = on(reach(upright, rule), threshold, how).tolist()
    assert ours == sandbox_says(values, rule, comparison, threshold)


@pytest.mark.parametrize("text", [*EXPRESSIONS, *OF_THE_TABLE])
@settings(max_examples=40, deadline=None)
@given(data=st.data(), length=st.integers(1, 12))
def test_they_agree_on_metric_math(text: str, data: st.DataObject, length: int) -> None:
    """Whatever is missing in whichever of its metrics."""
    values = st.lists(st.one_of(st.none(), NUMBERS), min_size=length, max_size=length)
    series = {name: data.draw(values) for name in expression.parsed(text)[1]}
    assert ours(text, series) == pytest.approx(list(theirs.evaluated(text, series)))


@pytest.mark.parametrize("example", MATH, ids=lambda example: example["expression"])
def test_metric_math_is_as_published(example: dict[str, Any]) -> None:
    """An example or a sentence of the user guide holds for both."""
    series = example["series"]
    assert ours(example["expression"], series) == example["gives"]
    assert theirs.evaluated(example["expression"], series) == example["gives"]


def ours(text: str, series: Mapping[str, Sequence[float | None]]) -> list[float | None]:
    """What the backtest makes of an expression."""
    made, _ = expression.parsed(text)
    found = made({n: np.array([np.nan if v is None else v for v in s]) for n, s in series.items()})
    return [None if np.isnan(value) else value for value in found.tolist()]


def test_they_share_no_code() -> None:
    """Neither imports the other, nor anything that only the other one has."""
    assert not _imports("golive/backtest") & {"sandbox"}
    for each in Path(ROOT, "sandbox", "alarms").rglob("*.py"):
        assert "golive.backtest" not in each.read_text(encoding="utf-8")


def _imports(folder: str) -> set[str]:
    """The packages that a folder's modules import."""
    found: set[str] = set()
    for file in Path(ROOT, folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
            elif isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
    return found
