"""Stacks are read together: what one exports another means."""

from __future__ import annotations

from typing import Any

import pytest

from golive.facts.feeds import TrailDelivery
from golive.facts.storage import Key, Table
from golive.model import Gap, Ref, Unknown
from golive.plain import raw
from golive.template import BadTemplate, Templates
from golive.template.assembly import Assembly
from golive.template.stack import Stack
from tests.template.good import key
from tests.template.parts import arn, resource
from tests.template.reading import ACCOUNT, REGION, ref, seen

KEY = Ref("keys", "Key", "Arn")
KEYS: dict[str, Any] = {
    "Conditions": {"No": {"Fn::Equals": ["a", "b"]}},
    "Resources": {"Key": key()},
    "Outputs": {
        "Arn": {"Value": arn("Key"), "Export": {"Name": {"Fn::Sub": "${AWS::StackName}:Arn"}}},
        "Absent": {"Value": "x", "Condition": "No", "Export": {"Name": "absent"}},
        "Strange": {"Value": "x", "Export": {"Name": {"Fn::GetAZs": ""}}},
        "Round": {"Value": {"Fn::ImportValue": "table"}, "Export": {"Name": "round"}},
    },
}
IMPORT = {"Fn::ImportValue": {"Fn::Join": ["", ["keys", ":Arn"]]}}


def table(key_: Any) -> dict[str, Any]:
    sse = {"SSEEnabled": True, "KMSMasterKeyId": key_}
    outputs = {"Round": {"Value": {"Fn::ImportValue": "round"}, "Export": {"Name": "table"}}}
    stack = {"Table": resource("AWS::DynamoDB::Table", SSESpecification=sse)}
    return {"Resources": stack, "Outputs": outputs}


def key_of(key_: Any) -> Any:
    """The key of a table in one stack that gives it by this expression."""
    templates = Templates.of({"keys": KEYS, "data": table(key_)}, ACCOUNT, REGION)
    return raw(seen(templates, Table, "Table").fact, "key")


def output(name: str, **more: str) -> dict[str, Any]:
    return {"Fn::GetStackOutput": {"StackName": "keys", "OutputName": name, **more}}


MEANT = [IMPORT, output("Arn"), output("Arn", Region=REGION)]
OPEN = [
    ({"Fn::ImportValue": "absent"}, "output Absent of keys depends on No"),
    ({"Fn::ImportValue": "nowhere"}, "no stack of these templates exports nowhere"),
    ({"Fn::ImportValue": {"Ref": "Nowhere"}}, "Nowhere is not in the template"),
    ({"Fn::ImportValue": ["list"]}, "no stack of these templates exports"),
    ({"Fn::ImportValue": "round"}, "depends on itself"),
    (output("Arn", Region="eu-west-1"), "no stack keys in eu-west-1"),
    (output("Nothing"), "stack keys has no output Nothing"),
]


@pytest.mark.parametrize("expression", MEANT, ids=str)
def test_key_of_another_stack_is_the_key_itself(expression: Any) -> None:
    """Import and output end at the same reference."""
    assert key_of(expression) == KEY


@pytest.mark.parametrize(("expression", "why"), OPEN, ids=str)
def test_import_that_leads_nowhere_is_unknown(expression: Any, why: str) -> None:
    """It says what isn't there; a circle of imports is no error of ours."""
    found = key_of(expression)
    assert isinstance(found, Unknown)
    assert why in found.why


def test_name_exported_twice_is_unknown() -> None:
    """AWS refuses the second; which one is meant nobody knows."""
    both = {"keys": KEYS, "data": table({"Fn::ImportValue": "twice"})}
    for name in ("one", "two"):
        outputs = {"O": {"Value": name, "Export": {"Name": "twice"}}, "P": {"Export": "odd"}}
        both[name] = {"Resources": {}, "Outputs": outputs}
    found = raw(seen(Templates.of(both, ACCOUNT, REGION), Table, "Table").fact, "key")
    assert found == Unknown("more than one stack of these templates exports twice")


def test_export_of_another_region_is_not_meant() -> None:
    """Exports are each Region's own."""
    stacks = [
        Stack("keys", KEYS, "k", ACCOUNT, "eu-west-1"),
        Stack("data", table(IMPORT), "d", ACCOUNT, REGION),
    ]
    found = raw(seen(Templates(stacks), Table, "Table").fact, "key")
    assert found == Unknown("no stack of these templates exports keys:Arn")


def test_reference_is_followed_into_the_other_stack() -> None:
    """The key of a table is the fact of the key."""
    templates = Templates.of({"keys": KEYS, "data": table(IMPORT)}, ACCOUNT, REGION)
    assert templates.one(Key, KEY).rotation


NOWHERE = [
    (KEY, "keys/Key is not in the templates"),
    (Ref("external", "their key"), "external/their key is not in the templates"),
    ("arn:aws:kms:us-east-1:999999999999:key/x", "key/x is not in the templates"),
    (Ref("data", "Table", "Arn"), "data/Table is AWS::DynamoDB::Table, no Key"),
]


@pytest.mark.parametrize(("where", "why"), NOWHERE, ids=str)
def test_what_is_not_in_the_templates_is_a_gap(where: Ref | str, why: str) -> None:
    """Following it raises with the reason; it is never taken for a finding."""
    templates = Templates.of({"data": table(IMPORT)}, ACCOUNT, REGION)
    with pytest.raises(Gap, match=why):
        templates.one(Key, where)


def test_feed_of_the_account_is_not_in_templates() -> None:
    """A delivery or an arrival can't be listed, nor followed."""
    templates = Templates.of({"data": table(IMPORT)}, ACCOUNT, REGION)
    assert templates.facts(TrailDelivery) == Unknown("a template says nothing of TrailDelivery")
    with pytest.raises(Gap, match="a template says nothing"):
        templates.one(TrailDelivery, ref("Trail"))


def test_two_stacks_of_one_name_are_refused() -> None:
    """Their resources could not be told apart."""
    stacks = [Stack("data", table(IMPORT), source, ACCOUNT, REGION) for source in ("a", "b")]
    with pytest.raises(BadTemplate, match="b: is data, as a is"):
        Assembly(stacks)


def test_account_is_that_of_all_stacks() -> None:
    """Stacks of several accounts have none in common."""
    stacks = [Stack(name, table(""), name, name, REGION) for name in ("1", "2")]
    assert Templates(stacks).account == Unknown("the stacks differ in account")
    assert Templates(stacks[:1]).account == "1"


def test_deployed_are_the_stacks_that_were_read() -> None:
    """A stack that isn't among the templates isn't planned."""
    templates = Templates.of({"data": table(IMPORT)}, ACCOUNT, REGION)
    assert templates.deployed("data") is True
    assert templates.deployed("other") is False
