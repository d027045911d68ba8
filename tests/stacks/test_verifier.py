"""What verify and the readiness function may open: the trail's files and the register."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.environments import names
from tests.stacks.reading import Template, Templates, of


@pytest.fixture(params=names())
def stack(request: pytest.FixtureRequest, templates: Templates) -> Template:
    return templates(request.param)["Operations"]


def said(stack: Template, action: str) -> list[Any]:
    """The statements of verify's policies that allow an action."""
    return [
        statement
        for policy in of(stack, "AWS::IAM::ManagedPolicy").values()
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow" and action in statement["Action"]
    ]


def test_objects_are_those_of_the_trail_and_of_our_evidence(stack: Template) -> None:
    """The trail's files, and what drills and backtests kept: no bucket else, no other folder."""
    [reads] = said(stack, "s3:GetObject")
    whole = [json.dumps(resource) for resource in reads["Resource"]]
    [trail, *evidence] = sorted(whole, key=lambda text: "Evidence" in text)
    assert "TrailTrailBucket" in trail
    assert "/CloudTrail*" in trail
    assert [text.count("Fn::ImportValue") for text in whole] == [1] * 3
    assert all("ExportsOutputRefEvidence" in text for text in evidence)
    assert [text.split('"/')[1].split('"')[0] for text in sorted(evidence)] == [
        "backtests/*",
        "drills/*",
    ]


def test_two_keys_open(stack: Template) -> None:
    """The trail's through S3, the register's through DynamoDB; no key by a star."""
    [opens] = said(stack, "kms:Decrypt")
    trail, register = (json.dumps(key) for key in opens["Resource"])
    assert "AuditKey" in trail
    assert "OperationsKey" in register
    assert "*" not in trail + register
    assert len(opens["Condition"]["StringEquals"]["kms:ViaService"]) == 2
