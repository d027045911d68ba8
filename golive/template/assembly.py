"""All stacks together: what one exports and another imports."""

from __future__ import annotations

from collections.abc import Iterable

from golive.model import Text, Unknown, gap_in
from golive.policy import is_mapping
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
        self._exports: dict[object, list[tuple[Stack, str]]] = {}
        for resolver in self.resolvers.values():
            self._index(resolver)

    def _index(self, resolver: Resolver) -> None:
        for output, declared in resolver.stack.entries("Outputs"):
            export = declared.get("Export")
            name = resolver.value(export.get("Name") if is_mapping(export) else None)
            if isinstance(name, str | Text):
                self._exports.setdefault(name, []).append((resolver.stack, output))

    def exported(self, name: object, to: Stack) -> object:
        """What a stack in the same account and Region exports under this name."""
        if (gap := gap_in(name)) is not None:
            return gap
        named = self._exports.get(name, []) if isinstance(name, str | Text) else []
        place = (to.account, to.region)
        found = [(s, output) for s, output in named if (s.account, s.region) == place]
        if len(found) != 1:
            number = "more than one" if found else "no"
            return Unknown(f"{number} stack of these templates exports {name}")
        return self._output(found[0][0].name, found[0][1])

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
