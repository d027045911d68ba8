"""Metrics Insights queries of the table's form."""

from __future__ import annotations

from typing import Any

import pytest

from golive.alarms import rows
from sandbox.alarms.insights import contributors, parsed
from sandbox.alarms.refusal import CannotEvaluate
from sandbox.alarms.series import Store, Window

NOW = 1_000_000_020.0
QUERY = "SELECT SUM(Errors) FROM \"Own\" WHERE Place = 'here' GROUP BY Queue ORDER BY SUM() DESC"


def points(ago: float, value: float, **dimensions: str) -> dict[str, Any]:
    """One datapoint as the emulator keeps it."""
    return {"Timestamp": NOW - ago, "Value": value, "Unit": "None", "Dimensions": dimensions}


def store(*series: list[dict[str, Any]]) -> Store:
    """A store of one metric's series."""
    return Store({("Own", "Errors"): [*series]})


def test_each_value_of_the_group_is_a_series() -> None:
    """Of metrics that fit and have the dimension; those of one value are put together."""
    found = contributors(
        QUERY,
        store(
            [points(0, 3, Place="here", Queue="a"), points(60, 2, Place="here", Queue="a")],
            [points(0, 4, Place="here", Queue="a", Other="x")],
            [points(0, 1, Place="here", Queue="b")],
            [points(0, 9, Place="there", Queue="c")],
            [points(0, 9, Place="here")],
        ),
        Window(60, 3, NOW),
    )
    assert found == {"a": [None, 2, 7], "b": [None, None, 1]}


def test_only_the_latest_three_hours_count() -> None:
    """However long the periods are."""
    old = [points(3 * 3600 + 60, 5, Place="here", Queue="a")]
    assert contributors(QUERY, store(old), Window(3600, 5, NOW)) == {}


def test_a_schema_names_all_dimensions() -> None:
    """A metric with one more isn't of it."""
    query = parsed('SELECT MAX(m) FROM SCHEMA("N/S", A, "B C") GROUP BY A ORDER BY MAX() DESC')
    assert (query.namespace, query.group) == ("N/S", "A")
    assert query.takes({"A": "1", "B C": "2"})
    assert not query.takes({"A": "1", "B C": "2", "D": "3"})


@pytest.mark.parametrize("row", [row for row in rows() if row.each], ids=lambda row: row.id)
def test_each_query_of_the_table_is_read(row: Any) -> None:
    """With its metric and the dimension that it groups by."""
    query = parsed(row.query(dict.fromkeys(row.places, "x")))
    assert (query.namespace, query.metric, query.group) == (row.namespace, row.metric, row.each)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT MAX(m) FROM "N"',
        'SELECT MAX(m) FROM "N" GROUP BY a ORDER BY SUM() DESC',
        'SELECT MEDIAN(m) FROM "N" GROUP BY a ORDER BY MEDIAN() DESC',
        "SELECT MAX(m) FROM \"N\" WHERE a != 'b' GROUP BY a ORDER BY MAX() DESC",
        'SELECT MAX(m) FROM "N" GROUP BY a, b ORDER BY MAX() DESC',
    ],
)
def test_another_form_is_refused(query: str) -> None:
    """And never read as something else."""
    with pytest.raises(CannotEvaluate):
        parsed(query)
