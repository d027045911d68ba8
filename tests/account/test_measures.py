"""Quotas, windows and datapoints: what they mean, and what can't be told from them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from golive.account.metrics import Window
from golive.account.readers.flow_counts import LONGEST, OLDEST, pieces
from golive.account.readers.limits import needs
from golive.controls import catalogue
from golive.facts.capacity import Limit, Limits
from golive.facts.connect import Instance
from golive.facts.feeds import DashboardData
from golive.facts.traffic import FeedLags, FlowRuns, PacketLoss, RecordingUploads, ReportArrivals
from golive.insights import queried
from golive.judge import judge_one
from golive.model import Fact, Outcome, Unknown
from golive.plain import raw
from tests.account.canned import Answers, Odd, refused
from tests.account.concerns.capacity import RECENT, REPORTS, TESTED, USED
from tests.account.good import NOW, account, answers, changed, environment

QUOTAS = "service-quotas:ListServiceQuotas"
FORBIDDEN: dict[str, Any] = {"Id": "calls", "StatusCode": "Forbidden"}
NO_STREAM = "connect:ListInstanceStorageConfigs AGENT_EVENTS"


def read(kind: type[Fact], changes: Answers | None = None, **declared: Any) -> Any:
    """The one fact of a kind, of a changed account or environment; an Unknown as it is."""
    side = account(changes)
    side.environment = environment().model_copy(update=declared)
    seen = side.facts(kind)
    assert not isinstance(seen, Unknown)
    return seen[0].fact


def limit(changes: Answers, name: str = "concurrent calls") -> Limit:
    found: Limits = read(Limits, changes)
    return next(each for each in found.limits if each.name == name)


def test_a_value_of_this_instance_wins_over_one_for_all() -> None:
    """Quotas of Connect are applied to each instance; others' values say nothing here."""
    whole: Any = answers()[QUOTAS]
    values = whole["Quotas"]
    assert limit({}).quota == 200
    assert limit({QUOTAS: {"Quotas": [*values[:2], *values[3:]]}}).quota == 20
    assert limit({QUOTAS: {"Quotas": [values[0]]}}).quota == 10


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({QUOTAS: {"Quotas": []}}, "Service Quotas says no applied value for L-12AB7C57"),
        (
            {
                QUOTAS: {
                    "Quotas": [
                        {
                            "QuotaCode": "L-12AB7C57",
                            "ErrorReason": {"ErrorCode": "DEPENDENCY_SERVICE_ERROR"},
                        }
                    ]
                }
            },
            "DEPENDENCY_SERVICE_ERROR",
        ),
    ],
)
def test_a_quota_without_a_value_is_unknown(changes: Answers, why: str) -> None:
    """What Service Quotas can't say is no quota of any size."""
    assert why in raw(limit(changes), "quota").why


@pytest.mark.parametrize(
    ("counts", "parts", "shown"),
    [
        ([40.0, 50.0], [0.8, 0.25], 50 / 0.245),
        ([40.0, 50.0], [0.8, 0.5], 50 / 0.495),
        ([40.0, 1.0], [0.8, 0.005], 40 / 0.795),
        ([40.0, 0.0], [0.0, 0.0], None),
    ],
)
def test_use_shows_the_most_that_a_limit_can_be(
    counts: list[float], parts: list[float], shown: float | None
) -> None:
    """The newest day with use counts: a limit that was raised since is not held against it."""
    whole: Any = answers()[USED]
    first, second = (
        {**result, "Values": values}
        for result, values in zip(whole["MetricDataResults"], (counts, parts), strict=True)
    )
    found = limit({USED: {"MetricDataResults": [first, second]}}).shown
    assert found == (pytest.approx(shown) if shown else None)


def test_what_is_not_declared_needs_no_quota() -> None:
    """A centre without chats asks for no limit of chats; users are at least the agents."""
    peak = environment().peak.model_copy(update={"chats": 0, "tasks": 0, "emails": 0})
    assert needs(environment().model_copy(update={"peak": peak}))["chats"] == 0
    names = [each.name for each in read(Limits, peak=peak).limits]
    assert names == ["concurrent calls", "users", "phone numbers", "queues"]


@pytest.mark.parametrize("kind", [PacketLoss, FlowRuns, RecordingUploads])
def test_before_the_test_window_nothing_is_told(kind: type[Fact]) -> None:
    """What nobody could test yet is unknown, and says when it begins."""
    later = environment().launch.model_copy(
        update={"test_window": environment().launch.test_window.model_copy(update={"start": NOW})}
    )
    assert "the test window begins at 2026-11-23 12:00 UTC" in read(kind, launch=later).why


def test_no_measured_call_is_no_good_call() -> None:
    """Without a datapoint packet loss is unknown, not low."""
    assert "no agent took a call" in read(PacketLoss, changed(TESTED, "MetricDataResults", [])).why


