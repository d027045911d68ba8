"""Each property of a template is read as the field that it decides."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from typing import Any, cast

import pytest

from golive.controls import catalogue
from golive.facts import kinds
from golive.facts.access import GivenPolicy, Role
from golive.facts.audit import Function, Trail
from golive.facts.connect import StorageConfig
from golive.facts.leftovers import Keeping, Origins
from golive.facts.monitoring import Alarm, Dashboard, Subscription, Topic
from golive.facts.storage import Bucket, Key, Stream, Table
from golive.judge import judge_one
from golive.model import Fact, Outcome, Text, gap_in
from golive.plain import raw
from golive.template.readers import readers
from tests.concerns import parts
from tests.template.change import DROP, Change, changed
from tests.template.changes import CHANGES, READ, STARTS
from tests.template.good import GOOD
from tests.template.parts import arn, resource
from tests.template.reading import ACCOUNT, NEVER, listed, raws, ref, seen, side

GOOD_SIDE = side(GOOD)
ONLY_LATER = {(Subscription, "confirmed")}
"""Fields that no template can know."""


@pytest.mark.parametrize(("kind", "logical", "field", "expected"), READ, ids=str)
def test_good_stack_is_read(kind: type[Fact], logical: str, field: str, expected: Any) -> None:
    """References, aliases, names and strings for numbers end at what they mean."""
    assert raw(seen(GOOD_SIDE, kind, logical).fact, field) == expected


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: f"{c.logical}.{c.path}-{c.field}")
def test_changed_property_changes_its_field(change: Change) -> None:
    """The property decides the field and is named by it; left out, it is the service's default."""
    logical, path, value, kind, field, expected = change
    read = seen(side(changed(logical, path, value)), kind, logical)
    assert raw(read.fact, field) == expected
    assert read.properties[field].split(".")[0] == path.split(".")[0]
    assert raw(seen(GOOD_SIDE, kind, logical).fact, field) != expected


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: f"{c.logical}.{c.path}-{c.field}")
def test_undecidable_property_makes_its_field_unknown(change: Change) -> None:
    """What only AWS evaluates is Unknown in every field that it could decide."""
    read = seen(side(changed(change.logical, change.path, NEVER)), change.kind, change.logical)
    assert _unknown(raw(read.fact, change.field))


def _unknown(value: object) -> bool:
    return gap_in(value) is not None


def test_each_field_of_each_kind_is_in_the_table() -> None:
    """No field is read that no change of a property is known to change."""
    changing = {(c.kind, c.field) for c in CHANGES}
    constant = {(Key, "manager")}
    elsewhere = {(kind, "policy") for kind in (Key, Bucket, Stream, Table, Topic)}
    elsewhere |= {(Bucket, "doors"), (Alarm, "inputs")}
    elsewhere |= {(Trail, "data_events"), (StorageConfig, "storage_type"), (Origins, "origins")}
    elsewhere |= {(Role, "policies"), (Role, "trust"), (GivenPolicy, "policies")}
    elsewhere |= {(Keeping, f) for f in ("on_delete", "on_replace", "destroyable")}
    every = {(kind, field.name) for kind in _kinds() for field in fields(cast(Any, kind))}
    assert every == changing | constant | elsewhere


def _kinds() -> list[type[Fact]]:
    return [kind for kind in kinds().values() if readers(kind)]


def test_every_kind_that_is_not_live_only_has_a_reader() -> None:
    """A kind without a reader would find no subject, ever."""
    assert set(_kinds()) == {kind for kind in set(kinds().values()) - parts() if kind.of is None}


@pytest.mark.parametrize("kind", _kinds(), ids=lambda k: k.__name__)
def test_good_stack_has_no_unknown(kind: type[Fact]) -> None:
    """On valid input every field is known."""
    for one in listed(GOOD_SIDE, kind):
        assert isinstance(one.fact, kind)
        unknown = {name for name, value in raws(one.fact).items() if _unknown(value)}
        assert {(kind, name) for name in unknown} <= ONLY_LATER


@pytest.mark.parametrize("control", [c for c in catalogue().values() if not c.live_only])
def test_every_control_holds_on_the_good_stack(control: Any) -> None:
    """Facts read from a template satisfy the predicates as those made by hand do."""
    assert {j.outcome for j in judge_one(control, GOOD_SIDE)} == {Outcome.PASS}


def test_statement_of_a_key_policy() -> None:
    """The account's root is written out, and a service keeps its condition."""
    root, alarms, *_ = raw(seen(GOOD_SIDE, Key, "Key").fact, "policy")
    assert root.principals == (f"AWS:arn:aws:iam::{ACCOUNT}:root",)
    assert alarms.conditions == {"StringEquals": {"aws:sourceaccount": (ACCOUNT,)}}


