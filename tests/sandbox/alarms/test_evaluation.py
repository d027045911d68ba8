"""Alarms over time in the sandbox: datapoints change states, by whatever an alarm watches."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import pytest

from sandbox import control
from tests.sandbox.account import Account
from tests.sandbox.alarms.acting import SETTINGS, Stage, stage

QUERY = "SELECT SUM(Lines) FROM \"GoLive\" WHERE Mark = '{}' GROUP BY Line ORDER BY SUM() DESC"


@pytest.fixture
def on_stage(account: Account) -> Generator[Stage]:
    """One alarm with its topic."""
    with stage(account) as made:
        yield made


def test_a_metric_that_is_put_is_seen_at_once(on_stage: Stage) -> None:
    """By PutMetricData, of exactly the alarm's dimensions."""
    on_stage.put()
    for mark, state in (("other", "OK"), (on_stage.name, "ALARM")):
        where = [{"Name": "Mark", "Value": mark}]
        datum: dict[str, Any] = {"MetricName": "Lines", "Dimensions": where, "Value": 1}
        on_stage.cloudwatch.put_metric_data(Namespace="GoLive", MetricData=[datum])
        assert on_stage.state == state
    assert on_stage.heard() == [(on_stage.name, "OK"), (on_stage.name, "ALARM")]


def test_m_of_n_datapoints(on_stage: Stage) -> None:
    """Two of the last three, and not two of four."""
    on_stage.put(EvaluationPeriods=3, DatapointsToAlarm=2)
    for values, state in (([1, 0, 0, 1], "OK"), ([0, 1, 0, 1], "ALARM"), ([1, 1, 0, 0], "OK")):
        on_stage.holds(*values)
        assert on_stage.state == state


@pytest.mark.parametrize(
    ("missing", "state"),
    [("missing", "INSUFFICIENT_DATA"), ("ignore", "ALARM"), ("breaching", "ALARM")],
)
def test_data_that_stays_away(on_stage: Stage, missing: str, state: str) -> None:
    """Each treatment does its own with an alarm that was on; notBreaching is above."""
    on_stage.put(TreatMissingData=missing)
    on_stage.holds(1)
    assert on_stage.state == "ALARM"
    on_stage.holds()
    assert on_stage.state == state


def test_a_percentile(on_stage: Stage) -> None:
    """The slowest of a hundred doesn't count for p90, and does for p100."""
    where = [{"Name": "Mark", "Value": on_stage.name}]
    values = {"Values": [0.0, 9.0], "Counts": [99.0, 1.0]}
    datum = {"MetricName": "Lines", "Dimensions": where, **values}
    for percentile, state in (("p90", "OK"), ("p100", "ALARM")):
        on_stage.put(Statistic=None, ExtendedStatistic=percentile)
        on_stage.cloudwatch.put_metric_data(Namespace="GoLive", MetricData=[datum])
        assert on_stage.state == state


def math(stage_: Stage, expression: str) -> dict[str, Any]:
    """The settings of an alarm over an expression of its metric."""
    metric = {
        "Namespace": "GoLive",
        "MetricName": "Lines",
        "Dimensions": [{"Name": "Mark", "Value": stage_.name}],
    }
    stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
    plain = ("Namespace", "MetricName", "Statistic", "Period", "Dimensions")
    told = {"Id": "told", "Expression": expression, "ReturnData": True}
    queries = [told, {"Id": "lines", "MetricStat": stat, "ReturnData": False}]
    return {**dict.fromkeys(plain), "Metrics": queries}


def test_an_expression(on_stage: Stage) -> None:
    """Over what goes into it, filled where there is nothing."""
    on_stage.put(**math(on_stage, "IF(FILL(lines, 0) > 2, lines / 2, 0)"))
    for values, state in (([2], "OK"), ([3], "ALARM"), ([], "OK")):
        on_stage.holds(*values)
        assert on_stage.state == state


def test_what_is_not_known_is_said(on_stage: Stage) -> None:
    """The alarm has no state, and a reason: nothing looks well that isn't looked at."""
    on_stage.put(**math(on_stage, "RATE(lines)"))
    on_stage.holds(5)
    found = on_stage.described()
    assert (found["StateValue"], found["EvaluationState"]) == (
        "INSUFFICIENT_DATA",
        "EVALUATION_ERROR",
    )
    assert "RATE" in found["StateReason"]


