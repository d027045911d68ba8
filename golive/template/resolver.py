"""Evaluates the expressions of one template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from golive.facts.words import Named
from golive.model import Ref, Text, Unknown
from golive.policy import is_mapping
from golive.template.conditions import Conditions
from golive.template.functions import call
from golive.template.names import Names
from golive.template.pseudo import parameter, pseudo
from golive.template.stack import Stack
from golive.template.values import NO_VALUE, is_list, plain_string, text


class Outside(Protocol):
    """What an expression can ask of the other stacks."""

    names: Names

    def exported(self, name: object, to: Stack) -> object: ...
    def output_in(self, stack: object, output: str, region: object) -> object: ...


class Resolver:
    """Expressions to values: JSON with Ref, Text and Unknown where AWS decides."""

    def __init__(self, stack: Stack, outside: Outside) -> None:
        self.stack, self.outside = stack, outside
        self.conditions = Conditions(stack.section("Conditions"), self.value)

    def value(self, expression: object) -> object:
        """The value of an expression, with what is `AWS::NoValue` left out of it."""
        if isinstance(expression, str):
            return plain_string(expression)
        if is_list(expression):
            return [value for value in map(self.value, expression) if value is not NO_VALUE]
        return self._object(expression) if is_mapping(expression) else expression

    def _object(self, expression: Mapping[str, object]) -> object:
        if len(expression) == 1:
            ((name, argument),) = expression.items()
            if name == "Ref":
                return self.reference(str(argument))
            if name.startswith("Fn::"):
                return call(name, self, argument)
        if macro := next((name for name in expression if name.startswith("Fn::")), None):
            return Unknown(f"{macro} is evaluated by AWS alone")
        values = {name: self.value(item) for name, item in expression.items()}
        return {name: value for name, value in values.items() if value is not NO_VALUE}

    def reference(self, name: str) -> object:
        """What `Ref` gives: a parameter's value, or the resource."""
        if name in (parameters := self.stack.section("Parameters")):
            return parameter(name, parameters[name])
        if name.startswith("AWS::"):
            return pseudo(name, self.stack)
        return self.attribute(name, "")

    def attribute(self, logical: str, name: str) -> Ref | Unknown:
        """An attribute of a resource; Unknown where the template has no such resource."""
        if logical not in self.stack.resources:
            return Unknown(f"{logical} is not in the template")
        if self.exists(logical) is False:
            return Unknown(f"{logical} is left out by its condition")
        return Ref(self.stack.name, logical, name)

    def exists(self, logical: str) -> bool | Unknown:
        """Whether the condition of a resource holds; without one it does."""
        condition = self.stack.resources[logical].get("Condition")
        return True if condition is None else self.conditions.holds(condition)

    def text(self, parts: Iterable[object]) -> Named | Unknown:
        """Parts as one text; the ARN of one of our resources as that resource."""
        return self.outside.names.normal(text(parts), self.stack)

    def splittable(self, value: object, delimiter: str) -> object:
        """A text whose references hold no delimiter; Unknown where one could."""
        if isinstance(value, Ref | Text):
            return self.outside.names.splittable(value, delimiter)
        return value