@pytest.mark.parametrize(
    ("kind", "logical", "field", "path"),
    [
        (Table, "Table", "policy", "Table.ResourcePolicy.PolicyDocument"),
        (Table, "Global", "policy", "Global.Replicas.0.ResourcePolicy.PolicyDocument"),
        (Stream, "Stream", "policy", "Shared.ResourcePolicy"),
        (Bucket, "Data", "doors", "Door.Policy"),
    ],
)
def test_who_is_let_in_beside_the_account_s_policies(
    kind: type[Fact], logical: str, field: str, path: str
) -> None:
    """A policy of the resource's own, in it or beside it, is read; what isn't known is unknown."""
    let_in = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    assert raw(seen(GOOD_SIDE, kind, logical).fact, field) == ()
    at, _, place = path.partition(".")
    stack = deepcopy(GOOD) | {
        "Shared": resource("AWS::Kinesis::ResourcePolicy", ResourceArn=arn("Stream")),
        "Door": resource("AWS::S3::AccessPoint", Bucket={"Ref": "Data"}),
    }
    *steps, last = place.split(".")
    for value in ({"Statement": let_in}, NEVER):
        inner: Any = stack[at]["Properties"]
        for step in steps:
            inner = inner[int(step)] if step.isdecimal() else inner.setdefault(step, {})
        inner[last] = value
        [said] = raw(seen(side(stack), kind, logical).fact, field)
        assert gap_in(raw(said, "principals")) is not None or said.principals == ("*",)


def test_key_without_a_policy_has_the_default_one() -> None:
    """KMS lets the account's own IAM policies decide."""
    stack = {"K": {"Type": "AWS::KMS::Key"}}
    [root] = raw(seen(side(stack), Key, "K").fact, "policy")
    assert (root.principals, root.actions) == ((f"AWS:arn:aws:iam::{ACCOUNT}:root",), ("kms:*",))


def test_trail_records_by_reference_and_by_prefix() -> None:
    """A joined ARN starts with the bucket's own reference; a literal start stays one."""
    tables, objects, prefix = raw(seen(GOOD_SIDE, Trail, "Trail").fact, "data_events")
    assert tables.equals == (ref("Table", "Arn"),)
    assert objects.starts_with == STARTS
    assert prefix.starts_with == (f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/golive-x-",)


def test_dashboard_series_come_from_a_joined_body() -> None:
    """The body is parsed with its references in place, and shorthand is written out."""
    first, second, _ = raw(seen(GOOD_SIDE, Dashboard, "Board").fact, "series")
    assert (first.namespace, first.metric) == ("AWS/Kinesis", "IncomingRecords")
    assert first.dimensions == {"StreamName": ref("Stream")}
    assert second.dimensions == {"StreamName": "other"}
    [query] = raw(seen(GOOD_SIDE, Dashboard, "Board").fact, "queries")
    assert query == Text(("SELECT SUM(M) FROM N WHERE D = '", ref("Stream"), "'"))


def test_dashboard_that_is_no_json_is_unknown() -> None:
    """A body that can't be parsed shows nothing, and says so."""
    board = seen(side(changed("Board", "DashboardBody", "{oops")), Dashboard, "Board")
    assert "JSON" in raw(board.fact, "series").why


def test_email_subscription_waits_for_its_owner() -> None:
    """No template knows whether somebody clicked."""
    assert "only its owner" in raw(seen(GOOD_SIDE, Subscription, "Mail").fact, "confirmed").why


def test_function_logs_to_the_group_that_bears_its_name() -> None:
    """A group named after the function by reference is the function's."""
    stack = changed("Function", "FunctionName", DROP)
    del stack["Function"]["Properties"]["LoggingConfig"]
    named = {"Fn::Sub": "/aws/lambda/${Function}"}
    stack["FunctionLog"]["Properties"]["LogGroupName"] = named
    assert raw(seen(side(stack), Function, "Function").fact, "log_group") == ref("FunctionLog")


def test_storage_in_another_kind_of_place() -> None:
    """Firehose and Kinesis video have their own target; a type unheard of is unknown."""
    stack = changed("Records", "StorageType", "KINESIS_FIREHOSE")
    stack["Records"]["Properties"]["KinesisFirehoseConfig"] = {
        "FirehoseArn": {"Fn::GetAtt": ["Delivery", "Arn"]}
    }
    assert raw(seen(side(stack), StorageConfig, "Records").fact, "target") == ref("Delivery", "Arn")
    odd = seen(side(changed("Records", "StorageType", "TAPE")), StorageConfig, "Records")
    assert "TAPE" in raw(odd.fact, "target").why


def test_global_table_shows_the_replica_of_its_own_region() -> None:
    """Another Region's replica says nothing of the table here."""
    stack = changed("Global", "Replicas.0.Region", "eu-west-1")
    table = seen(side(stack), Table, "Global")
    assert "no replica is known to be in us-east-1" in raw(table.fact, "key").why
