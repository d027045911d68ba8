"""The deployed readiness function, run under its own role with IAM on."""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from golive.environments import load
from golive.judge import Verdict
from golive.readiness import EVERY_MINUTES, NAMESPACE
from sandbox import demo
from sandbox.readiness import function, run_once
from tests.sandbox.account import Account

TARGET = load("sandbox")
Told = dict[str, Any]
SECONDS = 120
"""At most, for a run that waits for no rate."""
LINE = "Verdict"


@pytest.fixture(scope="module")
def ran(deployed: Account) -> Told:
    """What one run told."""
    return run_once(TARGET, deployed.connection, demo.unhurried())


@pytest.fixture(scope="module")
def evidence(deployed: Account, ran: Told) -> Told:
    """The run that it put into the evidence bucket."""
    [note] = ran["notes"]
    bucket, _, key = note.removeprefix("evidence: s3://").partition("/")
    stored = deployed.client("s3").get_object(Bucket=bucket, Key=key)
    return json.loads(stored["Body"].read())


def test_its_role_is_enough(ran: Told) -> None:
    """No call fails, and evidence is kept."""
    assert (ran["FailedCalls"], ran["EvidenceNotKept"]) == (0, 0)


def test_its_evidence_is_a_whole_run(ran: Told, evidence: Told) -> None:
    """Every line of the plan on both sides, with the verdict that it told."""
    assert (evidence["environment"], evidence["side"]) == ("sandbox", "both")
    assert evidence["verdict"] == ran["verdict"]
    verdicts = [line["verdict"] for line in evidence["lines"]]
    assert verdicts.count(Verdict.UNKNOWN) == ran["UnknownLines"]


def test_each_line_has_its_verdict_as_a_metric(deployed: Account, evidence: Told) -> None:
    """By environment and line, within the last minutes, and no other line has one."""
    listed = deployed.client("cloudwatch").list_metrics(Namespace=NAMESPACE, MetricName="Verdict")[
        "Metrics"
    ]
    found = {d["Value"] for m in listed for d in m["Dimensions"] if d["Name"] == "Line"}
    built = {n["id"] for n in evidence["lines"] if n["verdict"] != Verdict.NOT_BUILT}
    assert found == built


def test_the_last_metric_says_that_it_ended(deployed: Account, ran: Told) -> None:
    """`Runs` has points, which the silence alarm waits for."""
    assert points(deployed, "Runs") >= 2


def points(deployed: Account, metric: str, line: str = "") -> float:
    """How many values a metric has got within the hour."""
    now = datetime.now(UTC)
    named = {"Environment": "sandbox"} | ({"Line": line} if line else {})
    got = deployed.client("cloudwatch").get_metric_statistics(
        Namespace=NAMESPACE,
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in named.items()],
        StartTime=now - timedelta(hours=1),
        EndTime=now + timedelta(minutes=1),
        Period=3600,
        Statistics=["SampleCount"],
    )
    return sum(point["SampleCount"] for point in got["Datapoints"])


def kept(deployed: Account) -> set[str]:
    """The evidence that is stored."""
    bucket = deployed.physical("data", "Evidence", "Bucket")
    listed = deployed.client("s3").list_objects_v2(Bucket=bucket, Prefix="verify/")
    return {each["Key"] for each in listed["Contents"]}


@contextmanager
def hurried(deployed: Account, rule: str) -> Generator[None]:
    """The rule says the sandbox's rates to its function, as where a quota was raised.

    How long a run takes at those of AWS is known: tests/account/test_duration.py.
    """
    events = deployed.client("events")
    targets = events.list_targets_by_rule(Rule=rule)["Targets"]
    said = json.dumps({"rates": demo.unhurried()})
    events.put_targets(Rule=rule, Targets=[{**each, "Input": said} for each in targets])
    try:
        yield
    finally:
        events.put_targets(Rule=rule, Targets=targets)


def test_its_schedule_runs_it(deployed: Account, ran: Told) -> None:
    """When its minutes are over, and nobody calls it: the verdicts as metrics, and evidence."""
    rule = deployed.physical("operations", "ReadinessSchedule", "Rule")
    before, verdicts, known = (
        points(deployed, "Runs"),
        points(deployed, LINE, "4.1"),
        kept(deployed),
    )
    with hurried(deployed, rule):
        [told] = deployed.let_pass(EVERY_MINUTES, rule)
    assert told["outcome"] == "invoked"
    deadline = time.monotonic() + SECONDS
    while points(deployed, "Runs") == before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert points(deployed, "Runs") == before + 1
    assert points(deployed, LINE, "4.1") == verdicts + 1
    assert len(kept(deployed) - known) == 1


def test_its_log_names_no_person(deployed: Account, ran: Told) -> None:
    """One line of counts; no user and no recipient."""
    name = function(TARGET, deployed.connection)
    described = deployed.client("lambda").get_function_configuration(FunctionName=name)
    group = described["LoggingConfig"]["LogGroup"]
    events = deployed.client("logs").filter_log_events(logGroupName=group)["events"]
    text = " ".join(event["message"] for event in events)
    assert '"verdict"' in text
    recipients = [*TARGET.recipients.critical, *TARGET.recipients.warning]
    people = [agent.user for agent in TARGET.agents]
    assert not [word for word in people + recipients if word in text]
