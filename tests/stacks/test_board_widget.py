"""The widget of the go-live board: its rights, its schedule, what is beside its handler."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from baseline.board_widget import EVERY_MINUTES
from golive.environments import load, names
from golive.report.place import place_of
from tests.stacks.reading import Template, Templates, of
from tests.stacks.test_dashboard import widgets


@pytest.fixture(scope="module", params=names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def stack(name: str, templates: Templates) -> Template:
    return templates(name)["Operations"]


def ours(stack: Template, kind: str) -> Any:
    """The properties of the widget's own resource of a type."""
    return next(
        r["Properties"] for name, r in of(stack, kind).items() if name.startswith("BoardWidget")
    )


def test_its_role_reads_runs_and_lines_and_nothing_else(stack: Template) -> None:
    """Objects below verify/, the register's partition of lines, their key through both."""
    [policy] = ours(stack, "AWS::IAM::Role")["Policies"]
    stated = {s["Sid"]: s for s in policy["PolicyDocument"]["Statement"]}
    assert stated.keys() == {"OwnLog", "ListRuns", "ReadRuns", "QueryPlan", "OpenSealed"}
    actions = [stated[sid]["Action"] for sid in ("ListRuns", "ReadRuns", "QueryPlan", "OpenSealed")]
    assert actions == ["s3:ListBucket", "s3:GetObject", "dynamodb:Query", "kms:Decrypt"]
    assert stated["ListRuns"]["Condition"] == {"StringEquals": {"s3:prefix": "verify/"}}
    assert "/verify/*" in str(stated["ReadRuns"]["Resource"])
    leading = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["plan"]}}
    assert stated["QueryPlan"]["Condition"] == leading
    assert "kms:ViaService" in stated["OpenSealed"]["Condition"]["StringEquals"]


def test_a_schedule_draws_it(stack: Template) -> None:
    """So it logs after each change, and an alarm is on before a person meets an empty widget."""
    rule = ours(stack, "AWS::Events::Rule")
    assert rule["ScheduleExpression"] == f"rate({EVERY_MINUTES} minutes)"
    alarm = of(stack, "AWS::CloudWatch::Alarm")["BoardWidgetFailing"]["Properties"]
    [dimension] = alarm["Dimensions"]
    assert dimension["Value"]["Ref"].startswith("BoardWidgetFunction")


def test_it_stands_on_the_dashboard_of_the_launch(stack: Template) -> None:
    """One custom widget, wide enough for its table, drawn anew whenever the dashboard is."""
    [widget] = [w for w in widgets(stack, "LaunchDay") if w["type"] == "custom"]
    assert widget["width"] >= 12
    assert widget["properties"]["endpoint"] == "reference"
    assert widget["properties"]["updateOn"]["refresh"] is True


def test_it_knows_the_place_and_no_person(
    name: str, stack: Template, assembly: Callable[[str], Path]
) -> None:
    """What is beside it says where and when; no recipient, no agent, and few wheels."""
    function = ours(stack, "AWS::Lambda::Function")
    [asset] = assembly(name).glob(f"asset.{function['Code']['S3Key']}")
    with zipfile.ZipFile(asset) as packed:
        held = json.loads(packed.read("place.json"))
        files = packed.namelist()
    environment = load(name)
    assert place_of(held).launch == environment.launch.at
    assert "recipients" not in held
    assert {"handler.py", "golive/report/templates/widget.html.j2"} <= {*files}
    assert not [file for file in files if file.startswith(("pydantic", "boto3", "stacks/"))]
