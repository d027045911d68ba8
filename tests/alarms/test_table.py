"""The alarm table: whole, sane, and sourced."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import get_args

import pytest

from golive.alarms import Declared, Row, Severity, Share, by_id, expects, rows
from golive.alarms.metrics import find
from golive.alarms.row import Comparison, Expects, Unit
from golive.declared.centre import Peak
from golive.launch.criterion import ALARM, HEARTBEAT, NAMESPACE, OLDEST

PEAK = {
    "calls": 450,
    "agents": 380,
    "chats": 60,
    "tasks": 40,
    "emails": 10,
    "open_hours": 4,
    "error_rate": 0.01,
    "timeout": 3000,
}
PERIODS = {10, 30, *range(60, 86_401, 60)}
"""What PutMetricAlarm accepts, seconds."""
HOUR, DAY = 3600, 86_400
WHOLE_ACCOUNT = {"packet-loss", "functions-throttled", "tables-refused"}
"""Rows that see what isn't of this environment too: AWS publishes the one under two names of the
instance's dimension, and the others without any."""
TROUBLE = {
    "AWS/Connect": [
        "CallBackNotDialableNumber",
        "CallRecordingUploadError",
        "CallsBreachingConcurrencyQuota",
        "ChatsBreachingActiveChatQuota",
        "ConcurrentActiveChatsPercentage",
        "ConcurrentCallsPercentage",
        "ConcurrentEmailsPercentage",
        "ConcurrentTasksPercentage",
        "ContactFlowErrors",
        "ContactFlowFatalErrors",
        "LongestQueueWaitTime",
        "MisconfiguredPhoneNumbers",
        "MissedCalls",
        "PublicSigningKeyUsage",
        "QueueCapacityExceededError",
        "QueueSize",
        "TasksBreachingConcurrencyQuota",
        "TasksExpired",
        "TasksExpiryWarningReached",
        "ThrottledCalls",
        "ToInstancePacketLossRate",
    ],
    "AWS/DynamoDB": ["ReadThrottleEvents", "SystemErrors", "UserErrors", "WriteThrottleEvents"],
    "AWS/Firehose": [
        "DeliveryToS3.DataFreshness",
        "DeliveryToS3.Records",
        "DeliveryToS3.Success",
        "ThrottledGetRecords",
    ],
    "AWS/Kinesis": [
        "GetRecords.IteratorAgeMilliseconds",
        "IncomingRecords",
        "ReadProvisionedThroughputExceeded",
        "WriteProvisionedThroughputExceeded",
    ],
    "AWS/Lambda": ["ConcurrentExecutions", "Duration", "Errors", "Throttles"],
    "AWS/Lex": [
        "RuntimePollyErrors",
        "RuntimeSucessfulRequestLatency",
        "RuntimeSystemErrors",
        "RuntimeThrottledEvents",
        "RuntimeUserErrors",
    ],
    "AWS/Logs": ["IncomingLogEvents"],
    "AWS/SNS": ["NumberOfNotificationsFailed"],
}
"""What tells that callers, or those who serve them, are worse off."""

each = pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)


def test_the_table_covers_the_launch() -> None:
    """At least 15 alarms are built in every environment, and each panel has some."""
    always = [row for row in rows() if not row.needs and "public_access" not in row.places]
    assert len(always) >= 15
    assert set(Counter(row.panel for row in rows())) >= {"Calls", "Flows", "Queues", "Records"}


def test_the_table_covers_what_goes_wrong_in_the_first_hours() -> None:
    """At least 45 rows, and each metric of a centre that tells of trouble is watched."""
    assert len(rows()) >= 45
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows():
        found[row.namespace] |= {row.metric, *row.inputs.values()}
    for namespace, metrics in TROUBLE.items():
        assert found[namespace] >= set(metrics), namespace


def test_ids_stand_once() -> None:
    """An id names one alarm and one page."""
    assert len(by_id()) == len(rows())


@each
def test_words_are_the_table_s_own(row: Row) -> None:
    """Severity, unit, comparison and expectation are the few that the readers know."""
    assert row.severity in get_args(Severity)
    assert row.unit in get_args(Unit)
    assert row.comparison in get_args(Comparison)
    assert row.expects in get_args(Expects)
    assert row.missing in ("breaching", "notBreaching", "ignore")
    assert row.source.startswith("https://docs.aws.amazon.com/")
    assert len(row.feels) > 20


@each
def test_thresholds_are_in_the_metric_s_unit(row: Row) -> None:
    """A fraction ends at 1, a percentage at 100, and a share is of a peak that is declared."""
    limit = row.limit(PEAK)
    most = {"Fraction": 1.0, "Percent": 100.0}.get(row.unit, float("inf"))
    assert 0 < limit <= most
    assert row.unit != "Percent" or limit > 1
    if isinstance(row.threshold, Share):
        assert row.unit == "Count"
        assert row.threshold.peak in Peak.model_fields
        assert float(limit).is_integer()


