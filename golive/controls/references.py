"""What a reference in a fact points at."""

from __future__ import annotations

from typing import Any, TypeVar

from golive.controls.control import listing
from golive.facts.words import Where
from golive.model import Fact, Ref, Side, Text

N = TypeVar("N", str, Text, str | Text)


def resource_of(where: Ref | N) -> Ref | N:
    """A reference without its attribute; an ARN or name as it is."""
    return where.resource if isinstance(where, Ref) else where


def foreign(where: Where, kind: type[Fact], side: Side) -> bool:
    """Whether no stack here has what a Where names; Gap while one of that kind has a name that
    can't be known, for it may be that."""
    if isinstance(where, Ref):
        return False
    each: list[tuple[Any, Any]] = listing(side, kind)
    return where not in [one.name for _, one in each]


def means(where: object, subject: Ref) -> bool:
    """Whether a Where is this subject; what no stack owns is known by its ARN."""
    if isinstance(where, Ref):
        return where.resource == subject
    return where == subject.logical
