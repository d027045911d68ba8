"""An expression built from what it must give: the resolver gives it back."""

from __future__ import annotations

import base64
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from golive.facts.audit import LogGroup
from golive.model import Unknown
from golive.plain import raw
from tests.properties.schemas import WORDS
from tests.template.reading import ACCOUNT, NEVER, REGION, seen, side

Expression = tuple[Any, str]
"""What stands in the template, and the text that it means."""

MANY = settings(max_examples=150, deadline=None, derandomize=True)
PLAIN = st.one_of(
    WORDS.map(lambda word: (word, word)),
    st.sampled_from(
        [
            ({"Ref": "AWS::Region"}, REGION),
            ({"Ref": "AWS::AccountId"}, ACCOUNT),
            ({"Ref": "Given"}, "default"),
            ({"Fn::FindInMap": ["Sizes", "big", "name"]}, "large"),
        ]
    ),
)
SECTIONS: dict[str, Any] = {
    "Parameters": {"Given": {"Type": "String", "Default": "default"}},
    "Mappings": {"Sizes": {"big": {"name": "large"}}},
    "Conditions": {
        "Yes": {"Fn::Equals": [{"Ref": "AWS::Region"}, REGION]},
        "No": {"Fn::Not": [{"Condition": "Yes"}]},
    },
}


def joined(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Fn::Join of some expressions."""
    return st.tuples(WORDS, st.lists(inner, min_size=1, max_size=3)).map(
        lambda it: ({"Fn::Join": [it[0], [e for e, _ in it[1]]]}, it[0].join(v for _, v in it[1]))
    )


def substituted(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Fn::Sub with a variable, a pseudo parameter and an escaped brace."""
    text = "${A}-${AWS::Region}-${!B}"
    return inner.map(lambda it: ({"Fn::Sub": [text, {"A": it[0]}]}, f"{it[1]}-{REGION}-${{B}}"))


def selected(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Fn::Select of some expressions; what isn't selected may be unknowable."""
    return st.tuples(st.integers(0, 2), inner).map(
        lambda it: (
            {"Fn::Select": [str(it[0]), [it[1][0] if i == it[0] else NEVER for i in range(3)]]},
            it[1][1],
        )
    )


def split(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Fn::Select of an Fn::Split of a joined text."""
    return inner.map(
        lambda it: (
            {"Fn::Select": [1, {"Fn::Split": ["|", {"Fn::Join": ["|", ["a", it[0], "c"]]}]}]},
            it[1],
        )
    )


def chosen(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Fn::If of a condition that is decided; the other branch may be unknowable."""
    return st.tuples(st.booleans(), inner).map(
        lambda it: (
            {"Fn::If": ["Yes", it[1][0], NEVER] if it[0] else ["No", NEVER, it[1][0]]},
            it[1][1],
        )
    )


def encoded(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Fn::Base64."""
    return inner.map(lambda it: ({"Fn::Base64": it[0]}, base64.b64encode(it[1].encode()).decode()))


KNOWN = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        [make(inner) for make in (joined, substituted, selected, split, chosen, encoded)]
    ),
    max_leaves=12,
)


def name_of(expression: object) -> Any:
    """The name of a log group that is called by an expression."""
    group = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": expression}}
    templates = side({"Group": group}, **SECTIONS)
    return raw(seen(templates, LogGroup, "Group").fact, "name")


@MANY
@given(KNOWN)
def test_what_can_be_evaluated_is(expression: Expression) -> None:
    """However functions are nested, what is fully known is known, and right."""
    written, meant = expression
    assert name_of(written) == meant


@MANY
@given(KNOWN)
def test_a_part_that_nobody_knows_makes_the_whole_unknown(expression: Expression) -> None:
    """Joined with what only AWS evaluates, no text is taken for known."""
    name = name_of({"Fn::Join": ["", [expression[0], NEVER]]})
    assert isinstance(name, Unknown) or any(isinstance(p, Unknown) for p in name.parts)
