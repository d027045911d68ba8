"""An alarm is held against its row, and each environment has the rows that it should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms import by_id, rows
from golive.alarms.match import differences, row_of
from golive.environments import load, names
from golive.facts.monitoring import Alarm
from golive.template import Templates
from tests.controls.concerns.operations import GOOD

QUOTA = cast(Alarm, GOOD["Quota"])
ROW = by_id()["calls-near-quota"]
PEAK = {"calls": 100, "agents": 80, "chats": 0, "tasks": 0, "emails": 0}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_an_alarm_is_of_the_row_that_it_is_named_after(row: Any) -> None:
    """In an environment of any name, and of no row whose id ends alike."""
    thing = ".x-y" if row.per else ""
    for environment in ("prod", "a-b-silent"):
        assert row_of(f"golive-{environment}-{row.id}{thing}") is row
        assert row_of(f"golive-{environment}-{row.id}{'' if thing else '.x'}") is None
    assert row_of(row.id) is row_of(f"other-x-{row.id}") is None


def test_an_alarm_as_its_row_says_differs_in_nothing() -> None:
    """With the peak known or not."""
    assert list(differences(QUOTA, ROW)) == list(differences(QUOTA, ROW, PEAK)) == []


def test_a_share_of_the_peak_is_held_against_the_peak_where_it_is_known() -> None:
    """Without it, a whole number from the least on can be right."""
    row = by_id()["calls-missed"]
    fields = dict.fromkeys(("comparison", "evaluation_periods", "datapoints", "missing"))
    alarm = replace(
        cast(Any, QUOTA),
        **{name: getattr(row, name) for name in fields},
        metric=row.metric,
        statistic=row.statistic,
        period_seconds=row.period,
        threshold=5,
    )
    assert list(differences(alarm, row, PEAK)) == []
    for wrong in (2, 3.5, 99):
        found = list(differences(replace(alarm, threshold=wrong), row, PEAK))
        assert [field for field, _, _ in found] == ["threshold"]
    assert [bool(list(differences(replace(alarm, threshold=t), row))) for t in (2, 3.5, 99)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("name", names())
def test_the_rows_of_an_environment_are_the_alarms_of_its_template(
    name: str, assembly: Callable[[str], Path]
) -> None:
    """Both decide by the same places: none is missed, and each is as its row says."""
    environment = load(name)
    seen = Templates.load(assembly(name)).facts(Alarm)
    alarms = {cast(Alarm, s.fact).name: cast(Alarm, s.fact) for s in cast(Any, seen)}
    wanted = {f"{environment.prefix}-{watch.id}": watch for watch in built(environment)}
    ours = {alarm for alarm in alarms if row_of(str(alarm))}
    assert ours == set(wanted)
    found = [list(differences(alarms[n], w.row, w.measures)) for n, w in wanted.items()]
    assert found == [[] for _ in wanted]
