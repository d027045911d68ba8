"""What a reference in a fact points at."""

from __future__ import annotations

from typing import TypeVar

from golive.model import Ref, Text

N = TypeVar("N", str, Text, str | Text)


def resource_of(where: Ref | N) -> Ref | N:
    """A reference without its attribute; an ARN or name as it is."""
    return where.resource if isinstance(where, Ref) else where


def means(where: object, subject: Ref) -> bool:
    """Whether a Where is this subject; what no stack owns is known by its ARN."""
    if isinstance(where, Ref):
        return where.resource == subject
    return where == subject.logical
