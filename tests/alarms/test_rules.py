"""What makes an alarm useless is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms.fault import Effect
from golive.alarms.rules import faults, unheard
from golive.alarms.watch import Watch
from golive.environments import load, names
from golive.facts.monitoring import Alarm, Input
from golive.model import Gap, Ref, Unknown

INSTANCE = {"InstanceId": Ref("Instance", "Instance", "Id")}
VOICE = {**INSTANCE, "MetricGroup": "VoiceCalls"}
FLOW = {**INSTANCE, "MetricGroup": "ContactFlow", "ContactFlowName": "Main"}
FUNCTION = {"FunctionName": "f"}
STREAM = {"StreamName": "s"}
GOOD = Alarm(
    name="x",
    namespace="AWS/Connect",
    metric="ConcurrentCallsPercentage",
    dimensions=VOICE,
    statistic="Maximum",
    period_seconds=60,
    query="",
    threshold=0.8,
    comparison="GreaterThanOrEqualToThreshold",
    evaluation_periods=3,
    datapoints=3,
    missing="notBreaching",
    actions=("topic",),
    actions_enabled=True,
)
ERRORS = {"id": "m", "namespace": "AWS/Lambda", "metric": "Errors", "dimensions": FUNCTION}
INPUT = Input(**cast(Any, ERRORS), statistic="Sum", period_seconds=60)
SELECT = (
    "SELECT MAX(QueueSize) FROM \"AWS/Connect\" WHERE InstanceId = 'i' AND MetricGroup = 'Queue'"
    " GROUP BY QueueName ORDER BY MAX() DESC"
)
QUERY: dict[str, Any] = {"namespace": "", "metric": "", "dimensions": {}, "threshold": 5}
THROTTLED = {"metric": "ThrottledCalls", "statistic": "Sum", "threshold": 1}
SILENT = {
    "namespace": "AWS/Kinesis",
    "metric": "IncomingRecords",
    "dimensions": STREAM,
    "statistic": "Sum",
    "threshold": 1,
    "comparison": "LessThanThreshold",
}


def changed(**changes: Any) -> Alarm:
    """The good alarm, changed."""
    return replace(cast(Any, GOOD), **changes)


def found(**changes: Any) -> list[tuple[str, Effect]]:
    """The rules that it breaks, and what comes of each."""
    return [(fault.rule, fault.effect) for fault in faults(changed(**changes))]


def asked(query: str, **changes: Any) -> list[tuple[str, Effect]]:
    """The same of a query."""
    return found(**(QUERY | {"query": query} | changes))


NEVER: list[tuple[str, dict[str, Any]]] = [
    ("metric", {"metric": "PacketLossRate"}),
    ("metric", {"metric": "concurrentcallspercentage"}),
    ("metric", {"namespace": "AWS/connect"}),
    ("metric", {"namespace": "AWS/Lambda"}),
    ("metric", {"metric": ""}),
    ("dimensions", {"dimensions": {}}),
    ("dimensions", {"dimensions": INSTANCE}),
    ("dimensions", {"dimensions": FLOW}),
    ("dimensions", {"dimensions": VOICE | {"MetricGroup": "CallsPerInterval"}}),
    ("dimensions", {"dimensions": VOICE | {"QueueName": "q"}}),
    ("unit", {"unit": "Count"}),
    ("threshold", {"threshold": 80}),
    ("threshold", {"threshold": 1, "comparison": "GreaterThanThreshold"}),
    ("missing", SILENT | {"missing": "notBreaching"}),
    ("missing", SILENT | {"missing": "missing"}),
    ("missing", SILENT | {"missing": "ignore"}),
    (
        "period",
        {
            "metric": "ConcurrentTasksPercentage",
            "dimensions": {**INSTANCE, "MetricGroup": "Tasks"},
            "threshold": 80,
        },
    ),
]
NOISE: list[tuple[str, dict[str, Any]]] = [
    ("threshold", {"threshold": 0}),
    ("threshold", {"comparison": "LessThanThreshold"}),
    ("threshold", THROTTLED | {"comparison": "LessThanThreshold", "missing": "breaching"}),
    ("missing", THROTTLED | {"missing": "breaching"}),
    ("missing", THROTTLED | {"missing": "ignore"}),
    ("missing", {"missing": "breaching"}),
    (
        "threshold",
        {
            "metric": "ConcurrentActiveChatsPercentage",
            "dimensions": {**INSTANCE, "MetricGroup": "Chats"},
        },
    ),
]
BLUNT: list[tuple[str, dict[str, Any]]] = [
    ("statistic", THROTTLED | {"statistic": "Maximum"}),
    ("statistic", THROTTLED | {"statistic": "SampleCount"}),
    ("statistic", THROTTLED | {"statistic": "p10"}),
    ("statistic", {"statistic": "Sum"}),
    (
        "missing",
        {
            "namespace": "AWS/DynamoDB",
            "metric": "WriteThrottleEvents",
            "dimensions": {"TableName": "t"},
            "statistic": "Sum",
            "threshold": 1,
        },
    ),
]
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("datapoints", {"datapoints": 4}),
    ("datapoints", {"datapoints": 0}),
    ("period", {"period_seconds": 90}),
    ("window", {"period_seconds": 300, "evaluation_periods": 289}),
    ("window", {"period_seconds": 3600, "evaluation_periods": 169}),
]


def test_a_good_alarm_has_no_fault() -> None:
    """Nor has one with what CloudWatch accepts at the most."""
    assert found() == []
    assert found(period_seconds=300, evaluation_periods=288) == []
    assert found(period_seconds=3600, evaluation_periods=168) == []
    assert found(unit="Percent", missing="missing") == []


@pytest.mark.parametrize(
    ("effect", "rule", "changes"),
    [
        (effect, rule, changes)
        for effect, table in (
            (Effect.NEVER, NEVER),
            (Effect.NOISE, NOISE),
            (Effect.BLUNT, BLUNT),
            (Effect.REFUSED, REFUSED),
        )
        for rule, changes in table
    ],
    ids=str,
)
def test_one_change_breaks_one_rule(effect: Effect, rule: str, changes: dict[str, Any]) -> None:
    """It is found by its own rule and by no other."""
    assert found(**changes) == [(rule, effect)]


def test_a_name_that_nobody_publishes_is_told_with_what_comes_near() -> None:
    """One letter too few, another spelling, or what only resembles it."""
    near = {
        "CallsBreachingConcurencyQuota": "CallsBreachingConcurrencyQuota?",
        "MISSEDCALLS": "MissedCalls?",
        "Nothing": "which nobody publishes",
    }
    for name, text in near.items():
        assert next(faults(changed(metric=name))).text.endswith(text)
    lex = changed(namespace="AWS/Lex", metric="RuntimeSuccessfulRequestLatency")
    assert "AWS spells RuntimeSucessfulRequestLatency" in next(faults(lex)).text


def test_of_a_namespace_of_somebody_else_s_nothing_is_said() -> None:
    """Its metrics are its own: only what CloudWatch evaluates is looked at."""
    other = {"namespace": "Orders", "metric": "Lost", "threshold": 9_000}
    assert found(**other) == []
    assert found(**other, datapoints=9) == [("datapoints", Effect.REFUSED)]


def test_a_silence_is_seen_where_missing_data_breaches() -> None:
    """Of a rate, no data is no attempt: it says nothing."""
    assert found(**SILENT, missing="breaching") == []
    assert found(**SILENT | {"metric": "GetRecords.Success", "statistic": "Average"}) == []


@pytest.mark.parametrize(
    ("query", "rules"),
    [
        (SELECT, []),
        (SELECT.replace("QueueSize", "QueueLength"), ["metric"]),
        (SELECT.replace("'Queue'", "'Queues'"), ["dimensions"]),
        (SELECT.replace("QueueName", "ContactFlowName"), ["dimensions"]),
        (SELECT.replace("MAX(", "SUM("), ["statistic"]),
        (SELECT.replace(" ORDER BY MAX() DESC", ""), ["query"]),
        (SELECT + " LIMIT 10", ["query"]),
        (SELECT.replace('"AWS/Connect"', 'SCHEMA("AWS/Connect", QueueName)'), ["dimensions"]),
        ('SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)', []),
        ('SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda", Resource)', ["dimensions"]),
        ("SELECT COUNT(Errors) FROM \"AWS/Lambda\" WHERE FunctionName != 'x'", ["statistic"]),
        ("SEARCH('{AWS/Connect,InstanceId} MissedCalls', 'Sum')", ["query"]),
        ("1 + 1", ["query"]),
    ],
)
def test_a_query_asks_for_series_that_are_and_for_all_of_them(query: str, rules: list[str]) -> None:
    """Metric, statistic and dimensions are the metric's; no series is left out."""
    assert [rule for rule, _ in asked(query)] == rules


