"""What runs is compared with its template field by field, and nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from golive.account.arns import Place
from golive.account.readers.deployment import Names, needed
from golive.account.stacks import Resource, Stack
from golive.account.subjects import Estate
from golive.drift import Compared, compare
from golive.facts.access import Role
from golive.facts.audit import LogGroup
from golive.facts.connect import Instance
from golive.facts.operations import Drift
from golive.facts.storage import Bucket
from golive.model import Fact, Ref, Text, Unknown
from golive.plain import raw
from tests.account.canned import Answers, refused
from tests.account.good import account, changed, environment
from tests.controls.good import GOOD, S, ref
from tests.sides import Stub

DATA: Any = GOOD["Data"]
GROUP = "logs:DescribeLogGroups golive-sandbox-function-log"


def as_it_is(value: Ref | str) -> str:
    return str(value.resource if isinstance(value, Ref) else value)


def differing(design: Fact | Unknown, live: Fact | Unknown | None) -> list[str]:
    """What differs of one bucket; what can't be read has a question mark."""
    kinds: dict[Ref, type[Fact]] = {ref("Data"): Bucket}
    one, other = (Stub({ref("Data"): fact}, kinds=kinds) for fact in (design, live))
    found = compare(one, other, (Bucket,), as_it_is)
    return [_said(one) for one in found if one.same is not True]


def _said(one: Compared) -> str:
    return f"{one}?" if isinstance(one.same, Unknown) else str(one)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"versioned": False}, ["Bucket.versioned"]),
        ({"policy": DATA.policy[1:]}, ["Bucket.policy"]),
        ({"policy": DATA.policy[::-1]}, []),
        ({"key": ref("Key", "Arn")}, []),
        ({"key": ref("SecretsKey")}, ["Bucket.key"]),
        ({"policy": Unknown("denied")}, ["Bucket.policy?"]),
        ({"lock_days": 0, "bucket_key": False}, ["Bucket.bucket_key"]),
    ],
)
def test_a_field_that_differs_is_named(change: dict[str, Any], said: list[str]) -> None:
    """By path, kind and field; order and attributes don't count, and the unread isn't equal."""
    path = f"{S}/Data"
    assert differing(DATA, replace(DATA, **change)) == [f"{path} {field}" for field in said]


def test_what_a_template_can_t_know_is_not_compared() -> None:
    """A token is no drift."""
    assert differing(replace(DATA, key=Unknown("a token")), replace(DATA, key="other")) == []
    assert differing(Unknown("another template"), DATA) == []


@pytest.mark.parametrize(
    ("attached", "said"),
    [
        ((), [f"{S}/Role Role.policies"]),
        (("arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",), []),
    ],
)
def test_a_role_under_a_policy_of_aws_is_not_whole_in_a_template(
    attached: tuple[str, ...], said: list[str]
) -> None:
    """The account has the text, a template the name alone; without one, each policy counts."""
    own = Role(name="r", policies=(), unread=attached, trust=())
    live = replace(own, policies=DATA.policy[:1], unread=())
    one, other = (Stub({ref("Role"): fact}) for fact in (own, live))
    found = compare(one, other, (Role,), as_it_is)
    assert [str(each) for each in found if not each.same] == said


def test_what_is_gone_differs() -> None:
    """Deleted outside CloudFormation, or not listed at all."""
    assert differing(DATA, None) == [f"{S}/Data Bucket is not there"]
    empty = Stub({}, denied={})
    found = list(compare(Stub({ref("Data"): DATA}), empty, (Bucket,), as_it_is))
    assert [str(one) for one in found] == [f"{S}/Data Bucket is not there"]


def test_a_denied_listing_is_no_equality() -> None:
    """Nor is a reading that failed."""
    denied = Stub({}, denied={Bucket: "was denied"})
    [one] = compare(Stub({ref("Data"): DATA}), denied, (Bucket,), as_it_is)
    assert one.same == Unknown("was denied")
    assert set(differing(DATA, Unknown("no"))) == {
        f"{S}/Data Bucket.{name}?" for name in Bucket.__annotations__
    }


