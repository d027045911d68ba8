"""Which stacks are deployed, and what is not ours."""

from __future__ import annotations

import json

import pytest

from golive.account import Account
from golive.controls import catalogue
from golive.facts.audit import Trail
from golive.facts.connect import Instance, SecurityKey
from golive.facts.storage import Bucket, Key, Table
from golive.judge import Verdict, join
from golive.model import Fact, Gap, Ref, Seen, Unknown
from tests.account.canned import Answer, Answers, refused
from tests.account.design import SEALED_TABLE, design
from tests.account.good import (
    ACCOUNT,
    INSTANCE,
    KEY,
    NOW,
    account,
    answers,
    changed,
    rows,
    side_of,
    stack,
)

DATA = stack("Data")
DESCRIBED = f"cloudformation:DescribeStacks {DATA}"
ABSENT = refused("ValidationError", f"Stack with id {DATA} does not exist")


def in_state(status: str) -> Answers:
    about = {"StackName": DATA, "CreationTime": NOW, "StackStatus": status}
    return {DESCRIBED: {"Stacks": [about]}}


@pytest.mark.parametrize(
    "status", ["CREATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"]
)
def test_a_settled_stack_is_deployed(status: str) -> None:
    """A stack that was created, updated or rolled back to what it was holds its resources."""
    side = account(in_state(status))
    assert side.deployed(DATA) is True
    assert side.one(Table, Ref(DATA, "Table")).recovery


@pytest.mark.parametrize("status", ["ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS"])
def test_a_stack_that_holds_nothing_is_not_deployed(status: str) -> None:
    """A creation that was rolled back, or never begun, is as if the stack weren't there."""
    assert account(in_state(status)).deployed(DATA) is False
    assert account({DESCRIBED: ABSENT}).deployed(DATA) is False


@pytest.mark.parametrize(
    "status", ["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", "DELETE_FAILED"]
)
def test_a_stack_that_changes_is_unknown(status: str) -> None:
    """What a stack holds while it changes, or hangs, proves nothing; the reason is its state."""
    side = account(in_state(status))
    deployed = side.deployed(DATA)
    assert isinstance(deployed, Unknown)
    assert status in deployed.why
    with pytest.raises(Gap, match=status):
        side.one(Table, Ref(DATA, "Table"))


def test_a_stack_of_another_environment_is_not_deployed() -> None:
    """Only the environment's own stacks are looked at."""
    assert account().deployed("golive-other-data") is False


def test_a_resource_that_was_deleted_is_none() -> None:
    """What the stack has and the service doesn't was deleted outside CloudFormation."""
    side = account({"dynamodb:DescribeTable": refused("ResourceNotFoundException")})
    found = side.facts(Table)
    assert not isinstance(found, Unknown)
    [table] = [one for one in found if one.path == "Data/Table"]
    assert table.fact is None
    assert [e.operation for e in table.evidence] == ["dynamodb:DescribeTable"]


def test_a_reference_to_what_is_not_deployed_is_a_gap() -> None:
    """Following a reference that no stack has says so."""
    with pytest.raises(Gap, match="not deployed"):
        account().one(Key, Ref(DATA, "Nothing"))


def test_credentials_of_another_account_know_nothing() -> None:
    """Facts of an account that is not the environment's are unknown, and why."""
    caller = {"Account": "999999999999", "Arn": "arn:aws:iam::999999999999:root", "UserId": "x"}
    side = account({"sts:GetCallerIdentity": caller})
    unknown = side.facts(Table)
    assert isinstance(unknown, Unknown)
    assert "999999999999" in unknown.why
    assert side.deployed(DATA) == unknown


def test_a_subject_has_its_construct_path() -> None:
    """Both sides call a subject by the construct's path, which the deployed template knows."""
    found = account().facts(Table)
    assert not isinstance(found, Unknown)
    assert "Data/Table" in [one.path for one in found]


def test_a_row_of_a_deleted_resource_is_none_of_the_stack() -> None:
    """A resource that CloudFormation itself deleted is no subject."""
    key = f"cloudformation:ListStackResources {DATA}"
    place = [logical for logical, *_ in rows()["Data"]].index("Table")
    gone = changed(key, f"StackResourceSummaries.{place}.ResourceStatus", "DELETE_COMPLETE")
    assert "Data/Table" not in [one.path for one in listed(account(gone), Table)]


def listed(side: Account, kind: type[Fact]) -> tuple[Seen, ...]:
    found = side.facts(kind)
    assert not isinstance(found, Unknown), found
    return found


def unmanaged(alias: str = "golive-sandbox") -> dict[str, Answer]:
    """The same account, where no stack is deployed."""
    table = answers()
    for key in list(table):
        if key.startswith("cloudformation:DescribeStacks"):
            table[key] = ABSENT
    trail = {"Name": "by-hand", "TrailARN": f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/by-hand"}
    return table | {
        "connect:ListInstances": {
            "InstanceSummaryList": [{"Arn": INSTANCE, "InstanceAlias": alias}]
        },
        "cloudtrail:DescribeTrails": {"trailList": [trail]},
    }


def test_an_account_that_never_saw_us_is_read_from_the_instance() -> None:
    """Without stacks the instance is found by its alias, and what it stores to is reached."""
    side = side_of(unmanaged())
    kinds = (Instance, SecurityKey, Bucket, Trail, Table)
    subjects = {kind: [str(one.subject) for one in listed(side, kind)] for kind in kinds}
    assert subjects == {
        Instance: [f"account/{INSTANCE}"],
        SecurityKey: [f"account/{INSTANCE}|k1"],
        Bucket: ["account/arn:aws:s3:::amazon-connect-golive-sandbox-recordings"],
        Trail: [f"account/arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/by-hand"],
        Table: [],
    }


def test_what_is_not_ours_and_holds_is_unmanaged() -> None:
    """Verify is worth something before the first deployment."""
    side = side_of(unmanaged())
    control = catalogue()["4.8-stream-key"]
    rows = join(control, design({}), side)
    assert [row.verdict for row in rows] == [Verdict.UNMANAGED]


def test_another_instance_is_none_of_ours() -> None:
    """An instance of another alias isn't read."""
    side = side_of(unmanaged(alias="other"))
    assert side.facts(Instance) == ()


def test_both_sides_meet_on_the_subject() -> None:
    """The deployed template and the account give the same subject, so that it is proven."""
    deployed = {f"cloudformation:GetTemplate {DATA}": {"TemplateBody": json.dumps(SEALED_TABLE)}}
    rows = join(catalogue()["4.1-table-key"], design({DATA: SEALED_TABLE}), account(deployed))
    verdicts = {str(row.subject): row.verdict for row in rows}
    assert verdicts[f"{DATA}/Table"] == "proven"


def test_a_key_of_somebody_else_is_followed() -> None:
    """A key that no stack owns is read by its ARN."""
    foreign = KEY[:-1] + "0"
    metadata = {
        "KeyId": foreign,
        "Arn": foreign,
        "KeyManager": "AWS",
        "KeyUsage": "ENCRYPT_DECRYPT",
    }
    described = {"KeyMetadata": metadata | {"KeyState": "Enabled"}}
    name = foreign.rpartition("/")[2]
    side = account(
        {f"kms:DescribeKey {name}": described, f"kms:GetKeyPolicy {foreign}": {"Policy": "{}"}}
    )
    assert side.one(Key, foreign).manager == "AWS"
