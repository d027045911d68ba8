"""Intrinsic functions give their value, or say why it can't be known."""

from __future__ import annotations

from typing import Any

import pytest

from golive.model import Ref, Text, Unknown, gap_in
from golive.template.assembly import Assembly
from golive.template.stack import Stack
from tests.template.reading import ACCOUNT, NEVER, REGION, STACK, ref

TEMPLATE = {
    "Parameters": {
        "Word": {"Type": "String", "Default": "word"},
        "Number": {"Type": "Number", "Default": 7},
        "List": {"Type": "CommaDelimitedList", "Default": "a, b"},
        "Bare": {"Type": "String"},
        "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/name"},
        "Hidden": {"Type": "String", "Default": "x", "NoEcho": True},
    },
    "Mappings": {"Map": {"us-east-1": {"one": "1", "many": ["x", "y"]}}},
    "Conditions": {
        "True": {"Fn::Equals": [{"Ref": "Word"}, "word"]},
        "False": {"Fn::Equals": [{"Ref": "Word"}, "other"]},
        "Open": {"Fn::Equals": [{"Ref": "Bare"}, "x"]},
    },
    "Resources": {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Group": {"Type": "AWS::Logs::LogGroup"},
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Made": {"Type": "Custom::Thing"},
        "Gone": {"Type": "AWS::S3::Bucket", "Condition": "False"},
    },
}

