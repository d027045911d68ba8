"""The readiness function: its schedule, its rights, and what is beside its handler."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from golive.alarms import rows
from golive.environment import Environment
from golive.environments import load, names
from golive.readiness import EVERY_MINUTES, NAMESPACE, TIMEOUT_SECONDS
from golive.waivers import FILE
from tests.stacks.reading import Template, Templates, of


@pytest.fixture(scope="module", params=names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def stack(name: str, templates: Templates) -> Template:
    return templates(name)["Operations"]


def function(stack: Template) -> tuple[str, Any]:
    """The function's logical id and properties."""
    [found] = [
        (logical, resource["Properties"])
        for logical, resource in of(stack, "AWS::Lambda::Function").items()
        if logical.startswith("Readiness")
    ]
    return found


def test_it_runs_every_quarter_hour(stack: Template) -> None:
    """One rule calls it, once each time: neither the rule nor Lambda tries again."""
    rules = of(stack, "AWS::Events::Rule")
    rule = next(r["Properties"] for n, r in rules.items() if n.startswith("Readiness"))
    assert rule["ScheduleExpression"] == f"rate({EVERY_MINUTES} minutes)"
    assert rule["State"] == "ENABLED"
    [target] = rule["Targets"]
    logical, properties = function(stack)
    assert target["Arn"] == {"Fn::GetAtt": [logical, "Arn"]}
    assert target["RetryPolicy"] == {"MaximumRetryAttempts": 0}
    for config in of(stack, "AWS::Lambda::EventInvokeConfig").values():
        assert config["Properties"]["MaximumRetryAttempts"] == 0
    assert properties["Timeout"] == TIMEOUT_SECONDS


def test_it_has_the_rights_to_verify_and_puts_metrics(stack: Template) -> None:
    """The same policies as the role; beside them its own log and its own namespace."""
    roles = of(stack, "AWS::IAM::Role")
    own = next(r["Properties"] for n, r in roles.items() if n.startswith("ReadinessRole"))
    verify = next(r["Properties"] for n, r in roles.items() if n.startswith("VerifyRole"))
    assert own["ManagedPolicyArns"] == verify["ManagedPolicyArns"]
    [policy] = own["Policies"]
    stated = {s["Sid"]: s for s in policy["PolicyDocument"]["Statement"]}
    assert stated.keys() == {"OwnLog", "PutVerdicts"}
    bound = {"StringEquals": {"cloudwatch:namespace": NAMESPACE}}
    assert stated["PutVerdicts"]["Condition"] == bound


def test_who_may_verify(name: str, stack: Template) -> None:
    """The account's principals that the environment lets read operations data, by name."""
    roles = of(stack, "AWS::IAM::Role")
    role = next(r["Properties"] for n, r in roles.items() if n.startswith("VerifyRole"))
    [trust] = role["AssumeRolePolicyDocument"]["Statement"]
    environment = load(name)
    assert trust["Principal"] == {"AWS": f"arn:aws:iam::{environment.account}:root"}
    named = trust.get("Condition", {}).get("ArnLike", {}).get("aws:PrincipalArn", [])
    assert ([named] if isinstance(named, str) else named) == environment.access.operations


def test_its_environment_is_beside_it(
    name: str, stack: Template, assembly: Callable[[str], Path]
) -> None:
    """The environment and the waivers of this deployment, the package, and no other's."""
    _, properties = function(stack)
    [asset] = assembly(name).glob(f"asset.{properties['Code']['S3Key']}")
    with zipfile.ZipFile(asset) as packed:
        held = json.loads(packed.read("environment.json"))
        assert packed.read("waivers.toml") == FILE.read_bytes()
        files = packed.namelist()
    assert Environment.model_validate(held, strict=False) == load(name)
    assert {"handler.py", "golive/run.py", "golive/account/operations.toml"} <= {*files}
    assert not [file for file in files if file.startswith(("sandbox/", "stacks/", "constructs/"))]


def test_alarms_wait_for_two_runs() -> None:
    """A period of our own metrics has a point even when a run is late."""
    own = [row for row in rows() if row.namespace == NAMESPACE]
    assert len(own) == 4
    assert all(row.period >= 2 * EVERY_MINUTES * 60 for row in own)
