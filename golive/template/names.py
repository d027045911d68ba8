"""Which resource a name or an ARN means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from golive.facts.words import Named
from golive.model import Ref, Text, Unknown, gap_in
from golive.template.arns import BY_TYPE, Arn, readings
from golive.template.pseudo import partition
from golive.template.stack import Stack
from golive.template.values import MARK, marked, restored, text

if TYPE_CHECKING:
    from golive.template.resolver import Resolver


class Names:
    """The resources of all stacks, by what can stand for them."""

    def __init__(self, resolvers: Mapping[str, Resolver]) -> None:
        self._resolvers = resolvers

    def resources(self) -> Iterator[tuple[Resolver, str, str]]:
        """Each resource that isn't left out: its stack's resolver, logical id, type."""
        for resolver in self._resolvers.values():
            for logical, raw in resolver.stack.resources.items():
                if resolver.exists(logical) is not False:
                    yield resolver, logical, raw["Type"]

    def type_of(self, ref: Ref) -> str:
        """The type of a resource; empty where no stack here has it."""
        resolver = self._resolvers.get(ref.stack)
        raw = resolver.stack.resources.get(ref.logical) if resolver else None
        return raw["Type"] if raw else ""

    @cached_property
    def _names(self) -> dict[tuple[str, Named], Ref]:
        found: dict[tuple[str, Named], Ref] = {}
        for resolver, logical, kind in self.resources():
            form = BY_TYPE.get(kind)
            properties = resolver.stack.resources[logical].get("Properties", {})
            if form and form.name in properties:
                name = resolver.value(properties[form.name])
                if isinstance(name, str | Text) and gap_in(name) is None:
                    found[kind, name] = resolver.stack.ref(logical)
        return found

    def normal(self, value: Named | Unknown, stack: Stack) -> Named | Unknown:
        """A text that is the ARN of a resource here as that resource's own reference."""
        if not isinstance(value, Text):
            return value
        plain, held = marked(value)
        for arn in readings(plain):
            named = MARK.fullmatch(arn.name)
            ref = held[int(named[1])] if named else None
            if isinstance(ref, Ref) and self._is(arn, ref, stack, held):
                return text((Ref(ref.stack, ref.logical, "Arn"), restored(arn.rest, held)))
        return value

    def _is(self, arn: Arn, ref: Ref, stack: Stack, held: tuple[Ref | Unknown, ...]) -> bool:
        named = self.type_of(ref) == arn.form.type and ref.attr == arn.form.named
        return named and self._here(arn, stack, held)

    def _here(self, arn: Arn, stack: Stack, held: tuple[Ref | Unknown, ...]) -> bool:
        written = [restored(part, held) for part in (arn.partition, arn.region, arn.account)]
        placed = [partition(stack.region), stack.region, stack.account]
        return all(w in ("", p) for w, p in zip(written, placed, strict=True))

    def ours(self, value: object, stack: Stack) -> object:
        """As `normal`, and a literal ARN too where a resource here has the name in it."""
        if not isinstance(value, str | Text):
            return value
        plain, held = marked(value)
        for arn in readings(plain):
            name = restored(arn.name, held)
            ref = self._names.get((arn.form.type, name)) if isinstance(name, str | Text) else None
            if ref and self._here(arn, stack, held):
                return text((Ref(ref.stack, ref.logical, "Arn"), restored(arn.rest, held)))
        return value

    def named(self, name: Named, kinds: tuple[str, ...]) -> Ref | None:
        """The resource of these types that a property gives this name."""
        return next(
            (self._names[kind, name] for kind in kinds if (kind, name) in self._names), None
        )

    def splittable(self, value: object, delimiter: str) -> object:
        """A text in whose references, ARNs written out, the delimiter can't stand."""
        parts = value.parts if isinstance(value, Text) else (value,)
        wide = text(piece for part in parts for piece in self._expanded(part))
        for part in wide.parts if isinstance(wide, Text) else (wide,):
            if isinstance(part, Ref) and not self._whole_name(part, delimiter):
                return Unknown(f"a part of {part} is known after the deployment")
        return next((p for p in parts if isinstance(p, Unknown)), wide)

    def _whole_name(self, ref: Ref, delimiter: str) -> bool:
        form = BY_TYPE.get(self.type_of(ref))
        return form is not None and ref.attr == form.named and delimiter in form.ends

    def _expanded(self, part: object) -> tuple[object, ...]:
        form = BY_TYPE.get(self.type_of(part)) if isinstance(part, Ref) else None
        if not isinstance(part, Ref) or not form or part.attr not in form.whole:
            return (part,)
        stack = self._resolvers[part.stack].stack
        place = (stack.region, ":", stack.account) if form.placed else (":",)
        name = Ref(part.stack, part.logical, form.named)
        head = ("arn:", partition(stack.region), f":{form.service}:")
        return (*head, *place, f":{form.prefix}", name)
