"""The rollback criterion in the account: its schedule, its rights, its alarm and composite."""

from __future__ import annotations

from typing import Any

import pytest

from baseline.rollback import READS
from golive.environment import Environment
from golive.environments import load, names
from golive.launch.criterion import EVERY_MINUTES, NAMESPACE
from tests.functions.loading import function
from tests.stacks.reading import Template, Templates, named, of


@pytest.fixture(scope="module", params=names())
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["Operations"]


def ours(stack: Template, kind: str) -> Any:
    """The properties of the criterion's own resource of a type."""
    return next(
        r["Properties"] for name, r in of(stack, kind).items() if name.startswith("Rollback")
    )


def test_it_runs_every_five_minutes(stack: Template) -> None:
    """One rule calls it, and tries no run again."""
    rule = ours(stack, "AWS::Events::Rule")
    assert rule["ScheduleExpression"] == f"rate({EVERY_MINUTES} minutes)"
    [target] = rule["Targets"]
    assert "RollbackFunction" in str(target["Arn"])
    assert target["RetryPolicy"] == {"MaximumRetryAttempts": 0}


def test_its_role_reads_no_caller(stack: Template) -> None:
    """It may query one partition of the register, and of it no attribute that names a person."""
    [policy] = ours(stack, "AWS::IAM::Role")["Policies"]
    stated = {s["Sid"]: s for s in policy["PolicyDocument"]["Statement"]}
    assert stated.keys() == {"OwnLog", "QueryIssues", "OpenSealed", "PutCriterion"}
    query = stated["QueryIssues"]
    assert query["Action"] == "dynamodb:Query"
    every = query["Condition"]["ForAllValues:StringEquals"]
    assert every == {"dynamodb:LeadingKeys": ["issues"], "dynamodb:Attributes": READS}
    assert query["Condition"]["StringEquals"] == {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}
    bound = {"StringEquals": {"cloudwatch:namespace": NAMESPACE}}
    assert stated["PutCriterion"]["Condition"] == bound


def test_the_function_asks_for_what_its_role_may_read() -> None:
    """No attribute more, none less."""
    assert list(function("rollback").READ) == READS


def test_its_alarm_waits_for_the_declared_hours(environment: Environment, stack: Template) -> None:
    """The threshold is the environment's, and an evaluation that fails changes nothing."""
    alarm = of(stack, "AWS::CloudWatch::Alarm")["RollbackCriterion"]["Properties"]
    assert alarm["Threshold"] == environment.rollback.open_hours
    assert alarm["TreatMissingData"] == "ignore"
    assert "AlarmActions" not in alarm


def test_its_composite_tells_the_critical_topic(environment: Environment, stack: Template) -> None:
    """One message says to go back; no mute and no other composite hides it."""
    composite = of(stack, "AWS::CloudWatch::CompositeAlarm")["GoLiveAbort"]["Properties"]
    assert composite["AlarmName"] == f"{environment.prefix}-abort"
    assert composite["AlarmRule"] == f'ALARM("{environment.prefix}-rollback-criterion")'
    [topic] = named(composite["AlarmActions"])
    assert topic.startswith("CriticalTopic")
    for mute in of(stack, "AWS::CloudWatch::AlarmMuteRule").values():
        names = mute["Properties"]["MuteTargets"]["AlarmNames"]
        assert not {f"{environment.prefix}-abort", f"{environment.prefix}-rollback-criterion"} & {
            *names
        }
