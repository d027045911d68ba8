"""cfn-lint resolves expressions too: where it can, ours have the same value."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from cfnlint.conditions import Conditions as OracleConditions  # pyright: ignore[reportMissingTypeStubs]
from cfnlint.context import create_context_for_template  # pyright: ignore[reportMissingTypeStubs]
from cfnlint.jsonschema import CfnTemplateValidator  # pyright: ignore[reportMissingTypeStubs]
from cfnlint.template import Template  # pyright: ignore[reportMissingTypeStubs]

from golive.model import Unknown
from golive.template.assembly import Assembly
from golive.template.resolver import Resolver
from golive.template.stack import Stack
from tests.template.reading import REGION
from tests.template.test_functions import KNOWN, TEMPLATE

ACCOUNT = "123456789012"
"""The one that cfn-lint takes for AWS::AccountId."""

DIFFERENT = ("Fn::ToJsonString", "AWS::StackName", "${!", "True,")
"""What cfn-lint leaves as it stands or makes up: JSON text, the stack's name, an escaped
variable, a Boolean in a text."""

DEFAULTS = {"Word": "word", "Number": 7, "List": "a, b"}
LEAVES: list[Any] = [
    "text",
    {"Ref": "Word"},
    {"Ref": "Number"},
    {"Ref": "AWS::Region"},
    {"Ref": "AWS::Partition"},
    {"Ref": "AWS::AccountId"},
    {"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "one"]},
    {"Fn::Sub": "${Word}/${AWS::URLSuffix}"},
    {"Fn::Select": [1, {"Ref": "List"}]},
]


def ours(template: Any) -> Resolver:
    return Assembly([Stack("stack", template, "test", ACCOUNT, REGION)]).resolvers["stack"]


def oracle(template: Any) -> Callable[[Any], list[Any]]:
    """What cfn-lint makes of an expression: every value that it could have."""
    read = Template("test", template, regions=[REGION])
    validator = CfnTemplateValidator({}, context=create_context_for_template(read), cfn=read)

    def values(expression: Any) -> list[Any]:
        resolved: Any = validator.resolve_value(expression)
        return [value for value, _, error in resolved if error is None]

    return values


SIMPLE = [e for e, _ in KNOWN if "Fn::" in str(e) and not any(word in str(e) for word in DIFFERENT)]
RESOLVE, RESOLVER = oracle(TEMPLATE), ours(TEMPLATE)


@pytest.mark.parametrize("expression", SIMPLE, ids=str)
def test_expression_has_the_value_that_cfn_lint_gives(expression: Any) -> None:
    """Ours is among its values: to cfn-lint a condition is open."""
    theirs = [str(value) for value in RESOLVE(expression)]
    assert not theirs or str(RESOLVER.value(expression)) in theirs


def made(random: Random, depth: int) -> Any:
    """An expression of a few functions one within another."""
    if depth == 0:
        return random.choice(LEAVES)
    parts = [made(random, depth - 1) for _ in range(random.randint(1, 3))]
    match random.randint(0, 3):
        case 0:
            return {"Fn::Join": [random.choice(["-", "/", ""]), parts]}
        case 1:
            return {"Fn::Sub": ["<${a}${Word}>", {"a": parts[0]}]}
        case 2:
            split = {"Fn::Split": ["/", {"Fn::Join": ["/", parts]}]}
            return {"Fn::Select": [random.randrange(len(parts)), split]}
        case _:
            return {"Fn::Select": [str(random.randrange(len(parts))), parts]}


@pytest.mark.parametrize("seed", range(20))
def test_nested_expressions_have_the_value_that_cfn_lint_gives(seed: int) -> None:
    """Functions within functions, too, and cfn-lint resolves each of them."""
    random = Random(seed)
    for expression in (made(random, depth) for depth in (1, 2, 3) for _ in range(10)):
        theirs = [str(value) for value in RESOLVE(expression)]
        assert [str(RESOLVER.value(expression))] == theirs, expression


@pytest.mark.parametrize("name", list(TEMPLATE["Conditions"]))
def test_condition_is_decided_as_cfn_lint_decides_it(name: str) -> None:
    """With the parameters' defaults one value can be, or both where one has no default."""
    theirs: Any = OracleConditions(Template("test", TEMPLATE, regions=[REGION]))
    able = {value for value in (True, False) if theirs.satisfiable({name: value}, DEFAULTS)}
    holds = RESOLVER.conditions.holds(name)
    assert able == ({True, False} if isinstance(holds, Unknown) else {holds})
