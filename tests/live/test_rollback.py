"""The rollback criterion, deployed: an issue ages, the alarm fires, somebody hears."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from golive.environments import load
from golive.launch.criterion import ABORT, ALARM, EVERY_MINUTES, NAMESPACE, OLDEST
from golive.register.records import Issue, Severity
from golive.register.store import Register
from sandbox import control
from sandbox.readiness import evaluate
from tests.live.mailbox import Mailbox, mailbox
from tests.sandbox.account import Account

TARGET = load("sandbox")
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def register(deployed: Account) -> Register:
    """The environment's register, written by the administrator."""

    class Session:
        def client(self, service: str) -> Any:
            return deployed.client(service)

    return Register("sandbox", deployed.physical("data", "Register"), Session(), TARGET.account)


@pytest.fixture
def pager(deployed: Account) -> Generator[Mailbox]:
    """A queue that hears the critical topic."""
    with mailbox(deployed, deployed.physical("operations", "CriticalTopic", "Topic")) as box:
        yield box


def issue(id_: str, hours: float) -> Issue:
    """A critical issue that was opened so long ago."""
    opened = datetime.now(UTC) - hours * HOUR
    return Issue(
        id=id_,
        called=opened,
        opened=opened,
        caller="+15555550123",
        representative="agent.one",
        details="no audio",
        severity=Severity.CRITICAL,
    )


def states(deployed: Account) -> dict[str, str]:
    """What the criterion's alarm and its composite are."""
    names = [f"{TARGET.prefix}-{name}" for name in (ALARM, ABORT)]
    described = deployed.client("cloudwatch").describe_alarms(
        AlarmNames=names, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    )
    every = described["MetricAlarms"] + described["CompositeAlarms"]
    return {
        each["AlarmName"].removeprefix(f"{TARGET.prefix}-"): each["StateValue"] for each in every
    }


def test_an_old_critical_issue_tells_to_go_back_until_it_is_closed(
    deployed: Account, register: Register, pager: Mailbox
) -> None:
    """Five hours open: metric, alarm, composite, message; closed: all is well again, and told."""
    id_ = f"issue-{uuid4().hex[:6]}"
    register.put_new(issue(id_, 5), "a caller rang")
    assert evaluate(TARGET, deployed.connection)[OLDEST] == pytest.approx(5, abs=0.05)
    assert states(deployed) == {ALARM: "ALARM", ABORT: "ALARM"}
    [told] = [m for m in pager.heard() if m["AlarmName"].endswith(f"-{ABORT}")]
    assert told["NewStateValue"] == "ALARM"
    register.change(Issue, id_, closed_now, "mended")
    let_the_alarm_forget(deployed)
    assert states(deployed) == {ALARM: "ALARM", ABORT: "ALARM"}
    assert evaluate(TARGET, deployed.connection)[OLDEST] == 0
    assert states(deployed) == {ALARM: "OK", ABORT: "OK"}
    assert "OK" in [
        m["NewStateValue"] for m in pager.heard() if m["AlarmName"].endswith(f"-{ABORT}")
    ]


def let_the_alarm_forget(deployed: Account) -> None:
    """Let the time pass that the alarm looks back, so that it sees only what comes now."""
    [alarm] = deployed.client("cloudwatch").describe_alarms(
        AlarmNames=[f"{TARGET.prefix}-{ALARM}"]
    )["MetricAlarms"]
    seconds = alarm["Period"] * alarm["EvaluationPeriods"]
    said = {"namespace": NAMESPACE, "metric": OLDEST, "seconds": seconds}
    assert control.fetch(deployed.connection, "/_golive/age", said)["datapoints"]


def closed_now(found: Issue) -> Issue:
    """The same issue, mended."""
    return replace(found, closed=datetime.now(UTC))


def test_trials_and_lesser_issues_tell_nobody(deployed: Account, register: Register) -> None:
    """However long they are open."""
    trial = replace(issue(f"trial-{uuid4().hex[:6]}", 50), trial=True)
    register.put_new(trial, "a trial")
    minor = replace(issue(f"minor-{uuid4().hex[:6]}", 50), severity=Severity.MINOR)
    register.put_new(minor, "a caller rang")
    assert evaluate(TARGET, deployed.connection)[OLDEST] == 0


def test_its_schedule_runs_it(deployed: Account) -> None:
    """Every five minutes, with nobody calling it."""
    rule = deployed.physical("operations", "RollbackSchedule", "Rule")
    told = deployed.let_pass(EVERY_MINUTES, rule)
    assert {each["outcome"] for each in told} == {"invoked"}
