"""What a reader is, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.model import Fact

F = TypeVar("F", bound=Fact)
Read = Callable[[Reading, Resource], F]
Find = Callable[[Reading], Iterable[Resource]]


def nothing(read: Reading) -> Iterable[Resource]:
    """For kinds that are looked for in the stacks only."""
    return ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one kind of fact of resources of these CloudFormation types.

    `find` gives subjects beside those of the stacks; `properties` names each field's place
    in the answer, where it isn't the field's name.
    """

    types: tuple[str, ...]
    read: Read[Fact]
    find: Find = nothing
    properties: Mapping[str, str] = field(default_factory=dict[str, str])


READERS: dict[type[Fact], Reader] = {}


def reader(
    kind: type[F], *types: str, find: Find = nothing, **properties: str
) -> Callable[[Read[F]], Read[F]]:
    """Declare how a kind of fact is read."""

    def declare(read: Read[F]) -> Read[F]:
        if kind in READERS:
            raise TypeError(f"two readers read {kind.__name__}")
        READERS[kind] = Reader(types, read, find, properties)
        return read

    return declare
