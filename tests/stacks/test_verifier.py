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


def test_objects_are_of_the_trail_s_bucket(stack: Template) -> None:
    """The bucket that AccountBaseline makes is imported; no other one is named."""
    [reads] = said(stack, "s3:GetObject")
    text = json.dumps(reads["Resource"])
    assert text.count("Fn::ImportValue") == 1
    assert "TrailTrailBucket" in text
    assert "/CloudTrail*" in text


def test_two_keys_open(stack: Template) -> None:
    """The trail's through S3, the register's through DynamoDB; no key by a star."""
    [opens] = said(stack, "kms:Decrypt")
    trail, register = (json.dumps(key) for key in opens["Resource"])
    assert "AuditKey" in trail
    assert "OperationsKey" in register
    assert "*" not in trail + register
    assert len(opens["Condition"]["StringEquals"]["kms:ViaService"]) == 2
