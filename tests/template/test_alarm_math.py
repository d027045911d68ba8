"""An alarm over metric math: its expression, and each metric that goes into it."""

from __future__ import annotations

from typing import Any

from golive.facts.monitoring import Alarm
from golive.model import Unknown
from golive.plain import plain, raw
from tests.template.reading import NEVER, seen, side


def stat(name: str, metric: str, period: Any = 60) -> dict[str, Any]:
    dimensions = [{"Name": "FunctionName", "Value": "f"}]
    watched = {"Namespace": "AWS/Lambda", "MetricName": metric, "Dimensions": dimensions}
    of = {"Metric": watched, "Period": period, "Stat": "Sum"}
    return {"Id": name, "MetricStat": of, "ReturnData": False}


def alarm(*metrics: dict[str, Any]) -> Alarm:
    """What is read of an alarm over these."""
    result = {"Id": "rate", "Expression": "errors / calls"}
    properties = {"Metrics": [result, *metrics], "EvaluationPeriods": 1}
    found = seen(
        side({"Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}}),
        Alarm,
        "Alarm",
    )
    assert isinstance(found.fact, Alarm)
    return found.fact


def test_an_expression_is_read_with_its_inputs() -> None:
    """The metric that is returned is the query; the others are inputs, with their period."""
    found = alarm(stat("errors", "Errors"), stat("calls", "Invocations"))
    assert (found.query, found.metric, found.period_seconds) == ("errors / calls", "", 60)
    assert [(i.id, i.metric, i.statistic) for i in found.inputs] == [
        ("errors", "Errors", "Sum"),
        ("calls", "Invocations", "Sum"),
    ]
    assert found.inputs[0].dimensions == {"FunctionName": "f"}


def test_inputs_of_two_periods_have_none_in_common() -> None:
    """The alarm's period is 0 then, which no row of the table has."""
    assert alarm(stat("a", "Errors"), stat("b", "Invocations", 300)).period_seconds == 0


def test_what_is_undecided_is_unknown() -> None:
    """A period, or which metric is returned, that only AWS evaluates."""
    late = alarm(stat("a", "Errors", NEVER))
    assert isinstance(raw(late, "period_seconds"), Unknown)
    assert "unknown" in str(plain(raw(late, "inputs")[0]))
    assert isinstance(raw(alarm(stat("a", "Errors") | {"ReturnData": NEVER}), "query"), Unknown)


def test_two_results_are_no_alarm_that_we_know() -> None:
    """CloudWatch takes one expression that is returned; no metric is read of another list."""
    assert alarm(stat("a", "Errors") | {"ReturnData": True}).query == ""