def test_one_series_of_many_turns_a_query_on(on_stage: Stage) -> None:
    """And is described as the contributor; the reason counts them."""
    query = {"Id": "each", "Expression": QUERY.format(on_stage.name), "Period": 60}
    plain = ("Namespace", "MetricName", "Statistic", "Period", "Dimensions")
    on_stage.put(**dict.fromkeys(plain), Metrics=[query])
    series = [
        {**on_stage.metric, "dimensions": {"Mark": on_stage.name, "Line": line}, "period": 60}
        for line in ("1.1", "1.2")
    ]
    on_stage.evaluate({**series[0], "values": [0]}, {**series[1], "values": [1]})
    found = on_stage.described()
    assert (found["StateValue"], found["StateReason"]) == (
        "ALARM",
        "1 out of 2 time series evaluated to ALARM",
    )
    told = on_stage.cloudwatch.describe_alarm_contributors(AlarmName=on_stage.name)
    [one] = told["AlarmContributors"]
    assert one["ContributorAttributes"] == {"Line": "1.2"}
    on_stage.evaluate({**series[1], "values": [0]})
    assert on_stage.state == "OK"


def test_a_state_that_was_set_stays_for_a_while(on_stage: Stage) -> None:
    """Until the next evaluation, which the sandbox's door is at once."""
    on_stage.put()
    on_stage.holds(0)
    said = {"AlarmName": on_stage.name, "StateValue": "ALARM", "StateReason": "drill"}
    on_stage.cloudwatch.set_alarm_state(**said)
    elsewhere = {"MetricName": "Other", "Value": 1}
    on_stage.cloudwatch.put_metric_data(Namespace="GoLive", MetricData=[elsewhere])
    assert on_stage.state == "ALARM"
    assert [change["to"] for change in on_stage.evaluate()] == ["OK"]
    assert on_stage.heard()[-2:] == [(on_stage.name, "ALARM"), (on_stage.name, "OK")]


def test_only_a_configuration_moves_its_time(on_stage: Stage) -> None:
    """Neither a state that is set nor one that is evaluated does."""
    on_stage.put()
    first = on_stage.described()["AlarmConfigurationUpdatedTimestamp"]
    on_stage.holds(1)
    on_stage.holds(0)
    assert on_stage.described()["AlarmConfigurationUpdatedTimestamp"] == first
    time.sleep(0.002)
    on_stage.put(Threshold=2)
    found = on_stage.described()
    assert found["AlarmConfigurationUpdatedTimestamp"] > first
    assert found["StateValue"] == "OK"


def test_rounds_can_rest(on_stage: Stage) -> None:
    """Then only the door evaluates, so that a test sees no other change than its own."""
    on_stage.put()
    where = [{"Name": "Mark", "Value": on_stage.name}]
    datum: dict[str, Any] = {"MetricName": "Lines", "Dimensions": where, "Value": 1}
    place = on_stage.account.connection
    control.fetch(place, "/_golive/evaluate", {"rounds": False})
    try:
        on_stage.cloudwatch.put_metric_data(Namespace="GoLive", MetricData=[datum])
        assert on_stage.state == "OK"
        on_stage.evaluate()
        assert on_stage.state == "ALARM"
    finally:
        control.fetch(place, "/_golive/evaluate", {"rounds": True})


def test_an_alarm_is_described_by_one_statistic(on_stage: Stage) -> None:
    """The percentile, or the other."""
    on_stage.put()
    assert on_stage.described().keys() & {"Statistic", "ExtendedStatistic"} == {"Statistic"}
    on_stage.put(Statistic=None, ExtendedStatistic="p99")
    assert on_stage.described().keys() & {"Statistic", "ExtendedStatistic"} == {"ExtendedStatistic"}


def test_a_composite_s_reason_is_what_went_on(on_stage: Stage) -> None:
    """Not what ended in the same round."""
    on_stage.put()
    other = f"{on_stage.name}-0"
    on_stage.cloudwatch.put_metric_alarm(
        AlarmName=other,
        **{**SETTINGS, "Dimensions": [{"Name": "Mark", "Value": other}]},
    )
    rule = f'ALARM("{on_stage.name}") OR ALARM("{other}")'
    composite = on_stage.compose(AlarmRule=rule)
    on_stage.holds(2)
    assert f":{on_stage.name} transitioned to ALARM" in on_stage.described(composite)["StateReason"]
