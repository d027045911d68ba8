"""Conditions are decided from parameters and places, or stay open."""

from __future__ import annotations

from typing import Any

import pytest

from golive.facts.storage import Table
from golive.model import Gap, Unknown
from tests.template.reading import ACCOUNT, listed, ref, seen, side

PARAMETERS = {"Word": {"Type": "String", "Default": "word"}, "Bare": {"Type": "String"}}
TRUE: Any = {"Fn::Equals": [{"Ref": "Word"}, "word"]}
FALSE: Any = {"Fn::Not": [TRUE]}
OPEN: Any = {"Fn::Equals": [{"Ref": "Bare"}, "x"]}

CASES: list[tuple[Any, bool | None]] = [
    (TRUE, True),
    (FALSE, False),
    (OPEN, None),
    ({"Fn::Equals": [1, "1"]}, True),
    ({"Fn::Equals": [True, "true"]}, True),
    ({"Fn::Equals": [{"Ref": "AWS::AccountId"}, ACCOUNT]}, True),
    ({"Fn::Equals": [["a"], ["b"]]}, False),
    ({"Fn::And": [TRUE, TRUE]}, True),
    ({"Fn::And": [TRUE, OPEN]}, None),
    ({"Fn::And": [FALSE, OPEN]}, False),
    ({"Fn::Or": [FALSE, FALSE]}, False),
    ({"Fn::Or": [FALSE, OPEN]}, None),
    ({"Fn::Or": [TRUE, OPEN]}, True),
    ({"Fn::Not": [OPEN]}, None),
    ({"Condition": "Other"}, True),
    ({"Condition": "Itself"}, None),
    ({"Condition": "Nowhere"}, None),
    ({"Fn::Sometimes": []}, None),
    ("text", None),
]


def conditional(condition: Any) -> Any:
    """A table that exists on a condition."""
    conditions = {"Case": condition, "Other": TRUE, "Itself": {"Condition": "Itself"}}
    table = {"Type": "AWS::DynamoDB::Table", "Condition": "Case"}
    return side({"Table": table}, Parameters=PARAMETERS, Conditions=conditions)


@pytest.mark.parametrize(("condition", "holds"), CASES, ids=str)
def test_resource_exists_as_its_condition_says(condition: Any, holds: bool | None) -> None:
    """True: it is there; false: it is absent; open: it is there, and unknown."""
    seen_ = listed(conditional(condition), Table)
    assert len(seen_) == (0 if holds is False else 1)
    assert all(isinstance(s.fact, Unknown) is (holds is None) for s in seen_)


def test_open_existence_says_on_what_it_depends() -> None:
    """The reason names the condition and what it asks for."""
    fact = seen(conditional(OPEN), Table, "Table").fact
    assert fact == Unknown("exists on condition Case: parameter Bare has no default")


def test_nothing_that_may_not_exist_can_be_followed() -> None:
    """A reference to it raises: neither a violation nor a pass."""
    with pytest.raises(Gap, match="parameter Bare"):
        conditional(OPEN).one(Table, ref("Table"))


def test_circle_of_conditions_ends() -> None:
    """Two conditions that ask for each other are unknown."""
    conditions = {"Case": {"Condition": "Back"}, "Back": {"Condition": "Case"}}
    table = {"Type": "AWS::DynamoDB::Table", "Condition": "Case"}
    fact = seen(side({"Table": table}, Conditions=conditions), Table, "Table").fact
    assert isinstance(fact, Unknown)
    assert "depends on itself" in fact.why
