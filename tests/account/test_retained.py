"""What stacks have left behind is told from their events, and nothing else is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from golive.account.retained import Retained, retained
from golive.model import Gap
from tests.account.canned import Answers, refused
from tests.account.good import NOW, account, stack

OLD = "arn:aws:cloudformation:us-east-1:111122223333:stack/golive-sandbox-data/old"
NEW = OLD.replace("/old", "/new")
RESOURCES: dict[str, Any] = {
    "Key": {"Type": "AWS::KMS::Key", "Properties": {}},
    "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "amazon-connect-x"}},
    "Rules": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}}},
    "Log": {
        "Type": "AWS::Logs::LogGroup",
        "Properties": {"KmsKeyId": {"Fn::ImportValue": "golive-sandbox-data:Key"}},
    },
    "Instance": {"Type": "AWS::Connect::Instance", "Properties": {"InstanceAlias": "x"}},
    "Detector": {"Type": "AWS::GuardDuty::Detector", "Properties": {"Enable": True}},
    "Pair": {"Type": "Custom::InputKeyPair", "Properties": {"Slot": "a"}},
}


def event(logical: str, physical: str, status: str = "DELETE_SKIPPED") -> dict[str, Any]:
    return {
        "StackId": OLD,
        "StackName": stack("Data"),
        "EventId": f"{logical}-{status}",
        "LogicalResourceId": logical,
        "PhysicalResourceId": physical,
        "ResourceType": RESOURCES[logical]["Type"],
        "ResourceStatus": status,
        "Timestamp": NOW,
    }


def destroyed(*events: dict[str, Any]) -> Answers:
    """A stack of ours that was deleted, one that took its place, and somebody else's."""
    summary = {"StackName": stack("Data"), "StackStatus": "DELETE_COMPLETE", "CreationTime": NOW}
    later = {"CreationTime": NOW + timedelta(days=1), "StackStatus": "CREATE_COMPLETE"}
    stacks = [
        {**summary, **later, "StackId": NEW},
        {**summary, "StackId": OLD},
        {**summary, "StackId": "somebodys", "StackName": "somebodys"},
    ]
    paths = {name: {"Metadata": {"aws:cdk:path": f"Data/{name}/Resource"}} for name in RESOURCES}
    template = {"Resources": {name: RESOURCES[name] | paths[name] for name in RESOURCES}}
    return {
        "cloudformation:ListStacks": {"StackSummaries": stacks},
        f"cloudformation:DescribeStackEvents {OLD}": {"StackEvents": list(events)},
        f"cloudformation:DescribeStackEvents {NEW}": {"StackEvents": []},
        f"cloudformation:GetTemplate {OLD}": {"TemplateBody": json.dumps(template)},
    }


def left(*events: dict[str, Any]) -> dict[str, Retained]:
    return {one.path: one for one in retained(account(destroyed(*events)))}


def test_what_a_stack_skipped_is_left() -> None:
    """By construct path, with when and from which stack; what was deleted is not."""
    found = left(event("Key", "k-1"), event("Bucket", "b", "DELETE_COMPLETE"))
    assert list(found) == ["Data/Key"]
    assert (found["Data/Key"].stack, found["Data/Key"].at) == (stack("Data"), NOW)


def test_what_a_stack_owns_again_is_not_left() -> None:
    """The table of the good account has been taken over by another stack."""
    assert left(event("Bucket", "amazon-connect-golive-sandbox-recordings")) == {}


def test_a_name_that_is_given_again_is_in_the_way() -> None:
    """A name in the template, an alias, and what an account has once."""
    found = left(*(event(name, f"{name}-id") for name in RESOURCES))
    assert {path for path, one in found.items() if one.blocks} == {
        "Data/Bucket",
        "Data/Detector",
        "Data/Instance",
    }


def test_an_identifier_is_what_an_import_asks_for() -> None:
    """The property that identifies the type, by name, by reference, or by physical id."""
    found = left(*(event(name, f"{name}-id") for name in RESOURCES))
    assert {path.partition("/")[2]: dict(one.identifier) for path, one in found.items()} == {
        "Key": {"KeyId": "Key-id"},
        "Bucket": {"BucketName": "amazon-connect-x"},
        "Rules": {"Bucket": "Bucket-id"},
        "Log": {},
        "Instance": {"Arn": "Instance-id"},
        "Detector": {"Id": "Detector-id"},
        "Pair": {},
    }


@pytest.mark.parametrize("operation", ["ListStacks", f"DescribeStackEvents {OLD}"])
def test_a_denied_call_can_t_tell(operation: str) -> None:
    """It never looks like nothing being left."""
    denied = {f"cloudformation:{operation}": refused("AccessDenied")}
    name = operation.partition(" ")[0]
    with pytest.raises(Gap, match=f"it needs the permission cloudformation:{name}"):
        retained(account({**destroyed(event("Key", "k-1")), **denied}))
