"""The backtest's evaluation of missing data, against what CloudWatch publishes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import yaml

from golive.backtest.states import Missing, Rule, reach
from golive.project import ROOT

FILE = ROOT / "tests" / "alarms" / "missing_data.yaml"
TABLES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["tables"]
VALUES = {"0": 0.0, "X": 2.0, "-": np.nan}
THRESHOLD = 1.0
TREATMENTS: tuple[Missing, ...] = ("missing", "ignore", "breaching", "notBreaching")


def cases() -> list[Any]:
    return [
        pytest.param(table, row, treatment, id=f"{table['name']} {row['points']} {treatment}")
        for table in TABLES
        for row in table["rows"]
        for treatment in TREATMENTS
        if treatment in row or treatment in row.get("not_alarm", ())
    ]


def alarms(table: dict[str, Any], points: str, missing: Missing, before: str = "") -> bool:
    """Whether the last of these points leaves the alarm in ALARM."""
    rule = Rule(table["datapoints"], table["evaluation_periods"], missing)
    assert rule.range == table["evaluation_range"]
    values = np.array([VALUES[point] for point in f"{before} {points}".split()])
    return bool(reach(values, rule)[-1] > THRESHOLD)


@pytest.mark.parametrize(("table", "row", "treatment"), cases())
def test_published_example(table: dict[str, Any], row: dict[str, Any], treatment: Missing) -> None:
    """An example of the user guide is in ALARM where the guide says so, and nowhere else."""
    if row.get(treatment) == "retain":
        assert alarms(table, row["points"], treatment, "X X X X X")
        assert not alarms(table, row["points"], treatment, "0 0 0 0 0")
    else:
        assert alarms(table, row["points"], treatment) == (row.get(treatment) == "ALARM")