KNOWN: list[tuple[Any, object]] = [
    ("text", "text"),
    (True, True),
    ([1, {"Ref": "AWS::NoValue"}, 2], [1, 2]),
    ({"a": {"Ref": "AWS::NoValue"}, "b": 1}, {"b": 1}),
    ({"Ref": "Bucket"}, ref("Bucket")),
    ({"Ref": "Word"}, "word"),
    ({"Ref": "Number"}, 7),
    ({"Ref": "List"}, ["a", "b"]),
    ({"Ref": "AWS::AccountId"}, ACCOUNT),
    ({"Ref": "AWS::Region"}, REGION),
    ({"Ref": "AWS::Partition"}, "aws"),
    ({"Ref": "AWS::URLSuffix"}, "amazonaws.com"),
    ({"Ref": "AWS::StackName"}, STACK),
    ({"Fn::GetAtt": ["Bucket", "Arn"]}, ref("Bucket", "Arn")),
    ({"Fn::GetAtt": "Made.Public.Key"}, ref("Made", "Public.Key")),
    ({"Fn::GetAtt": ["Made", {"Ref": "Word"}]}, ref("Made", "word")),
    ({"Fn::Join": ["-", ["a", {"Ref": "Number"}, True, {"Ref": "Word"}]]}, "a-7-true-word"),
    ({"Fn::Join": ["", [{"Ref": "Bucket"}]]}, ref("Bucket")),
    ({"Fn::Join": ["", []]}, ""),
    ({"Fn::Join": [",", {"Ref": "List"}]}, "a,b"),
    ({"Fn::Join": ["/", ["s3:/", {"Ref": "Bucket"}, "x"]]}, Text(("s3://", ref("Bucket"), "/x"))),
    ({"Fn::Sub": "${Word}-${!Word}-${AWS::Region}"}, "word-${Word}-us-east-1"),
    ({"Fn::Sub": "${Bucket.Arn}/*"}, Text((ref("Bucket", "Arn"), "/*"))),
    ({"Fn::Sub": ["${x}${Word}", {"x": {"Ref": "Number"}}]}, "7word"),
    ({"Fn::Sub": "!{timestamp:yyyy}"}, "!{timestamp:yyyy}"),
    ({"Fn::Select": [1, ["a", "b"]]}, "b"),
    ({"Fn::Select": ["0", {"Ref": "List"}]}, "a"),
    ({"Fn::Select": [0, [{"Ref": "Bucket"}, NEVER]]}, ref("Bucket")),
    ({"Fn::Split": ["/", "a/b"]}, ["a", "b"]),
    ({"Fn::Select": [5, {"Fn::Split": [":", {"Fn::GetAtt": ["Bucket", "Arn"]}]}]}, ref("Bucket")),
    ({"Fn::Select": [6, {"Fn::Split": [":", {"Fn::GetAtt": ["Group", "Arn"]}]}]}, ref("Group")),
    ({"Fn::Select": [5, {"Fn::Split": [":", {"Ref": "Topic"}]}]}, ref("Topic", "TopicName")),
    ({"Fn::Select": [4, {"Fn::Split": [":", {"Ref": "Topic"}]}]}, ACCOUNT),
    ({"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "one"]}, "1"),
    ({"Fn::FindInMap": ["Map", "us-east-1", "many"]}, ["x", "y"]),
    ({"Fn::FindInMap": ["Map", "eu-west-1", "one", {"DefaultValue": {"Ref": "Word"}}]}, "word"),
    ({"Fn::Base64": {"Ref": "Word"}}, "d29yZA=="),
    ({"Fn::If": ["True", 1, NEVER]}, 1),
    ({"Fn::If": ["False", NEVER, {"Ref": "Bucket"}]}, ref("Bucket")),
    ({"Fn::If": ["Open", {"Ref": "Word"}, "word"]}, "word"),
    ({"Fn::Length": {"Ref": "List"}}, 2),
    ({"Fn::ToJsonString": {"a": [1, {"Ref": "Word"}]}}, '{"a":[1,"word"]}'),
    (
        {"Fn::ToJsonString": {"a": {"Ref": "Bucket"}}},
        Text(('{"a":"', ref("Bucket"), '"}')),
    ),
]

UNKNOWN: list[tuple[Any, str]] = [
    (NEVER, "Fn::Cidr is evaluated by AWS alone"),
    ({"Fn::GetAZs": ""}, "Fn::GetAZs is evaluated by AWS alone"),
    ({"Fn::Transform": {"Name": "AWS::Include"}}, "Fn::Transform is evaluated by AWS alone"),
    ({"Fn::Transform": {}, "Other": 1}, "Fn::Transform is evaluated by AWS alone"),
    ({"Fn::ForEach::Each": [], "Other": 1}, "Fn::ForEach::Each is evaluated by AWS alone"),
    ("x{{resolve:ssm:/name}}y", "{{resolve:ssm:/name}}y is read at the deployment"),
    ({"Ref": "Bare"}, "parameter Bare has no default"),
    ({"Ref": "Stored"}, "parameter Stored is read from the parameter store"),
    ({"Ref": "Hidden"}, "parameter Hidden is not to be read"),
    ({"Ref": "Nowhere"}, "Nowhere is not in the template"),
    ({"Ref": "Gone"}, "Gone is left out by its condition"),
    ({"Fn::GetAtt": "Nowhere.Arn"}, "Nowhere is not in the template"),
    ({"Ref": "AWS::StackId"}, "AWS::StackId is known after the deployment"),
    ({"Fn::If": ["Open", 1, 2]}, "depends on condition Open: parameter Bare has no default"),
    ({"Fn::If": ["Open", {"Ref": "AWS::NoValue"}, 2]}, "depends on condition Open"),
    ({"Fn::If": ["Nowhere", 1, 2]}, "condition Nowhere is not in the template"),
    ({"Fn::Select": [2, ["a", "b"]]}, "Fn::Select is malformed"),
    ({"Fn::Select": [0, NEVER]}, "Fn::Cidr"),
    ({"Fn::Select": [{"Ref": "Bare"}, ["a"]]}, "parameter Bare"),
    ({"Fn::Split": ["/", {"Ref": "Group"}]}, "is known after the deployment"),
    ({"Fn::Split": ["/", {"Fn::GetAtt": ["Made", "X"]}]}, "is known after the deployment"),
    ({"Fn::Split": [":", {"Fn::GetAtt": ["Bucket", "WebsiteURL"]}]}, "after the deployment"),
    ({"Fn::Split": ["/", NEVER]}, "Fn::Cidr"),
    ({"Fn::Split": ["/", []]}, "Fn::Split is malformed"),
    ({"Fn::Split": ["", "a"]}, "Fn::Split is malformed"),
    ({"Fn::FindInMap": ["Map", "eu-west-1", "one"]}, "no mapping has eu-west-1"),
    ({"Fn::FindInMap": ["Map", {"Ref": "Bare"}, "one"]}, "parameter Bare"),
    ({"Fn::FindInMap": ["Map"]}, "Fn::FindInMap is malformed"),
    ({"Fn::Base64": {"Ref": "Bucket"}}, "Fn::Base64"),
    ({"Fn::Join": ["-", "text"]}, "Fn::Join is malformed"),
    ({"Fn::Join": "text"}, "Fn::Join is malformed"),
    ({"Fn::Join": ["-", NEVER]}, "Fn::Cidr"),
    ({"Fn::Sub": 1}, "Fn::Sub is malformed"),
    ({"Fn::GetAtt": [1, 2]}, "Fn::GetAtt is malformed"),
    ({"Fn::GetAtt": ["Made", NEVER]}, "Fn::Cidr"),
    ({"Fn::If": "Open"}, "Fn::If is malformed"),
    ({"Fn::Length": "text"}, "Fn::Length is malformed"),
    ({"Fn::Length": NEVER}, "Fn::Cidr"),
    ({"Fn::ImportValue": "nothing"}, "no stack of these templates exports nothing"),
    ({"Fn::GetStackOutput": "x"}, "Fn::GetStackOutput is malformed"),
]


def value(expression: Any) -> object:
    stack = Stack(STACK, TEMPLATE, "test", ACCOUNT, REGION)
    return Assembly([stack]).resolvers[STACK].value(expression)


@pytest.mark.parametrize(("expression", "expected"), KNOWN, ids=str)
def test_value(expression: Any, expected: object) -> None:
    """What can be known before the deployment is."""
    assert value(expression) == expected


@pytest.mark.parametrize(("expression", "why"), UNKNOWN, ids=str)
def test_unknown_says_why(expression: Any, why: str) -> None:
    """What can't be known is Unknown, with the reason."""
    found = value(expression)
    assert isinstance(found, Unknown)
    assert why in found.why


def test_unknown_part_of_a_text_stays_in_place() -> None:
    """The known part of a text is kept beside the part that isn't."""
    found = value({"Fn::Sub": "${Bucket}-${Bare}"})
    assert found == Text((ref("Bucket"), "-", Unknown("parameter Bare has no default")))


def test_dynamic_reference_made_of_parts_is_unknown_too() -> None:
    """The name of a parameter may be joined."""
    found = value({"Fn::Join": ["", ["{{resolve:ssm:", {"Ref": "Word"}, "}}"]]})
    assert gap_in(found) is not None


PLACES = [
    ("eu-central-1", "aws", "amazonaws.com"),
    ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
]


@pytest.mark.parametrize(("region", "partition", "suffix"), PLACES)
def test_partition_follows_from_the_region(region: str, partition: str, suffix: str) -> None:
    """ARNs and host names are written as in the stack's own partition."""
    stack = Stack(STACK, TEMPLATE, "test", ACCOUNT, region)
    resolver = Assembly([stack]).resolvers[STACK]
    wanted = {"Fn::Sub": "${AWS::Partition} ${AWS::URLSuffix}"}
    assert resolver.value(wanted) == f"{partition} {suffix}"


def test_stack_without_a_place_knows_neither_account_nor_partition() -> None:
    """A template by itself may be deployed anywhere."""
    nowhere = Unknown("nowhere")
    resolver = Assembly([Stack(STACK, TEMPLATE, "test", nowhere, nowhere)]).resolvers[STACK]
    for name in ("AccountId", "Region", "Partition", "URLSuffix"):
        assert resolver.value({"Ref": f"AWS::{name}"}) == nowhere


def test_reference_is_equal_from_every_stack() -> None:
    """Ref and GetAtt differ in the attribute alone."""
    assert value({"Ref": "Bucket"}) == Ref(STACK, "Bucket")