@each
def test_percentages_of_calls_are_fractions(row: Row) -> None:
    """Connect publishes the percentage of calls as 0 to 1, all others as 0 to 100."""
    if row.metric.endswith("Percentage"):
        metric = find(row.namespace, row.metric)
        assert metric is not None
        assert (row.unit == "Fraction") == (metric.most == 1)


@each
def test_alarms_can_be_evaluated(row: Row) -> None:
    """Datapoints lie within the periods, and these within what CloudWatch looks back."""
    assert 1 <= row.datapoints <= row.evaluation_periods
    assert row.period in PERIODS
    longest = 3 * HOUR if row.each else 7 * DAY if row.period >= HOUR else DAY
    assert row.period * row.evaluation_periods <= longest


@each
def test_silence_waits_for_what_would_come(row: Row) -> None:
    """Missing data counts exactly where data stays away, and only a silence has an excuse."""
    assert row.silence == (row.comparison == "LessThanThreshold" and row.unit == "Count")
    assert not row.silence or row.expects != "failure"
    if row.unless:
        assert row.silence
        assert by_id()[row.unless].silence
        assert not by_id()[row.unless].unless


def test_what_stops_without_an_error_has_a_silence_alarm() -> None:
    """Streams, logs and the archive: a writer that is refused leaves no record that is late."""
    places = {place for row in rows() if row.silence for place in row.places}
    assert places >= {"contact_records", "agent_events", "archive", "flow_log", "trail_log"}


@each
def test_dimensions_have_no_name_of_an_environment(row: Row) -> None:
    """What differs between environments is a place; Connect's metrics are the instance's own."""
    filled = row.named(dict.fromkeys(row.places, "x"))
    assert list(filled) == sorted(row.dimensions)
    assert row.places or row.id in WHOLE_ACCOUNT
    if row.namespace == "AWS/Connect" and row.id not in WHOLE_ACCOUNT:
        assert row.dimensions["InstanceId"] == "{instance}"


def test_a_metric_is_expected_in_one_way() -> None:
    """Rows that watch the same metric of the same thing agree on when it has data."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows():
        if row.namespace != "AWS/Logs":
            found[row.namespace, row.metric].add(row.expects)
    assert [metric for metric, words in found.items() if len(words) > 1] == []


def test_readers_ask_when_a_metric_has_data() -> None:
    """A failure metric may be silent, a traffic metric may not, another is unknown to us."""
    assert expects("AWS/Connect", "ThrottledCalls") == "failure"
    assert expects("AWS/Kinesis", "IncomingRecords") == "traffic"
    assert expects("AWS/EC2", "CPUUtilization") is None


def test_a_share_of_the_peak_is_rounded_up() -> None:
    """Half a call more is a call more, and few callers don't make an alarm nervous."""
    share = Share(peak="calls", times=0.05, least=3)
    assert [share.of({"calls": calls}) for calls in (1, 60, 61, 100, 450)] == [3, 3, 4, 5, 23]


def test_a_threshold_may_be_what_the_environment_declares() -> None:
    """Half hours count; where nothing is declared yet, only what may be declared is likely."""
    declared = Declared(declared="open_hours", least=0.5, most=72)
    assert declared.of(PEAK | {"open_hours": 1.5}) == 1.5
    assert [declared.likely(hours) for hours in (-1, 0, 0.5, 72, 73)] == [72, 72, 0.5, 72, 72]


def test_going_back_has_an_alarm_that_keeps_its_word() -> None:
    """A function that fails neither starts nor ends it; its own silence is an alarm."""
    row = by_id()["rollback-criterion"]
    assert (row.namespace, row.metric, row.missing) == (NAMESPACE, OLDEST, "ignore")
    assert [r.id for r in rows() if r.aborts] == [ALARM]
    assert by_id()["rollback-silent"].metric == HEARTBEAT


def test_a_row_is_built_where_its_subject_is() -> None:
    """Without chats, or without the function that it watches, a row is left out."""
    places = {"instance": "i"}
    assert by_id()["chats-near-quota"].built(PEAK, places)
    assert not by_id()["chats-near-quota"].built(PEAK | {"chats": 0}, places)
    assert not by_id()["public-access-failing"].built(PEAK, places)


def test_a_query_watches_every_value_of_a_dimension() -> None:
    """A row with `each` asks for one series a value, of this instance only, the worst first."""
    assert by_id()["queues-slow"].query({"instance": "i-1"}) == (
        'SELECT MAX(LongestQueueWaitTime) FROM "AWS/Connect" '
        "WHERE InstanceId = 'i-1' AND MetricGroup = 'Queue' "
        "GROUP BY QueueName ORDER BY MAX() DESC"
    )
