"""A backtest runs what it understands whole, and refuses the rest."""

from __future__ import annotations

import pytest

from golive.backtest.query import BadQuery, Query, parsed

BY_QUEUE = """SELECT MAX("A b") FROM "N" WHERE X = 'x' AND "Y z" = 'y' GROUP BY Q ORDER BY MAX()"""
REFUSED = (
    'SELECT MAX(A) FROM SCHEMA("N", X)',
    'SELECT IQM(A) FROM "N"',
    """SELECT SUM(A) FROM "N" WHERE X != 'x'""",
    """SELECT SUM(A) FROM "N" WHERE X = 'x' OR Y = 'y'""",
    """SELECT SUM(A) FROM "N" WHERE NOT X = 'x'""",
    'SELECT SUM(A) FROM "N" GROUP BY P, Q',
    'SELECT SUM(A) FROM "N" GROUP BY Q ORDER BY SUM() DESC LIMIT 5',
    "m1 + m2",
)


def test_a_query_of_the_table_s_form_is_understood() -> None:
    """Statistic, metric, each condition, and the dimension of which each value is a series."""
    assert parsed(BY_QUEUE) == Query("N", "A b", "Maximum", {"X": "x", "Y z": "y"}, "Q")
    assert parsed('SELECT SUM(A) FROM "N"') == Query("N", "A", "Sum", {}, "")


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_be_understood_in_part_is_refused(text: str) -> None:
    """A condition left out, or a series too few, would be another alarm's history."""
    with pytest.raises(BadQuery, match="not known here"):
        parsed(text)
