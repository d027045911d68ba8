"""What can't be read is a subject that is unknown, of every kind: never silence."""

from __future__ import annotations

from typing import Any

import pytest

from golive.controls import catalogue
from golive.facts.monitoring import Topic
from golive.facts.storage import Bucket, Table
from golive.judge import judge_one
from golive.model import Gap, Outcome, Unknown
from golive.plain import raw
from golive.template import Templates
from tests.template.good import GOOD
from tests.template.reading import ACCOUNT, NEVER, REGION, STACK, listed, ref, seen, side

MACROS = [
    ({"Transform": "AWS::Serverless-2016-10-31"}, "AWS::Serverless-2016-10-31"),
    ({"Transform": ["AWS::LanguageExtensions", "Mine"]}, "Mine"),
    ({"Fn::Transform": {"Name": "AWS::Include"}}, "Fn::Transform"),
]
IN_RESOURCES = ["Fn::Transform", "Fn::ForEach::Tables"]
ELSEWHERE = ["AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "Mine::S3::B::MODULE"]
CONTROLS = [c for c in catalogue().values() if not c.live_only]


def stack(**more: Any) -> Templates:
    return Templates.of({STACK: {"Resources": GOOD, **more}}, ACCOUNT, REGION)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: c.id)
def test_template_with_a_macro_is_unknown_to_each_control(control: Any) -> None:
    """No resource of it counts: the macro may write another."""
    [judged] = judge_one(control, stack(Transform="AWS::Serverless-2016-10-31"))
    assert judged.outcome is Outcome.UNKNOWN
    assert "AWS::Serverless-2016-10-31" in judged.finding


@pytest.mark.parametrize(("more", "name"), MACROS, ids=str)
def test_reason_names_the_macro(more: dict[str, Any], name: str) -> None:
    """Somebody has to look at what it does."""
    [table] = listed(stack(**more), Table)
    assert table.fact == Unknown(f"is rewritten at the deployment by {name}")


@pytest.mark.parametrize("name", IN_RESOURCES)
def test_function_among_the_resources_makes_others(name: str) -> None:
    """An include or a loop adds resources that aren't there to be read."""
    [table] = listed(side(GOOD | {name: []}), Table)
    assert isinstance(table.fact, Unknown)


def test_language_extensions_alone_are_read() -> None:
    """Its functions can be evaluated here."""
    templates = stack(Transform="AWS::LanguageExtensions")
    assert raw(seen(templates, Table, "Table").fact, "recovery") is True


def test_output_of_a_rewritten_template_is_unknown() -> None:
    """What another stack imports from it isn't known either."""
    outputs = {"Key": {"Value": {"Ref": "Key"}, "Export": {"Name": "key"}}}
    macro = {"Resources": GOOD, "Outputs": outputs, "Transform": "Mine"}
    topic = {
        "Type": "AWS::SNS::Topic",
        "Properties": {"KmsMasterKeyId": {"Fn::ImportValue": "key"}},
    }
    both = {"macro": macro, STACK: {"Resources": {"Topic": topic}}}
    templates = Templates.of(both, ACCOUNT, REGION)
    assert "Mine" in raw(seen(templates, Topic, "Topic").fact, "key").why


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: c.id)
@pytest.mark.parametrize("kind", ELSEWHERE)
def test_nested_stack_is_a_subject_of_each_control(control: Any, kind: str) -> None:
    """It may hold anything; the rest of the template is judged beside it."""
    nested = {"Type": kind, "Properties": {"TemplateURL": "https://example.com/t.json"}}
    judged = {
        j.seen.subject: j.outcome for j in judge_one(control, side(GOOD | {"Nested": nested}))
    }
    assert judged[ref("Nested")] is Outcome.UNKNOWN
    assert len(judged) > 1


def test_policy_that_may_be_the_buckets_makes_its_policy_unknown() -> None:
    """Whose policy it is only AWS knows, so no bucket is known to be without it."""
    policy = {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": NEVER}}
    bucket = seen(side(GOOD | {"Stray": policy}), Bucket, "Data").fact
    assert isinstance(bucket, Bucket)
    with pytest.raises(Gap, match="Fn::Cidr"):
        _ = [statement.allow for statement in bucket.policy]


def test_a_second_policy_makes_both_unknown() -> None:
    """A bucket has one policy: which of two it ends up with, the template doesn't say."""
    again = {"DataPolicyAgain": GOOD["DataPolicy"]}
    bucket = seen(side(GOOD | again), Bucket, "Data").fact
    assert isinstance(bucket, Bucket)
    with pytest.raises(Gap, match="2 policies are written for it"):
        _ = [statement.allow for statement in bucket.policy]


def test_policy_that_may_not_exist_makes_its_statements_unknown() -> None:
    """A deny that depends on a parameter refuses nothing for sure."""
    stack = GOOD | {"DataPolicy": GOOD["DataPolicy"] | {"Condition": "Open"}}
    conditions = {"Open": {"Fn::Equals": [{"Ref": "Bare"}, "x"]}}
    templates = side(stack, Conditions=conditions, Parameters={"Bare": {"Type": "String"}})
    bucket = seen(templates, Bucket, "Data").fact
    assert isinstance(bucket, Bucket)
    with pytest.raises(Gap, match="exists on condition Open"):
        _ = [statement.allow for statement in bucket.policy]
