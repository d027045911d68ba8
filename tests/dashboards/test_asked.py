"""What a dashboard asks of CloudWatch, within the limits of GetMetricData."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from golive.dashboards.account import Span
from golive.dashboards.asked import MOST_QUERIES, Line, batches, lines, period

QUERY = 'SELECT MAX(QueueSize) FROM "AWS/Connect" GROUP BY QueueName ORDER BY MAX() DESC'
HOURS = 3 * 3600


def widget(*metrics: list[Any], **more: Any) -> list[Line]:
    """The third widget's queries."""
    return lines(3, {"metrics": list(metrics), "period": 60, "stat": "Sum", **more}, HOURS)


def test_an_expression_keeps_its_inputs() -> None:
    """Ids are those of the whole dashboard, so that two widgets may name theirs alike."""
    result, hidden = widget(
        [{"expression": "IF(calls > 1, calls / 2, 0)", "id": "r", "label": "rate"}],
        ["N", "Calls", "D", "v", {"id": "calls", "visible": False}],
    )
    assert result.query["Expression"] == f"IF({hidden.id} > 1, {hidden.id} / 2, 0)"
    assert (result.visible, hidden.visible, hidden.query["ReturnData"]) == (True, False, False)
    assert hidden.query["MetricStat"]["Metric"]["Dimensions"] == [{"Name": "D", "Value": "v"}]


def test_a_metric_s_options_come_before_the_widget_s() -> None:
    """Statistic and period; the label is the metric's name where nothing says another."""
    own, plain = widget(["N", "M", {"stat": "p99", "period": 300}], ["N", "O"])
    assert own.query["MetricStat"] | {"Metric": None} == {
        "Metric": None,
        "Period": 300,
        "Stat": "p99",
    }
    assert (plain.label, plain.period, plain.query["MetricStat"]["Stat"]) == ("O", 60, "Sum")
    assert plain.metric == ("N", "O")


def test_each_metrics_insights_query_has_a_call_of_its_own() -> None:
    """CloudWatch takes one in a call; everything else shares calls."""
    asked = widget([{"expression": QUERY, "id": "each", "period": 60}])
    assert asked[0].metric == ("AWS/Connect", "QueueSize")
    calls = list(batches([asked, asked, widget(["N", "M"]), widget(["N", "O"])]))
    assert [len(call) for call in calls] == [1, 1, 2]


def test_no_call_has_too_many_queries() -> None:
    """And the lines of one graph stay together, for an expression needs its inputs."""
    graph = widget(*(["N", f"M{n}"] for n in range(180)))
    calls = list(batches([graph] * 3))
    assert [len(call) for call in calls] == [360, 180]
    assert max(map(len, calls)) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("wanted", "hours", "found"), [(60, 3, 60), (60, 336, 840), (900, 24, 900)]
)
def test_a_long_time_has_longer_periods(wanted: int, hours: int, found: int) -> None:
    """A series stays drawable; a period is whole minutes."""
    assert period(wanted, hours * 3600) == found


def test_a_widget_may_show_a_time_of_its_own() -> None:
    """What is counted by the day is shown for two weeks."""
    end = datetime(2027, 1, 18, 5, tzinfo=UTC)
    span = Span(end - timedelta(hours=3), end)
    assert span.of({"start": "-P14D"}).start == end - timedelta(days=14)
    assert span.of({"start": "-PT6H"}).start == end - timedelta(hours=6)
    assert span.of({}) == span