def estate() -> Estate:
    """A topic and an instance that a stack owns."""
    place = Place("aws", "us-east-1", "111122223333")
    topic = "arn:aws:sns:us-east-1:111122223333:pages"
    centre = "arn:aws:connect:us-east-1:111122223333:instance/0d0d"
    rows = (
        Resource(ref("Topic"), "AWS::SNS::Topic", topic, "Topic"),
        Resource(ref("Instance"), "AWS::Connect::Instance", centre, "Instance"),
        Resource(ref("Data"), "AWS::S3::Bucket", "data-bucket", "Data"),
    )
    return Estate([Stack(S, True, rows)], place)


@pytest.mark.parametrize(
    ("design", "live"),
    [
        (ref("Data"), "data-bucket"),
        (ref("Data", "Arn"), "arn:aws:s3:::data-bucket"),
        (ref("Topic"), "arn:aws:sns:us-east-1:111122223333:pages"),
        (ref("Topic", "TopicName"), "pages"),
        (ref("Instance", "Id"), "0d0d"),
        (ref("Gone"), f"{S}/Gone"),
        (ref("Topic", "Other"), f"{S}/Topic.Other"),
    ],
)
def test_both_sides_call_a_thing_the_same(design: Ref, live: str) -> None:
    """A reference of the template is the name, id or ARN that the account gives."""
    names = Names(estate())
    assert names(design) == names(live)


def test_an_arn_with_something_behind_it_is_the_same_text() -> None:
    """As policies have it."""
    names = Names(estate())
    inside = Text((ref("Data", "Arn"), "/*"))
    assert "".join(names(part) for part in cast(Any, inside.parts)) == names(
        "arn:aws:s3:::data-bucket/*"
    )


def drift(changes: Answers) -> Drift:
    [seen] = cast(Any, account(changes).facts(Drift))
    return seen.fact


def test_the_deployed_template_is_what_counts() -> None:
    """The good account is as its templates say, as far as they say something."""
    found = drift({})
    assert found.differing == ()
    assert found.compared > 5
    short = drift(changed(GROUP, "logGroups.0.retentionInDays", 7))
    assert short.differing == ("AccountBaseline/FunctionLog LogGroup.retention_days",)


def test_what_differs_wins_over_what_can_t_be_read() -> None:
    """A denied call hides no drift, and without drift it is named."""
    denied: Answers = {"s3:GetBucketEncryption": refused("AccessDenied")}
    short = changed(GROUP, "logGroups.0.retentionInDays", 7)
    assert drift({**short, **denied}).differing
    unread: Answers = {GROUP: refused("AccessDeniedException")}
    why = raw(drift(unread), "differing")
    assert isinstance(why, Unknown)
    assert "logs:DescribeLogGroups was denied" in why.why


def test_an_account_without_our_stacks_has_no_drift_to_tell() -> None:
    """Nothing was compared, which proves nothing."""
    none = {
        f"cloudformation:DescribeStacks {name}": refused(
            "ValidationError", "Stack x does not exist"
        )
        for name in account().stack_names
    }
    instance = "connect:ListInstances"
    arn = "arn:aws:connect:us-east-1:111122223333:instance/0d0d0d0d-1111-4222-8333-444455556666"
    listed = {"InstanceSummaryList": [{"InstanceAlias": "golive-sandbox", "Arn": arn}]}
    [seen] = cast(Any, account({**none, instance: listed}).facts(Drift))
    assert seen.fact == Unknown("no stack is deployed that could be compared")
    assert seen.subject == Ref("account", arn)


def test_the_account_s_own_stack_is_needed_where_it_makes_something() -> None:
    """With everything there already, it isn't built."""
    own = environment()
    switches = dict.fromkeys(type(own.account_baseline).model_fields, "existing")
    none = own.account_baseline.model_copy(update=switches)
    without = needed(own.model_copy(update={"account_baseline": none}))
    assert without == [
        own.stack(stem) for stem in ("Data", "Instance", "Associations", "Operations")
    ]


def test_kinds_that_only_an_account_knows_are_left_out() -> None:
    """A feed has no template to differ from."""
    assert list(compare(Stub({}), Stub({}), (Drift, Instance, LogGroup), as_it_is)) == []