def test_a_metric_that_cloudwatch_could_not_read_is_unknown() -> None:
    """A status that is no answer is a reason, not an empty series."""
    forbidden = changed(TESTED, "MetricDataResults", [FORBIDDEN])
    assert "Forbidden" in read(RecordingUploads, forbidden).why


def test_recordings_without_a_call_prove_nothing() -> None:
    """No failure among no calls is unknown."""
    side = account(changed(TESTED, "MetricDataResults", []))
    [judged] = judge_one(catalogue()["2.6.4-recordings-stored"], side)
    assert (judged.outcome, "no call came" in judged.finding) == (Outcome.UNKNOWN, True)


@pytest.mark.parametrize(
    ("kind", "declared", "why"),
    [
        (FeedLags, {"feeds": []}, "declares no feeds"),
        (ReportArrivals, {"reports": []}, "declares no reports"),
    ],
)
def test_what_nobody_declared_is_unknown(
    kind: type[Fact], declared: dict[str, Any], why: str
) -> None:
    """A line that meets nothing does not pass; who has no use for it says so."""
    assert why in read(kind, **declared).why


def test_a_feed_without_a_stream_is_unknown() -> None:
    """An instance that streams nowhere has no lag."""
    [feed] = read(FeedLags, changed(NO_STREAM, "StorageConfigs", [])).feeds
    assert "sends its agent events to no Kinesis stream" in raw(feed, "records").why


def test_a_stream_that_is_gone_is_unknown() -> None:
    """It is the stream that was deleted, not the instance."""
    gone = {"kinesis:ListStreamConsumers": refused("ResourceNotFoundException")}
    [feed] = read(FeedLags, gone).feeds
    assert "doesn't exist" in raw(feed, "lag_minutes").why


def test_nobody_who_reads_has_no_lag() -> None:
    """Without a datapoint of any reader the lag is none, which a control finds."""
    alone = changed(RECENT, "MetricDataResults.4.Values", [])
    alone |= {"kinesis:ListStreamConsumers": {"Consumers": []}}
    [feed] = read(FeedLags, alone).feeds
    assert feed.lag_minutes is None


def test_more_reports_than_are_listed_is_unknown() -> None:
    """The list is bounded, and a part of it can't tell which is the newest."""
    found: Any = answers()[REPORTS]
    [report] = read(ReportArrivals, {REPORTS: Odd({**found, "NextToken": "x"})}).reports
    assert "give a narrower prefix" in raw(report, "newest").why


def test_a_flow_that_the_instance_lacks_is_unknown() -> None:
    """A flow of another name proves nothing of the declared one."""
    main, *_ = read(
        FlowRuns, changed("connect:ListContactFlows", "ContactFlowSummaryList", [])
    ).flows
    assert raw(main, "started").why == "the instance has no flow called Main"


def test_metrics_of_failure_are_told_as_never_seen() -> None:
    """A dashboard may draw what only a failure publishes: that it would come is not proven."""
    drawn = {"type": "metric", "properties": {"metrics": [["AWS/Connect", "ThrottledCalls"]]}}
    body = json.dumps({"widgets": [drawn]})
    found = read(DashboardData, changed("cloudwatch:GetDashboard", "DashboardBody", body))
    assert (found.silent, found.never_seen) == ((), ("AWS/Connect ThrottledCalls",))


def test_a_window_is_cut_into_what_one_request_may_span() -> None:
    """Connect answers for less than 35 days at once, and for three months back."""
    year = Window(NOW - timedelta(days=365), NOW)
    cut = list(pieces(NOW, year))
    assert cut[0].start == NOW - OLDEST
    assert all(one.end == other.start for one, other in pairwise(cut))
    assert max(piece.end - piece.start for piece in cut) == LONGEST
    assert cut[-1].end == NOW
    assert list(pieces(datetime.now(NOW.tzinfo), Window(NOW, NOW))) == []


@pytest.mark.parametrize(
    ("expression", "metric"),
    [
        ("SELECT MAX(QueueSize) FROM \"AWS/Connect\" WHERE a = 'b'", "AWS/Connect QueueSize"),
        ('select sum("Errors") from SCHEMA("AWS/Lambda", FunctionName)', "AWS/Lambda Errors"),
        ("m1 / m2", None),
        ("", None),
    ],
)
def test_a_query_names_its_metric(expression: str, metric: str | None) -> None:
    """Metrics Insights queries are told from metric math."""
    assert queried(expression) == metric


def test_an_instance_reads_each_window_once() -> None:
    """All that is asked about one window is one call to CloudWatch."""
    side = account()
    for kind in (PacketLoss, FlowRuns, RecordingUploads, Instance):
        side.facts(kind)
    asked = [p for name, p in side.session.asked if name == "cloudwatch:GetMetricData"]  # pyright: ignore[reportAttributeAccessIssue,reportUnknownMemberType,reportUnknownVariableType]
    assert len(asked) == 1  # pyright: ignore[reportUnknownArgumentType]
