"""All stacks together: what one exports and another imports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from golive.model import Text, Unknown, gap_in
from golive.template.errors import BadTemplate
from golive.template.names import Names
from golive.template.resolver import Resolver
from golive.template.stack import Stack


class Assembly:
    """The stacks of one environment, by name."""

    def __init__(self, stacks: Iterable[Stack]) -> None:
        self.resolvers: dict[str, Resolver] = {}
        for stack in stacks:
            if (other := self.resolvers.get(stack.name)) is not None:
                raise BadTemplate(stack.source, f"is {stack.name}, as {other.stack.source} is")
            self.resolvers[stack.name] = Resolver(stack, self)
        self.names = Names(self.resolvers)
        self._evaluating: set[tuple[str, str]] = set()

    @cached_property
    def _exports(self) -> dict[object, tuple[str, str]]:
        found: dict[object, tuple[str, str]] = {}
        self.__dict__["_exports"] = found
        for resolver in self.resolvers.values():
            for output, declared in resolver.stack.section("Outputs").items():
                name = resolver.value(declared.get("Export", {}).get("Name"))
                if isinstance(name, str | Text) and gap_in(name) is None:
                    found[name] = (resolver.stack.name, output)
        return found

    def exported(self, name: object) -> object:
        """What a stack here exports under this name."""
        if (gap := gap_in(name)) is not None:
            return gap
        if not isinstance(name, str | Text) or name not in self._exports:
            return Unknown(f"no stack of these templates exports {name}")
        return self._output(*self._exports[name])

    def output_in(self, stack: object, output: str, region: object) -> object:
        """An output of a stack by its name, in the Region that it is in."""
        if (gap := gap_in([stack, region])) is not None:
            return gap
        resolver = self.resolvers.get(str(stack))
        if resolver is None or resolver.stack.region != region:
            return Unknown(f"no stack {stack} in {region} is among these templates")
        if output not in resolver.stack.section("Outputs"):
            return Unknown(f"stack {stack} has no output {output}")
        return self._output(str(stack), output)

    def _output(self, stack: str, output: str) -> object:
        resolver, key = self.resolvers[stack], (stack, output)
        declared = resolver.stack.section("Outputs")[output]
        if key in self._evaluating:
            return Unknown(f"output {output} of {stack} depends on itself")
        if resolver.stack.unread:
            return resolver.stack.unread
        if "Condition" in declared and resolver.conditions.holds(declared["Condition"]) is not True:
            return Unknown(f"output {output} of {stack} depends on {declared['Condition']}")
        self._evaluating.add(key)
        value = resolver.value(declared.get("Value"))
        self._evaluating.remove(key)
        return value
