"""A resource as its reader sees it: properties evaluated, defaults filled in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from golive.model import Evidence, Ref, Text, Unknown, gap_in
from golive.policy import is_mapping
from golive.template.assembly import Assembly
from golive.template.defaults import DEFAULTS
from golive.template.resolver import Resolver
from golive.template.values import is_list


class Field(NamedTuple):
    """A fact's field: the property that it is read from, its value, and what else it took."""

    property: str
    value: object
    beside: tuple[Resource, ...] = ()


class Resource:
    """One resource of one stack."""

    def __init__(self, catalog: Catalog, resolver: Resolver, logical: str) -> None:
        self.catalog, self.stack = catalog, resolver.stack
        self.names = resolver.outside.names
        self.raw = self.stack.resources[logical]
        self.type: str = self.raw["Type"]
        self.ref, self.path = self.stack.ref(logical), self.stack.path(logical)
        self._resolver = resolver

    @cached_property
    def properties(self) -> object:
        return self._resolver.value(self.raw.get("Properties", {}))

    @property
    def undecided(self) -> Unknown | None:
        """Why it can't be said whether the resource exists."""
        exists = self._resolver.exists(self.ref.logical)
        if not isinstance(exists, Unknown):
            return None
        return Unknown(f"exists on condition {self.raw['Condition']}: {exists.why}")

    @property
    def evidence(self) -> Evidence:
        canonical = json.dumps(self.raw, sort_keys=True, separators=(",", ":"))
        where = {"template": self.stack.source, "logical id": self.ref.logical}
        return Evidence("template", where, hashlib.sha256(canonical.encode()).hexdigest())

    def given(self, path: str) -> object:
        """What the template says of a property such as `Metrics.0.Id`; None if nothing."""
        value = self.properties
        for step in path.split("."):
            if isinstance(value, Unknown) or value is None:
                return value
            value = _step(value, step, path)
        return value

    def at(self, path: str, of: str = "") -> object:
        """A property, or the service's default for it; Unknown where it has neither.

        `of` says where the table of defaults has it, if not at the path itself.
        """
        value = self.given(path)
        if value is not None:
            return value
        default = DEFAULTS.get(self.type, {}).get(of or path)
        return default.value if default else Unknown(f"{path} is missing")

    def field(self, path: str, change: Callable[[object], object], of: str = "") -> Field:
        """A property whose known value is changed."""
        value = self.at(path, of)
        return Field(path, value if isinstance(value, Unknown) else change(value))

    def flag(self, path: str, of: str = "") -> Field:
        """CloudFormation takes the words true and false as well."""
        return self.field(path, lambda value: _truth(value, path), of)

    def number(self, path: str) -> Field:
        return self.field(path, lambda value: _amount(value, path))

    def word(self, path: str) -> Field:
        return self.field(path, lambda v: v if isinstance(v, str) else _not(v, path, "a word"))

    def name(self, path: str) -> Field:
        """The name that a property gives, or the resource itself where AWS makes one."""
        value = self.given(path)
        return Field(path, self.ref if value is None else value)

    def where(self, path: str, *kinds: str) -> Field:
        """The resource of these types that a property means."""
        return Field(path, self.meant(self.at(path), *kinds))

    def meant(self, value: object, *kinds: str) -> Ref | str | Unknown:
        """A value as the resource of these types, by reference, ARN or name; else as written."""
        if isinstance(value, Ref | Unknown):
            return value
        if not isinstance(value, str | Text):
            return Unknown("an object stands where a resource should be named")
        found = self.names.ours(value, self.stack)
        ref = found if isinstance(found, Ref) else self.names.named(value, kinds)
        return ref or gap_in(value) or str(value)

    def ours(self, value: object) -> object:
        """An ARN in a policy as the resource here that it means, if any."""
        return self.names.ours(value, self.stack)


class Catalog:
    """Every resource of an assembly that isn't left out by its condition, by type."""

    def __init__(self, assembly: Assembly) -> None:
        self._by_type: dict[str, list[Resource]] = {}
        for resolver, logical, kind in assembly.names.resources():
            if resolver.stack.unread is None:
                self._by_type.setdefault(kind, []).append(Resource(self, resolver, logical))

    def of(self, *kinds: str) -> list[Resource]:
        """The resources of these types."""
        return [resource for kind in kinds for resource in self._by_type.get(kind, [])]

    def types(self) -> list[str]:
        return list(self._by_type)


def _step(value: object, step: str, path: str) -> object:
    if is_mapping(value):
        return value.get(step)
    if is_list(value) and step.isdecimal():
        return next(iter(value[int(step) :]), None)
    return _not(value, path, "an object")


def _truth(value: object, path: str) -> bool | Unknown:
    words = {"true": True, "false": False}
    return words.get(str(value).lower(), _not(value, path, "true or false"))


def _amount(value: object, path: str) -> float | int | Unknown:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        number = float(str(value))
    except ValueError:
        return _not(value, path, "a number")
    return int(number) if number.is_integer() else number


def _not(value: object, path: str, wanted: str) -> Unknown:
    known_later = isinstance(value, Ref | Text)
    return Unknown(f"{path} is {value if known_later else repr(value)}, not {wanted}")