def test_a_query_s_alarm_sees_three_hours() -> None:
    """CloudWatch reads no more for it, and a day for others."""
    day = {"period_seconds": 3600, "evaluation_periods": 24, "datapoints": 1}
    assert asked(SELECT, **day) == [("window", Effect.BLUNT)]
    assert found(**day) == []


def test_an_expression_is_of_metrics_that_are() -> None:
    """Ten at the most, of one period, each with its own dimensions."""
    other = replace(cast(Any, INPUT), dimensions={"Function": "f"})
    assert asked("m", inputs=(INPUT,)) == []
    assert asked("m", inputs=(INPUT,) * 11) == [("query", Effect.REFUSED)]
    assert asked("m", inputs=(other,)) == [("dimensions", Effect.NEVER)]
    slow = replace(cast(Any, INPUT), period_seconds=300)
    assert asked("m", inputs=(INPUT, slow)) == [("period", Effect.REFUSED)]


def test_who_is_told_is_a_rule_of_its_own() -> None:
    """A composite may tell for an alarm."""
    assert list(unheard(GOOD)) == []
    for changes in ({"actions": ()}, {"actions_enabled": False}):
        assert [fault.rule for fault in unheard(changed(**changes))] == ["actions"]
        assert found(**changes) == []


def test_what_is_not_known_is_no_pass() -> None:
    """A token for a threshold is a gap; a fault that comes before it is told all the same."""
    hidden = Unknown("a token")
    with pytest.raises(Gap):
        found(threshold=hidden)
    assert next(faults(changed(threshold=hidden, metric="None"))).rule == "metric"


