"""A row that can't fire, or always does, is refused: its name, key, value and what is allowed."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from golive.alarms import Declared, Row, by_id, rows
from golive.alarms.check import TableError, check, mistakes
from golive.alarms.metrics import find
from golive.alarms.table import read

TABLE = files("golive.alarms").joinpath("table.toml").read_text(encoding="utf-8")
SHARE = by_id()["calls-near-quota"]
QUERY = by_id()["queues-slow"]
MATH = by_id()["integrations-failing"]
SLOW = by_id()["integrations-slow"]

# The row that is changed, how, and the message.
CASES: dict[str, tuple[Row, dict[str, Any], str]] = {
    "unknown namespace": (SHARE, {"namespace": "AWS/Conect"}, "namespace is 'AWS/Conect', allowed"),
    "unknown metric": (
        SHARE,
        {"metric": "PacketLossRate"},
        "metric is 'PacketLossRate', allowed: ToInstancePacketLossRate",
    ),
    "metric like no other": (
        SHARE,
        {"metric": "Zzz"},
        "metric is 'Zzz', allowed: a metric of AWS/Connect in metrics.toml",
    ),
    "right spelling": (
        by_id()["bots-slow"],
        {"metric": "RuntimeSuccessfulRequestLatency"},
        "allowed: RuntimeSucessfulRequestLatency (AWS misspells",
    ),
    "unknown input": (
        MATH,
        {"inputs": {"errors": "Error"}},
        "inputs.errors is 'Error', allowed: Errors",
    ),
    "group of another metric": (
        SHARE,
        {"dimensions": {"InstanceId": "{instance}", "MetricGroup": "Calls"}},
        "dimensions is 'InstanceId = {instance}, MetricGroup = Calls', "
        "allowed: InstanceId, MetricGroup = VoiceCalls; or ",
    ),
    "dimension left out": (
        SHARE,
        {"dimensions": {"InstanceId": "{instance}"}},
        "dimensions is 'InstanceId = {instance}', allowed",
    ),
    "each of what it doesn't have": (
        QUERY,
        {"each": "ContactFlowName"},
        "ContactFlowName = each', allowed: InstanceId, MetricGroup = Queue, QueueName",
    ),
    "statistic": (SHARE, {"statistic": "Sum"}, "statistic is 'Sum', allowed: Average, Maximum"),
    "percentile of a count": (
        by_id()["calls-missed"],
        {"statistic": "p99"},
        "statistic is 'p99', allowed: Sum",
    ),
    "unit": (SHARE, {"unit": "Percent"}, "unit is 'Percent', allowed: Fraction"),
    "out of reach": (SHARE, {"threshold": 80}, "threshold is 80, allowed: one that some values"),
    "always beyond": (SHARE, {"threshold": 0}, "from 0 to 1 pass, and others don't"),
    "share that is none": (MATH, {"threshold": 1}, "threshold is 1, allowed"),
    "declared out of reach": (
        MATH,
        {"threshold": Declared("error_rate", 0, 5)},
        "threshold is 5, allowed: one that some values from 0 to 1 pass",
    ),
    "silence of nothing": (
        by_id()["calls-silent"],
        {"threshold": 0},
        "threshold is 0, allowed: one that some values from 0 to inf pass",
    ),
}


def test_the_table_has_no_mistake() -> None:
    """Each row watches what is published, where it can be."""
    check(rows())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_mistake_one_message(case: str) -> None:
    """Each message names the row, the key, the value and what is allowed."""
    row, changes, message = CASES[case]
    [mistake] = mistakes(replace(row, **changes))
    assert str(mistake).startswith(f"{row.id}: ")
    assert message in str(mistake)


def test_every_mistake_of_a_table_is_told_at_once() -> None:
    """A row with two mistakes and two with one: a line for each, in the table's order."""
    text = TABLE.replace("ConcurrentCallsPercentage", "ConcurrentCallPercentage", 1)
    text = text.replace("threshold = 0.8", "threshold = 80", 1)
    text = text.replace('"CallsBreachingConcurrencyQuota"', '"MissedCall"', 1)
    text = text.replace('{instance}", MetricGroup = "CallRec', '{instance}", MetricGroup = "Rec', 1)
    with pytest.raises(TableError) as told:
        check(read(text))
    assert [line.partition(" is ")[0] for line in str(told.value).splitlines()] == [
        "calls-near-quota: metric",
        "calls-near-quota: threshold",
        "calls-over-quota: metric",
        "recordings-not-stored: dimensions",
    ]


def test_a_row_with_a_pattern_makes_its_metric() -> None:
    """What the trail's log is searched for is counted under the name that the row gives."""
    row = by_id()["root-used"]
    assert list(mistakes(replace(row, metric="AnyName"))) == []
    assert [m.key for m in mistakes(replace(row, pattern=""))] == ["namespace"]


def test_what_is_always_right_is_no_mistake() -> None:
    """A number of milliseconds between what a flow may wait at least and at most."""
    assert SLOW.limits == (1000, 8000)
    assert list(mistakes(SLOW)) == []


DISPUTED = {
    "CallBackNotDialableNumber",
    "ConcurrentEmails",
    "ConcurrentEmailsPercentage",
    "ToInstancePacketLossRate",
}
"""Metrics whose dimensions AWS's documents give in two ways, of which one is true."""


@pytest.mark.parametrize("row", [r for r in rows() if r.metric in DISPUTED], ids=lambda r: r.id)
def test_a_disputed_metric_is_found_whichever_document_is_right(row: Row) -> None:
    """The row asks for dimensions that both ways have, and no more."""
    metric = find(row.namespace, row.metric)
    assert metric
    assert metric.doubt
    assert len(metric.sets) == 2
    for either in metric.sets:
        asked = {*row.dimensions, row.each}
        assert asked <= either.keys()
        assert replace(metric, sets=(either,)).has(row.dimensions)


def test_packet_loss_is_never_too_small_to_be_seen() -> None:
    """The threshold is within the smaller of the two ranges; in the larger one it is eager."""
    row = by_id()["packet-loss"]
    [limit] = row.limits
    assert 0 < limit < 1
    assert row.comparison == "GreaterThanOrEqualToThreshold"
