"""What the widgets of a dashboard draw."""

from __future__ import annotations

from typing import Any

import pytest

from golive.model import Gap, Ref, Unknown
from golive.widgets import queries, series

WHY = Unknown("a token")
HOME = "us-east-1"
REF = Ref("stack", "Stream")
ROWS: list[tuple[list[Any], list[tuple[Any, ...]]]] = [
    ([["N", "M"]], [("N", "M", {})]),
    ([["N", "M", "D", REF, {"stat": "Sum"}]], [("N", "M", {"D": REF})]),
    ([["N", "M", "D", "v"], ["...", "w"]], [("N", "M", {"D": "v"}), ("N", "M", {"D": "w"})]),
    (
        [["N", "M", "D", "v"], [".", "O", ".", "."]],
        [("N", "M", {"D": "v"}), ("N", "O", {"D": "v"})],
    ),
    ([["N", "M"], ["N", "M"]], [("N", "M", {})]),
    ([[{"expression": "a+b"}]], []),
    ([["N", "M"], [{"expression": "a"}], [".", "O"]], [("N", "M", {}), ("N", "O", {})]),
]
HIDDEN: list[Any] = [
    [WHY],
    [{"properties": WHY}],
    [{"properties": {"metrics": WHY}}],
    [{"properties": {"metrics": [WHY]}}],
    [{"properties": {"metrics": [["N", WHY]]}}],
    [{"properties": {"metrics": [["N", "M", "D", WHY]]}}],
]


@pytest.mark.parametrize(("rows", "expected"), ROWS, ids=str)
def test_series_of_a_widget(rows: list[Any], expected: list[tuple[Any, ...]]) -> None:
    """Shorthand is written out, options and expressions are left out."""
    found = series({"widgets": [{"type": "metric", "properties": {"metrics": rows}}]}, HOME)
    assert not isinstance(found, Unknown)
    assert [(s.namespace, s.metric, dict(s.dimensions)) for s in found] == expected


@pytest.mark.parametrize("widget", [{"type": "text", "properties": {"markdown": "x"}}, {}, "text"])
def test_other_widgets_have_no_series(widget: Any) -> None:
    """Text, alarm lists and what is no widget draw no metric."""
    assert series({"widgets": [widget]}, HOME) == ()


@pytest.mark.parametrize("place", [{"region": "eu-west-1"}, {"accountId": "999988887777"}], ids=str)
def test_a_widget_of_elsewhere_shows_nothing_of_ours(place: dict[str, str]) -> None:
    """Its metrics are those of another Region, or of another account."""
    drawn = {"metrics": [["N", "M"]]}
    assert series({"widgets": [{"properties": drawn | place}]}, HOME) == ()
    assert series({"widgets": [{"properties": drawn | {"region": HOME}}]}, HOME) != ()


def test_queries_of_a_widget() -> None:
    """Metrics Insights queries are told, each once; metric math is none."""
    query = "SELECT SUM(M) FROM N GROUP BY D"
    metrics = [
        [{"expression": query}],
        [{"expression": "a+b"}],
        [{"expression": query}],
        ["N", "M"],
    ]
    assert queries({"widgets": [{"properties": {"metrics": metrics}}]}, HOME) == (query,)
    assert queries({"widgets": [{"properties": {"metrics": metrics, "region": "x"}}]}, HOME) == ()


@pytest.mark.parametrize(
    "body", [WHY, [], {"widgets": [{"properties": {"metrics": WHY}}]}], ids=str
)
def test_queries_that_are_open_are_unknown(body: Any) -> None:
    """What can't be read is not taken for no query."""
    assert isinstance(queries(body, HOME), Unknown)


@pytest.mark.parametrize("widgets", HIDDEN, ids=str)
def test_open_widget_is_unknown(widgets: Any) -> None:
    """A metric that isn't known isn't passed over."""
    found = series({"widgets": widgets}, HOME)
    with pytest.raises(Gap, match="a token"):
        touch(found)


def touch(found: Any) -> None:
    """Reads every field, as a rule would."""
    if isinstance(found, Unknown):
        raise Gap(found.why)
    for one in found:
        _ = one.namespace, one.metric, one.dimensions


def test_metric_without_a_name_is_unknown() -> None:
    """A row with a namespace alone names no metric."""
    with pytest.raises(Gap, match="names no metric"):
        touch(series({"widgets": [{"properties": {"metrics": [["N"]]}}]}, HOME))


@pytest.mark.parametrize(("body", "why"), [(WHY, "a token"), ([], "no object")])
def test_body_that_is_no_object_is_unknown(body: Any, why: str) -> None:
    """There is nothing to draw."""
    found = series(body, HOME)
    assert isinstance(found, Unknown)
    assert why in found.why