@pytest.mark.parametrize("name", names())
def test_no_row_of_the_table_has_a_fault(name: str) -> None:
    """Of every environment, at its declared peak; what is filled with a name may be any."""
    for watch in built(load(name)):
        assert list(faults(as_alarm(watch))) == [], watch.id


def test_rows_that_ask_for_many_series_stay_far_below_what_an_account_may_have() -> None:
    """200 alarms on queries in an account and Region, for all environments in one."""
    queries = [watch for name in names() for watch in built(load(name)) if watch.row.each]
    assert len(queries) < 200 / 3


def as_alarm(watch: Watch) -> Alarm:
    """A row as the alarm that it becomes."""
    row = watch.row
    plain = not (row.each or row.expression)
    return Alarm(
        name=watch.id,
        namespace=row.namespace if plain else "",
        metric=row.metric if plain else "",
        dimensions=watch.dimensions if plain else {},
        statistic=row.statistic if plain else "",
        period_seconds=row.period,
        query=row.expression or (watch.query if row.each else ""),
        inputs=tuple(_inputs(watch)),
        threshold=watch.limit,
        comparison=row.comparison,
        evaluation_periods=row.evaluation_periods,
        datapoints=row.datapoints,
        missing=row.missing,
        actions=(),
        actions_enabled=True,
    )


def _inputs(watch: Watch) -> Iterator[Input]:
    row = watch.row
    for name, metric in row.inputs.items():
        yield Input(
            id=name,
            namespace=row.namespace,
            metric=metric,
            dimensions=watch.dimensions,
            statistic=row.statistic,
            period_seconds=row.period,
        )
