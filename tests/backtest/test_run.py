"""An alarm over its history: which minutes it fires at, for each kind that the table has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from golive.alarms import rows
from golive.backtest import expression, query
from golive.backtest.history import NoHistory
from golive.backtest.result import Trial
from golive.backtest.watched import CantTest, Metric, watched
from tests.backtest.made import METRIC, NOW, Cloud, alarm, an_input, backtest, tried

QUEUES = (
    "SELECT MAX(QueueSize) FROM \"AWS/Connect\" WHERE InstanceId = 'i' AND MetricGroup = 'Queue'"
    " GROUP BY QueueName ORDER BY MAX() DESC"
)


def fired(one: Trial) -> list[tuple[int, int]]:
    """How many minutes before now each firing began and ended."""
    ago = [(NOW - one.at(f.start), NOW - one.at(f.end)) for f in one.firings]
    return [(start // timedelta(minutes=1), end // timedelta(minutes=1)) for start, end in ago]


def of(samples: Mapping[int, Sequence[float]], **changed: Any) -> list[tuple[int, int]]:
    """The firings of an alarm on one metric."""
    return fired(
        tried(
            Cloud({METRIC: {ago: list(values) for ago, values in samples.items()}}),
            alarm(**changed),
        )
    )


def queue(name: str) -> Metric:
    where = {"InstanceId": "i", "MetricGroup": "Queue", "QueueName": name}
    return Metric("AWS/Connect", "QueueSize", tuple(sorted(where.items())))


def test_a_minute_that_breaches_fires_when_it_is_over() -> None:
    """What was published 30 minutes ago is looked at 29 minutes ago; the next minute ends it."""
    assert of({30: [1, 2], 29: [0]}) == [(29, 28)]


def test_the_last_datapoint_is_looked_at_again_while_nothing_follows() -> None:
    """It stays in the evaluation range, which is two datapoints longer than the periods."""
    assert of({30: [1]}) == [(29, 26)]


def test_a_window_slides_by_the_minute() -> None:
    """Five minutes see one value five times, whatever the clock says."""
    assert of({33: [1]} | {ago: [0] for ago in range(33)}, period_seconds=300) == [(32, 27)]


@pytest.mark.parametrize(
    ("statistic", "values"),
    [
        ("Sum", [6, 9, 9, 9, 9, 3]),
        ("Average", [3, 3, 3, 3, 3, 3]),
        ("Maximum", [5, 5, 5, 5, 5, 3]),
        ("Minimum", [1, 1, 1, 1, 1, 3]),
        ("SampleCount", [2, 3, 3, 3, 3, 1]),
    ],
)
def test_a_statistic_of_a_window(statistic: str, values: list[float]) -> None:
    """What five minutes show of 1 and 5 in one of them and 3 in the next, as they slide by."""
    one = tried(
        Cloud({METRIC: {33: [1, 5], 32: [3]}}), alarm(period_seconds=300, statistic=statistic)
    )
    assert one.values[~np.isnan(one.values)].tolist() == values


def test_a_percentile_is_taken_by_the_clock() -> None:
    """It can't be had from those of its parts: CloudWatch reckons it for each period."""
    many = {35: [1.0] * 50, 34: [9.0] * 50, 30: [1.0]}
    assert of(many, period_seconds=300, statistic="p90", threshold=9) == [(30, 25)]


def test_m_of_n() -> None:
    """Two of three minutes, wherever they stand, the newest of them the third or the second."""
    ones = {30: [1], 29: [0], 28: [1], 27: [0], 26: [0], 25: [0]}
    assert of(dict(ones), evaluation_periods=3, datapoints=2) == [(27, 26)]


def test_silence_is_looked_for_beyond_the_periods() -> None:
    """Missing data that breaches fires once the evaluation range holds nothing else."""
    talking = {ago: [1.0] for ago in range(1443) if ago not in range(20, 40)}
    found = of(talking, comparison="LessThanThreshold", missing="breaching")
    assert found == [(36, 18)] or found == [(37, 19)]


def test_an_expression() -> None:
    """Errors of invocations: a minute with too few calls is no rate."""
    calls = METRIC._replace(name="Invocations")
    errors = METRIC._replace(name="Errors")
    cloud = Cloud({calls: {30: [8], 29: [2]}, errors: {30: [4], 29: [2]}})
    rate = alarm(
        inputs=(an_input("errors", "Errors"), an_input("invocations", "Invocations")),
        query="IF(invocations >= 5, errors / invocations, 0)",
        comparison="GreaterThanThreshold",
        threshold=0.4,
    )
    assert fired(tried(cloud, rate)) == [(29, 28)]


