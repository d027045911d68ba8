"""The queue that hears what people are told: what it is subscribed to, and who may write."""

from __future__ import annotations

from typing import Any

import pytest

from golive.environments import load, names
from tests.stacks.reading import Template, Templates, of


@pytest.fixture(scope="module", params=names())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def stack(name: str, templates: Templates) -> Template:
    return templates(name)["Operations"]


def queue(stack: Template) -> tuple[str, Any]:
    """Its logical id and properties."""
    return next(
        (logical, made["Properties"])
        for logical, made in of(stack, "AWS::SQS::Queue").items()
        if logical.startswith("ArrivalsQueue")
    )


def test_it_hears_every_topic_whole(stack: Template) -> None:
    """One subscription for each topic, without a filter, in the envelope that people get."""
    logical, _ = queue(stack)
    mine = [
        made["Properties"]
        for made in of(stack, "AWS::SNS::Subscription").values()
        if made["Properties"]["Protocol"] == "sqs"
    ]
    topics = {str(each["TopicArn"]["Ref"]) for each in mine}
    assert topics == set(of(stack, "AWS::SNS::Topic"))
    assert all(each["Endpoint"] == {"Fn::GetAtt": [logical, "Arn"]} for each in mine)
    assert all(each.keys() == {"TopicArn", "Protocol", "Endpoint"} for each in mine)


def test_our_topics_alone_may_send_over_tls(name: str, stack: Template) -> None:
    """SNS for our topics and account; nobody over plain HTTP."""
    logical, _ = queue(stack)
    policy = next(
        made["Properties"]["PolicyDocument"]["Statement"]
        for made in of(stack, "AWS::SQS::QueuePolicy").values()
        if made["Properties"]["Queues"] == [{"Ref": logical}]
    )
    denied, allowed = policy
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert allowed["Principal"] == {"Service": "sns.amazonaws.com"}
    sources = allowed["Condition"]["ArnEquals"]["aws:SourceArn"]
    assert {each["Ref"] for each in sources} == set(of(stack, "AWS::SNS::Topic"))
    account = {"aws:SourceAccount": load(name).account}
    assert allowed["Condition"]["StringEquals"] == account


def test_it_is_sealed_and_forgets(stack: Template) -> None:
    """Under the operations key; a message that no drill takes is gone within the hour."""
    _, made = queue(stack)
    assert "OperationsKey" in str(made["KmsMasterKeyId"])
    assert made["MessageRetentionPeriod"] == 3600


def test_sns_may_use_the_key_for_our_topics(name: str, templates: Templates) -> None:
    """Without it SNS would drop every message to the queue."""
    key = next(
        made["Properties"]["KeyPolicy"]["Statement"]
        for logical, made in of(templates(name)["Data"], "AWS::KMS::Key").items()
        if logical.startswith("OperationsKey")
    )
    [allowed] = [s for s in key if s.get("Sid") == "TopicsToQueue"]
    assert allowed["Principal"] == {"Service": "sns.amazonaws.com"}
    prefix = load(name).prefix
    assert allowed["Condition"]["ArnLike"]["aws:SourceArn"].endswith(f":{prefix}-*")
