"""The sandbox's judgement against CloudWatch's published examples, which are data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from golive.project import ROOT
from sandbox.alarms.judgement import judged

ORACLE: dict[str, Any] = yaml.safe_load(Path(ROOT, "tests/alarms/missing_data.yaml").read_text())
POINTS = {"0": False, "X": True, "-": None}
TREATMENTS = ("missing", "ignore", "breaching", "notBreaching")


class Example(NamedTuple):
    """One cell of a published table."""

    points: str
    periods: int
    datapoints: int
    treatment: str
    state: str

    def __str__(self) -> str:
        return f"{self.points} {self.datapoints} of {self.periods} {self.treatment}"

    def found(self, current: Any) -> str:
        """What we say of it, in the table's words."""
        points = [POINTS[point] for point in self.points.split()]
        state: str = judged(points, self.periods, self.datapoints, self.treatment, current)
        return {"INSUFFICIENT_DATA": "INSUFFICIENT"}.get(state, state)


def examples() -> Iterator[Example]:
    """Every cell, and `not ALARM` where the guide says no more."""
    for table in ORACLE["tables"]:
        sizes = table["evaluation_periods"], table["datapoints"]
        for row in table["rows"]:
            said = {treatment: row[treatment] for treatment in TREATMENTS if treatment in row}
            said |= dict.fromkeys(row.get("not_alarm", ()), "not ALARM")
            for treatment, state in said.items():
                yield Example(row["points"], *sizes, treatment, state)


@pytest.mark.parametrize("example", [*examples()], ids=str)
def test_a_published_example_holds(example: Example) -> None:
    """Under each treatment of missing data, whatever the state was."""
    for current in ("OK", "ALARM", "INSUFFICIENT_DATA"):
        kept = "INSUFFICIENT" if current == "INSUFFICIENT_DATA" else current
        found = example.found(current)
        if example.state == "not ALARM":
            assert found != "ALARM"
        else:
            assert found == (kept if example.state == "retain" else example.state)


def test_enough_real_datapoints_need_no_treatment() -> None:
    """The newest ones of the evaluation periods, wherever in the range they are."""
    points = [True, None, False, True, None]
    assert {judged(points, 3, 2, treatment, "OK") for treatment in TREATMENTS} == {"ALARM"}
    assert {judged(points, 2, 2, treatment, "ALARM") for treatment in TREATMENTS} == {"OK"}
