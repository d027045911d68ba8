"""What belongs to tests is read from a template: what goes with a stack, and open origins."""

from __future__ import annotations

from typing import Any

import pytest

from golive.controls import catalogue
from golive.facts.leftovers import Keeping, Origins
from golive.judge import judge_one
from golive.keeping import DESTROYABLE
from golive.model import Outcome, Unknown, gap_in
from golive.plain import raw
from tests.template.change import changed
from tests.template.good import GOOD
from tests.template.parts import arn
from tests.template.reading import NEVER, raws, seen, side

KEPT = catalogue()["2.3.11-data-outlives-its-stack"]
CLOSED = catalogue()["2.3.11-origins-are-closed"]
OURS = arn("Instance")


def without(logical: str, attribute: str, value: Any = None) -> dict[str, Any]:
    """The good stack, where a resource says something else about being kept, or nothing."""
    rest = {k: v for k, v in GOOD[logical].items() if k != attribute}
    return GOOD | {logical: rest if value is None else {**rest, attribute: value}}


def failing(templates: Any, control: Any) -> dict[str, str]:
    """The subjects that fail a control, and the place that is named."""
    judged = judge_one(control, templates)
    return {j.seen.subject.logical: j.property for j in judged if j.outcome is Outcome.FAIL}


@pytest.mark.parametrize("attribute", ["DeletionPolicy", "UpdateReplacePolicy"])
@pytest.mark.parametrize("logical", ["Table", "Global", "Data", "Key", "Stream", "FlowLog", "Pair"])
def test_what_says_nothing_goes_with_its_stack(logical: str, attribute: str) -> None:
    """Delete is CloudFormation's own choice, and each kind of data is looked at."""
    for value in (None, "Delete"):
        found = failing(side(without(logical, attribute, value)), KEPT)
        assert found == {logical: attribute}


def test_a_stack_that_is_there_to_be_destroyed_says_so() -> None:
    """Only `true` counts, and it speaks of everything in the stack."""
    gone = without("Table", "DeletionPolicy")
    assert failing(side(gone, Metadata={DESTROYABLE: True}), KEPT) == {}
    for other in ({}, {DESTROYABLE: "true"}, {DESTROYABLE: False}, None, "odd"):
        assert failing(side(gone, Metadata=other), KEPT) == {"Table": "DeletionPolicy"}


def test_a_policy_that_is_no_word_is_unknown() -> None:
    """A function in its place is evaluated by AWS, where it may stand at all."""
    read = seen(side(without("Table", "DeletionPolicy", NEVER)), Keeping, "Table")
    assert isinstance(raw(read.fact, "on_delete"), Unknown)
    assert raws(read.fact)["on_replace"] == "Retain"  # pyright: ignore[reportArgumentType]


def test_origins_are_those_of_the_instance() -> None:
    """An origin of another instance is none of this one's; one that can't be told may be."""
    assert raw(seen(side(GOOD), Origins, "Instance").fact, "origins") == (
        "https://desktop.example.com",
    )
    other = changed("Origin", "InstanceId", "arn:aws:connect:us-east-1:999999999999:instance/x")
    assert raw(seen(side(other), Origins, "Instance").fact, "origins") == ()
    never = seen(side(changed("Origin", "InstanceId", NEVER)), Origins, "Instance")
    assert raw(never.fact, "origins") == ("https://desktop.example.com",)


@pytest.mark.parametrize("origin", ["*", "http://x.example.com", "https://localhost:3000"])
def test_an_open_origin_stops_the_synthesis(origin: str) -> None:
    """What would let any page embed the agents' workspace is found in the template."""
    found = failing(side(changed("Origin", "Origin", origin)), CLOSED)
    assert list(found) == ["Instance"]


def test_an_origin_that_is_not_known_is_unknown() -> None:
    """A parameter may be anything."""
    read = seen(side(changed("Origin", "Origin", NEVER)), Origins, "Instance")
    assert gap_in(raw(read.fact, "origins"))
    nameless = {"Type": "AWS::Connect::ApprovedOrigin", "Properties": {"InstanceId": OURS}}
    missing: dict[str, Any] = GOOD | {"Origin": nameless}
    assert gap_in(raw(seen(side(missing), Origins, "Instance").fact, "origins"))
