"""An ARN of ours is known in any spelling, and only where it is ours."""

from __future__ import annotations

from typing import Any

import pytest

from golive.facts.audit import Trail
from golive.facts.monitoring import Topic
from golive.facts.storage import DeliveryStream, Stream
from golive.facts.words import AWS_MANAGED
from golive.model import Text, Unknown
from golive.plain import raw
from golive.template import Place, Templates
from golive.template.arns import FORMS
from golive.template.assembly import Assembly
from golive.template.stack import Stack
from tests.template.good import GOOD
from tests.template.reading import ACCOUNT, REGION, STACK, ref, seen, side


def resolver(account: Any = ACCOUNT, region: Any = REGION) -> Any:
    stack = Stack(STACK, {"Resources": GOOD}, "test", account, region)
    return Assembly([stack]).resolvers[STACK]


def sub(text: str) -> dict[str, str]:
    return {"Fn::Sub": text}


HERE = "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:"
JOINED = [
    (sub("arn:${AWS::Partition}:s3:::${Data}"), ref("Data", "Arn")),
    (sub("arn:aws:s3:::${Data}/*"), Text((ref("Data", "Arn"), "/*"))),
    (sub(HERE % "kinesis" + "stream/${Stream}"), ref("Stream", "Arn")),
    (sub(HERE % "dynamodb" + "table/${Table}"), ref("Table", "Arn")),
    (sub(HERE % "dynamodb" + "table/${Table}/index/*"), Text((ref("Table", "Arn"), "/index/*"))),
    (sub(HERE % "kms" + "key/${Key}"), ref("Key", "Arn")),
    (sub(HERE % "logs" + "log-group:${FlowLog}:*"), ref("FlowLog", "Arn")),
    (sub(HERE % "logs" + "log-group:${FlowLog}"), ref("FlowLog", "Arn")),
    (sub(HERE % "lambda" + "function:${Function}"), ref("Function", "Arn")),
    (sub(HERE % "sns" + "${Topic.TopicName}"), ref("Topic", "Arn")),
    (sub(HERE % "connect" + "instance/${Instance.Id}"), ref("Instance", "Arn")),
    (sub(HERE % "cloudwatch" + "alarm:${Alarm}"), ref("Alarm", "Arn")),
    (sub("arn:aws:kinesis:us-east-1:111122223333:stream/${Stream}"), ref("Stream", "Arn")),
]
STRANGE = [
    "arn:aws:kinesis:eu-west-1:111122223333:stream/${Stream}",
    "arn:aws:kinesis:us-east-1:999999999999:stream/${Stream}",
    "arn:aws-cn:s3:::${Data}",
    "arn:aws:s3:::x-${Data}",
    "arn:aws:s3:::${Stream}",
    "arn:aws:kms:us-east-1:111122223333:key/${Key.Arn}",
    "s3://${Data}",
]


@pytest.mark.parametrize(("expression", "expected"), JOINED, ids=str)
def test_joined_arn_is_the_resource(expression: Any, expected: Any) -> None:
    """What is written out equals what GetAtt gives, with what follows the name."""
    assert resolver().value(expression) == expected


@pytest.mark.parametrize("text", STRANGE)
def test_arn_of_something_else_stays_a_text(text: str) -> None:
    """Another account, Region, partition, type or name is no resource of ours."""
    assert isinstance(resolver().value(sub(text)), Text)


def test_arn_is_known_even_where_the_place_is_not() -> None:
    """A template by itself knows its own resources, though not its own Region."""
    nowhere = Unknown("nowhere")
    expression = sub(HERE % "kinesis" + "stream/${Stream}")
    assert resolver(nowhere, nowhere).value(expression) == ref("Stream", "Arn")


def test_literal_arn_and_name_mean_the_resource_that_bears_the_name() -> None:
    """A fixed name is enough: both sides then speak of the same resource."""
    stack = dict(GOOD)
    stack["Delivery"] = {
        "Type": "AWS::KinesisFirehose::DeliveryStream",
        "Properties": {"S3DestinationConfiguration": {"BucketARN": "arn:aws:s3:::golive-x-logs"}},
    }
    delivery = seen(side(stack), DeliveryStream, "Delivery")
    assert raw(delivery.fact, "bucket") == ref("Logs", "Arn")


def test_start_of_names_is_not_taken_for_a_name() -> None:
    """A data-event selector keeps its prefix, even where one resource is called so."""
    stack = dict(GOOD)
    start = "arn:aws:s3:::golive-x-logs"
    selector = {"DataResources": [{"Type": "AWS::S3::Object", "Values": [start]}]}
    stack["Trail"] = {
        "Type": "AWS::CloudTrail::Trail",
        "Properties": {"EventSelectors": [selector]},
    }
    [events] = raw(seen(side(stack), Trail, "Trail").fact, "data_events")
    assert events.starts_with == (start,)


KEYS = [
    ("alias/golive-x-secrets", ref("SecretsKey")),
    ({"Ref": "Alias"}, ref("SecretsKey")),
    (sub(HERE % "kms" + "alias/golive-x-secrets"), ref("SecretsKey")),
    (sub(HERE % "kms" + "${Alias}"), ref("SecretsKey")),
    ("alias/aws/kinesis", AWS_MANAGED),
    (sub(HERE % "kms" + "alias/aws/kinesis"), AWS_MANAGED),
    ("alias/theirs", "alias/theirs"),
    ({"Ref": "Key"}, ref("Key")),
]


@pytest.mark.parametrize(("given", "expected"), KEYS, ids=str)
def test_alias_is_the_key_behind_it(given: Any, expected: Any) -> None:
    """An alias of ours is our key; `alias/aws/` is a key that AWS manages."""
    stack = GOOD | {
        "Stream": {
            "Type": "AWS::Kinesis::Stream",
            "Properties": {"StreamEncryption": {"EncryptionType": "KMS", "KeyId": given}},
        }
    }
    assert raw(seen(side(stack), Stream, "Stream").fact, "key") == expected


def test_alias_of_an_alias_ends() -> None:
    """AWS refuses it; here it is a reference that leads to no key."""
    alias = {"AliasName": "alias/round", "TargetKeyId": {"Ref": "Round"}}
    stack = GOOD | {"Round": {"Type": "AWS::KMS::Alias", "Properties": alias}}
    stack["Topic"] = {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": "alias/round"}}
    assert raw(seen(side(stack), Topic, "Topic").fact, "key") == ref("Round")


def test_alias_in_a_template_without_a_place_is_managed_all_the_same() -> None:
    """Whatever the Region, the alias says whose key it is."""
    stack = {
        "Stream": {
            "Type": "AWS::Kinesis::Stream",
            "Properties": {
                "StreamEncryption": {
                    "EncryptionType": "KMS",
                    "KeyId": sub(HERE % "kms" + "alias/aws/kinesis"),
                }
            },
        }
    }
    nowhere = Place(Unknown("nowhere"), Unknown("nowhere"))
    templates = Templates.of({STACK: {"Resources": stack}}, nowhere.account, nowhere.region)
    assert raw(seen(templates, Stream, "Stream").fact, "key") == AWS_MANAGED


def test_each_form_is_of_its_own_type() -> None:
    """One row a type, so that none shadows another."""
    assert len({form.type for form in FORMS}) == len(FORMS)
