"""Evidence: the same digest for the same settings, and no secret in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from golive.account.canonical import digest, shown, without
from golive.account.operations import operations, permissions
from golive.account.readers import readers
from golive.model import Unknown
from tests.account.canned import Canned
from tests.account.good import account, answers, changed

TABLE: dict[str, Any] = {"Table": {"TableName": "t", "ItemCount": 1, "TableSizeBytes": 9}}


def test_what_changes_by_itself_does_not_change_the_digest() -> None:
    """Two readings of the same settings have the same digest, whatever was counted meanwhile."""
    later = {"Table": TABLE["Table"] | {"ItemCount": 2}}
    assert digest("dynamodb:DescribeTable", TABLE) == digest("dynamodb:DescribeTable", later)


def test_a_changed_setting_changes_the_digest() -> None:
    """Any member that isn't volatile counts."""
    other = {"Table": TABLE["Table"] | {"DeletionProtectionEnabled": True}}
    assert digest("dynamodb:DescribeTable", TABLE) != digest("dynamodb:DescribeTable", other)


def test_the_digest_does_not_depend_on_order() -> None:
    """An answer is written with sorted keys first."""
    turned = {"Table": dict(reversed(TABLE["Table"].items()))}
    assert digest("dynamodb:DescribeTable", TABLE) == digest("dynamodb:DescribeTable", turned)


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("a.b", {"a": {"c": 2}, "l": [{"x": 1, "y": 2}]}),
        ("l[].x", {"a": {"b": 1, "c": 2}, "l": [{"y": 2}]}),
        ("a", {"l": [{"x": 1, "y": 2}]}),
        ("n.o", {"a": {"b": 1, "c": 2}, "l": [{"x": 1, "y": 2}]}),
    ],
)
def test_a_path_drops_a_member(path: str, left: dict[str, Any]) -> None:
    """A dotted path drops what it meets, in each item of a list too, and nothing else."""
    whole = {"a": {"b": 1, "c": 2}, "l": [{"x": 1, "y": 2}]}
    assert without(whole, [path]) == left
    assert whole["a"] == {"b": 1, "c": 2}


def test_parameters_are_shown_as_json() -> None:
    """Times are written in UTC, and bytes by their digest alone."""
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert shown({"at": at, "body": b"x"}) == {
        "at": "2026-11-23T00:00:00+00:00",
        "body": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    }


def test_a_second_run_gives_the_same_digests() -> None:
    """Evidence and facts of two runs over an account that didn't change are equal."""
    grown = changed("dynamodb:DescribeTable", "Table.ItemCount", 99)
    counted = changed("cloudwatch:DescribeAlarms", "MetricAlarms.0.StateValue", "ALARM")
    one, two = account(), account(grown | counted)
    assert one.digest(readers()) == two.digest(readers())
    assert marks(one) == marks(two)


def marks(side: Any) -> list[str]:
    found = [side.facts(kind) for kind in readers()]
    assert not any(isinstance(seen, Unknown) for seen in found)
    return [e.digest for seen in found for one in seen for e in one.evidence]


def test_a_changed_account_changes_the_digest_of_its_facts() -> None:
    """The digest of all facts sees a setting that was switched off."""
    off = changed("dynamodb:DescribeTable", "Table.DeletionProtectionEnabled", False)
    assert account().digest(readers()) != account(off).digest(readers())


def test_no_secret_comes_out_of_the_session() -> None:
    """A function's variables and a person's address are dropped before anything sees them."""
    session = Canned(answers())
    function = session.call("lambda:GetFunctionConfiguration", FunctionName="golive-function")
    mail = session.call("sns:GetSubscriptionAttributes", SubscriptionArn="arn")
    text = json.dumps([function.answer, mail.answer], default=str)
    assert "hunter2" not in text
    assert "@" not in text


def test_hidden_members_are_not_in_the_digest() -> None:
    """A secret can't be guessed from a digest: it isn't part of it."""
    other = changed("lambda:GetFunctionConfiguration", "Environment.Variables.TOKEN", "other")
    ask = {"FunctionName": "golive-function"}
    replies = [
        Canned(table).call("lambda:GetFunctionConfiguration", **ask).evidence
        for table in (answers(), answers(other))
    ]
    assert replies[0] is not None
    assert replies[1] is not None
    assert replies[0].digest == replies[1].digest


def test_every_operation_exists() -> None:
    """The table names operations that botocore knows, and pages only what has pages."""
    session = Canned({})
    for name, row in operations().items():
        service, _, operation = name.partition(":")
        client = session.client(service)
        methods = {api: method for method, api in client.meta.method_to_api_mapping.items()}
        assert operation in methods, name
        assert client.can_paginate(methods[operation]) or not row.paged, name


WRITING = ("cloudwatch:PutMetricData", "kms:GenerateDataKey", "s3:PutObject")
READING = ("Get", "List", "Query", "Describe", "Search", "Decrypt")


def test_reading_needs_no_permission_to_see_content() -> None:
    """The permissions of reading hold nothing that changes, and no parameter's value."""
    actions = permissions()
    verbs = {action.partition(":")[2] for action in actions}
    assert all(verb.startswith(READING) for verb in verbs)
    assert not verbs & {"GetParameter", "GetLogEvents", "GetItem", "GetSecretValue"}
    assert permissions(writing=True) == WRITING
