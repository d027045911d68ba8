"""Rules with a schedule invoke a function as EventBridge does, when time is let pass."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from tests.sandbox.account import Account

CODE = "import json\ndef handler(event, context): print('GOT ' + json.dumps(event))\n"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


@dataclass(frozen=True)
class Scheduled:
    """A rule every five minutes and the function that it targets."""

    account: Account
    name: str
    rule: str
    function: str

    def permit(self, source: str) -> None:
        """Let EventBridge invoke the function for one rule."""
        self.account.client("lambda").add_permission(
            FunctionName=self.name,
            StatementId="rule",
            Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com",
            SourceArn=source,
        )

    def passed(self, minutes: int) -> list[str]:
        """What came of each time that the rule was due."""
        told = self.account.let_pass(minutes, self.name)
        assert {each["rule"] for each in told} <= {self.rule}
        return [each["outcome"] for each in told]

    def events(self, number: int) -> list[dict[str, Any]]:
        """What the function got, when it was invoked so often."""
        logs, group, seconds = self.account.client("logs"), f"/aws/lambda/{self.name}", 20
        for _ in range(seconds * 5):
            found = logs.filter_log_events(logGroupName=group)["events"]
            lines = [e["message"] for e in found if e["message"].startswith("GOT ")]
            if len(lines) >= number:
                return [json.loads(line.removeprefix("GOT ")) for line in lines]
            time.sleep(0.2)
        raise AssertionError(f"not invoked {number} times in {seconds} s")


@pytest.fixture
def scheduled(account: Account) -> Generator[Scheduled]:
    """A new one, which nobody has permitted yet."""
    name, place = f"tick-{uuid4().hex[:8]}", account.connection
    role = account.client("iam").create_role(
        RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("handler.py", CODE)
    made = account.client("lambda").create_function(
        FunctionName=name,
        Runtime="python3.14",
        Role=role["Role"]["Arn"],
        Handler="handler.handler",
        Code={"ZipFile": packed.getvalue()},
    )
    account.client("logs").create_log_group(logGroupName=f"/aws/lambda/{name}")
    events = account.client("events")
    rule = events.put_rule(Name=name, ScheduleExpression="rate(5 minutes)")["RuleArn"]
    events.put_targets(Rule=name, Targets=[{"Id": "one", "Arn": made["FunctionArn"]}])
    assert rule == f"arn:aws:events:{place.region}:{place.account}:rule/{name}"
    yield Scheduled(account, name, rule, made["FunctionArn"])
    events.remove_targets(Rule=name, Ids=["one"])
    events.delete_rule(Name=name)


def test_it_is_invoked_each_time_that_it_is_due(scheduled: Scheduled) -> None:
    """Not before five minutes are over; twice in ten, with the event of a schedule."""
    scheduled.permit(scheduled.rule)
    assert scheduled.passed(4) == []
    assert scheduled.passed(7) == ["invoked"] * 2
    for event in scheduled.events(2):
        assert (event["source"], event["detail-type"]) == ("aws.events", "Scheduled Event")
        assert (event["resources"], event["detail"]) == ([scheduled.rule], {})


def test_a_target_gets_its_own_input(scheduled: Scheduled) -> None:
    """Instead of the event."""
    scheduled.permit(scheduled.rule)
    target = {"Id": "one", "Arn": scheduled.function, "Input": json.dumps({"own": [1]})}
    scheduled.account.client("events").put_targets(Rule=scheduled.name, Targets=[target])
    assert scheduled.passed(6) == ["invoked"]
    assert scheduled.events(1) == [{"own": [1]}]


def test_a_function_that_lets_nobody_is_not_invoked(scheduled: Scheduled) -> None:
    """The rule's failures are counted."""
    [outcome] = scheduled.passed(6)
    assert outcome.startswith("events.amazonaws.com may not lambda:InvokeFunction")
    listed = scheduled.account.client("cloudwatch").list_metrics(
        Namespace="AWS/Events", MetricName="FailedInvocations"
    )
    dimension = {"Name": "RuleName", "Value": scheduled.name}
    assert [dimension] in [metric["Dimensions"] for metric in listed["Metrics"]]


def test_another_rule_s_permission_is_none(scheduled: Scheduled) -> None:
    """The source is the rule's ARN."""
    scheduled.permit(f"{scheduled.rule}-other")
    [outcome] = scheduled.passed(6)
    assert "may not" in outcome


def test_a_rule_that_is_off_does_nothing(scheduled: Scheduled) -> None:
    """However long."""
    scheduled.permit(scheduled.rule)
    scheduled.account.client("events").disable_rule(Name=scheduled.name)
    assert scheduled.passed(60) == []