def test_a_query_is_on_while_one_of_its_series_is() -> None:
    """Two queues that overlap are one firing; a queue without data in these days is silent."""
    cloud = Cloud(
        {queue("a"): {30: [5], 29: [0]}, queue("b"): {29: [6], 28: [6], 27: [0]}, queue("c"): {}}
    )
    one = tried(cloud, alarm(query=QUEUES, threshold=5.0, metric="", statistic=""))
    assert fired(one) == [(29, 26)]
    assert (one.series, one.silent) == (3, ("c",))


def test_a_query_with_too_many_series_is_not_judged() -> None:
    """CloudWatch evaluates 500 of them only, and says which nowhere."""
    cloud = Cloud({queue(f"q{number}"): {} for number in range(501)})
    with pytest.raises(CantTest, match="501 series"):
        tried(cloud, alarm(query=QUEUES))


def test_more_series_than_a_request_takes_come_in_pages() -> None:
    """Three queues over a day fit one request; its answer's pages are put together."""
    samples = {queue(name): {ago: [1.0] for ago in range(1, 1441)} for name in "abc"}
    cloud = Cloud(dict(samples), page=1000)
    one = tried(cloud, alarm(query=QUEUES, threshold=2.0))
    assert not one.silent
    assert not one.firings
    assert cloud.calls == ["ListMetrics"] + ["GetMetricData"] * 5


def test_a_metric_that_is_not_answered_is_no_silence() -> None:
    """What CloudWatch could not read ends the backtest, with its reason."""
    with pytest.raises(NoHistory, match="InternalError"):
        tried(Cloud({METRIC: {}}, status="InternalError"), alarm())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"statistic": "IQM"}, "the statistic IQM"),
        ({"query": "SELECT MAX(a) FROM b"}, "a query that is not known"),
        ({"query": "SUM(METRICS())", "inputs": (an_input("a", "A"),)}, "not known here"),
        ({"query": "a + b", "inputs": (an_input("a", "A"),)}, "names b"),
        ({"comparison": "LessThanLowerThreshold"}, "LessThanLowerThreshold"),
        ({"period_seconds": 10}, "its period is 10 s"),
    ],
)
def test_what_is_not_known_is_refused(changed: dict[str, Any], why: str) -> None:
    """An alarm that can't be run says why, and is never one that doesn't fire."""
    with pytest.raises(CantTest, match=why):
        watched(alarm(**changed), 14)


def test_minutes_are_kept_for_two_weeks() -> None:
    """Of longer ago an alarm of minutes can't be run, one of five minutes still can."""
    with pytest.raises(CantTest, match="keeps 300 s only"):
        watched(alarm(), 30)
    assert watched(alarm(period_seconds=900), 30).step == 300


def test_alarms_on_tables_ignore_what_is_missing() -> None:
    """Unless they say otherwise, as the guide says of AWS/DynamoDB."""
    table = alarm(namespace="AWS/DynamoDB", missing="missing")
    assert watched(table, 14).rule.missing == "ignore"
    assert watched(alarm(missing="missing"), 14).rule.missing == "missing"


def test_every_row_of_the_table_can_be_run() -> None:
    """The metric math and the queries of the alarm table are known here."""
    for row in rows():
        if row.each:
            query.parsed(row.query(dict.fromkeys(row.places, "x")))
        if row.expression:
            expression.parsed(row.expression)


def test_codes() -> None:
    """Too often is 1, what can't be told 3, else 0; what another alarm explains is no firing."""
    quiet = tried(Cloud({METRIC: {ago: [0.0] for ago in range(1440)}}), alarm())
    named = alarm(name="golive-sandbox-calls-near-quota")
    noisy = tried(Cloud({METRIC: {30: [1], 20: [1]}}), named)
    strange = tried(Cloud({METRIC: {30: [1], 20: [1]}}), alarm())
    nothing = tried(Cloud(), alarm(name="golive-sandbox-calls-near-quota"))
    silent = tried(
        Cloud(), alarm(name="golive-sandbox-contact-records-silent", missing="breaching")
    )
    assert backtest(quiet).code == backtest(strange).code == 0
    assert backtest(quiet, noisy, nothing).code == 1
    assert backtest(noisy, wanted=2).code == 0
    assert backtest(quiet, nothing).code == 3
    assert not silent.too_often(0)
